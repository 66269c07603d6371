// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "harness/http/reply.h"
#include "harness/reference/oauth2/authorization_response.h"
#include "harness/reference/oauth2/refusal.h"
#include "mock_provider/model/grant.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth2_endpoints {

/// Where an authorization response goes.
struct ResponseTarget {
  std::string redirect_uri;  ///< Already matched.
  oauth::oauth2::ResponseMode mode{};
  std::optional<std::string> state;  ///< Of the request.
};

/// Sends the browser back to the client, with a code, a token or an error.
///
/// Spec:   RFC 6749 sections 4.1.2 and 4.2.2; RFC 9207; OAuth 2.0 Form Post Response Mode
[[nodiscard]] http::Reply respond(Call& call, const ResponseTarget& target,
                                  oauth::oauth2::AuthorizationResponse response);

/// Sends the browser back with an error, and writes it into the verdict.
///
/// Spec:   RFC 6749 sections 4.1.2.1 and 4.2.2.1
[[nodiscard]] http::Reply refuse_by_redirect(Call& call, const ResponseTarget& target,
                                             const oauth::oauth2::Refusal& refusal);

/// Tells the browser's owner what is wrong, where the client cannot be trusted to be told; writes it into the verdict.
///
/// Spec:   RFC 6749 section 4.1.2.1
[[nodiscard]] http::Reply refuse_on_a_page(Call& call, const oauth::oauth2::Refusal& refusal,
                                           const std::string& requirement);

}  // namespace oauthspec::provider::oauth2_endpoints
