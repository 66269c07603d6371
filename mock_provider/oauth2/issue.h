// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/reference/base/error.h"
#include "harness/reference/oauth2/token_response.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth2_endpoints {

/// What tokens are issued for.
struct Issue {
  Grant grant;                        ///< Of the access token; what it is narrowed to.
  std::vector<std::string> audience;  ///< Empty: the provider's own resource.
  std::optional<std::string> jkt;     ///< The key that the access token is bound to.
  std::optional<Seconds> no_later_than;
  nlohmann::json actor;  ///< RFC 8693 section 4.1; null: nobody.
  std::optional<std::string> issued_token_type;

  std::optional<Grant> refresh_grant;      ///< Of a refresh token; nothing: none is issued.
  std::optional<std::string> refresh_jkt;  ///< The key that it is bound to.
};

/// Adds a refresh token to what is issued, where the client gets one at all.
///
/// Input:  `whole` is the grant as the resource owner allowed it (RFC6749-6-12); `jkt` the key that the request proved.
void add_refresh_token(const Call& call, const ClientRecord& client, Grant whole,
                       const std::optional<std::string>& jkt, Issue& issue);

/// Makes an access token, and a refresh token where one is wanted, keeps their records, and gives the response for the client.
///
/// Errors: those of sign_jws() for JWT access tokens; key_invalid where the provider has no key for them.
/// Spec:   RFC 6749 section 5.1; RFC 9068; RFC 9449 section 5
[[nodiscard]] oauth::Result<oauth::oauth2::TokenResponse> issue_tokens(Call& call,
                                                                       const Issue& issue);

}  // namespace oauthspec::provider::oauth2_endpoints
