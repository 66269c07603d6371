// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "harness/http/reply.h"
#include "mock_provider/model/grant.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth2_endpoints {

/// The authorization endpoint: checks the request, then asks the resource owner.
///
/// Spec:   RFC 6749 sections 3.1, 4.1.1 and 4.2.1; RFC 9126 section 4
[[nodiscard]] http::Reply authorization(Call& call);

/// Answers the client once the owner has decided: with a code or an access token, or with access_denied. A Finish.
///
/// Spec:   RFC 6749 sections 4.1.2 and 4.2.2
[[nodiscard]] http::Reply finish_authorization(Call& call, const InteractionRecord& interaction,
                                               Decision decision);

/// What each request_uri begins with that the provider gives out.
///
/// Spec:   RFC 9126 section 2.2
inline constexpr std::string_view kPushedPrefix = "urn:ietf:params:oauth:request_uri:";

}  // namespace oauthspec::provider::oauth2_endpoints
