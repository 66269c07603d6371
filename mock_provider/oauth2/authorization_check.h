// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/reference/oauth2/authorization_request.h"
#include "harness/reference/oauth2/authorization_response.h"
#include "harness/reference/oauth2/refusal.h"
#include "mock_provider/model/client.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth2_endpoints {

/// What a sound authorization request comes down to.
struct CheckedRequest {
  oauth::oauth2::ResponseType type{};
  oauth::oauth2::ResponseMode mode{};
  oauth::oauth2::Scope scope;
  std::vector<std::string> resources;
  std::optional<std::string> dpop_jkt;
};

/// Where the answer to a request may go. A refusal is told on a page, or to the client that pushed the request, and never by a
/// redirection; the verdict has the requirement then.
///
/// Spec:   RFC 6749 section 3.1.2.4
[[nodiscard]] oauth::oauth2::Judgement<std::string> check_redirect_uri(
    Call& call, const ClientRecord& client, const std::optional<std::string>& requested);

/// Checks everything else of an authorization request, whose redirection URI is known to be right. The verdict has the requirement that
/// a refusal is for.
///
/// Input:  `pushed` says that it came by the endpoint for pushed requests.
/// Spec:   RFC 6749 sections 4.1.1 and 4.2.1; RFC 7636 section 4.3; RFC 8707 section 2.1; RFC 9126 section 4; RFC 9449 section 10
[[nodiscard]] oauth::oauth2::Judgement<CheckedRequest> check_request(
    Call& call, const ClientRecord& client, const oauth::oauth2::AuthorizationRequest& request,
    bool pushed);

}  // namespace oauthspec::provider::oauth2_endpoints
