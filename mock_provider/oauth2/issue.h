// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/reference/base/error.h"
#include "harness/reference/oauth2/token_response.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth2_endpoints {

/// What tokens are issued for.
struct Issue {
  Grant grant;
  std::vector<std::string> audience;  ///< Empty: the provider's own resource.
  std::optional<std::string> jkt;     ///< The key that the tokens are bound to.
  bool refresh_token = false;
};

/// Makes an access token, and a refresh token where one is wanted, keeps their records, and gives the response for the client.
///
/// Errors: those of sign_jws() for JWT access tokens.
/// Spec:   RFC 6749 section 5.1; RFC 9068; RFC 9449 section 5
[[nodiscard]] oauth::Result<oauth::oauth2::TokenResponse> issue_tokens(Call& call,
                                                                       const Issue& issue);

}  // namespace oauthspec::provider::oauth2_endpoints
