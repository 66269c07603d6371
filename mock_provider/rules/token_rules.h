// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth2/refusal.h"
#include "harness/reference/oauth2/scope.h"
#include "mock_provider/model/client.h"
#include "mock_provider/model/grant.h"
#include "mock_provider/model/surroundings.h"
#include "mock_provider/rules/secret_text.h"

namespace oauthspec::provider::rules {

/// Which scope a request is granted.
///
/// Input:  `requested` is nothing where the request names none: the provider's default scope, as far as the client may have it.
/// Output: a refusal is invalid_scope: one of the tokens is unknown, or not for this client.
/// Spec:   RFC 6749 section 3.3
[[nodiscard]] oauth::oauth2::Judgement<oauth::oauth2::Scope> grant_scope(
    const Surroundings& around, const ClientRecord& client,
    const std::optional<oauth::oauth2::Scope>& requested);

/// Whether the client may use the grant.
///
/// Output: a refusal is unauthorized_client.
/// Spec:   RFC 6749 section 5.2; RFC 7591 section 2, grant_types
[[nodiscard]] oauth::oauth2::Judgement<void> check_grant_type(const ClientRecord& client,
                                                              const std::string& grant_type);

/// Whether the client gets a refresh token with its access token, where the grant has one.
///
/// Spec:   RFC 6749 section 1.5; RFC 7591 section 2, grant_types
[[nodiscard]] bool gets_refresh_token(const ClientRecord& client);

/// The key that a refresh token is bound to, where the token request proved one: a public client's is, a confidential client's
/// is bound by its authentication.
///
/// Spec:   RFC 9449 section 5
[[nodiscard]] std::optional<std::string> refresh_token_key(const ClientRecord& client,
                                                           const std::optional<std::string>& jkt);

/// What resources a token is for.
///
/// Input:  `granted` are those of the grant; empty: it names none, and the token may be for any.
/// Output: those that the request names, or all of the grant's. A refusal is invalid_target.
/// Spec:   RFC 8707 section 2.2
[[nodiscard]] oauth::oauth2::Judgement<std::vector<std::string>> grant_resources(
    const oauth::message::Parameters& parameters, const std::vector<std::string>& granted);

/// The audience of an access token.
///
/// Input:  `wanted` may be empty: the provider's own resource.
/// Spec:   RFC 9068 section 3; RFC 8707 section 2
[[nodiscard]] std::vector<std::string> token_audience(const Surroundings& around,
                                                      const std::vector<std::string>& wanted);

/// The token_type of an access token.
///
/// Spec:   RFC 6749 section 7.1; RFC 9449 section 5
[[nodiscard]] std::string token_type(const std::optional<std::string>& jkt);

/// When an access token expires.
///
/// Input:  `no_later_than` is when that what it is issued for expires; nothing: that sets no limit.
/// Spec:   RFC 6749 section 10.3; RFC 7521 section 4.1
[[nodiscard]] Seconds access_token_expiry(const Surroundings& around,
                                          std::optional<Seconds> no_later_than);

/// The claims of a JWT access token.
///
/// Spec:   RFC 9068 section 2.2; RFC 9449 section 6.1; RFC 8693 section 4.1
[[nodiscard]] nlohmann::json access_token_claims(const AccessTokenRecord& record);

/// The typ header of a JWT access token.
///
/// Spec:   RFC 9068 section 2.1
[[nodiscard]] std::string access_token_type_header();

}  // namespace oauthspec::provider::rules

namespace oauthspec::provider {

/// What tokens are issued.
struct TokenRules {
  decltype(&rules::grant_scope) grant_scope = &rules::grant_scope;
  decltype(&rules::check_grant_type) check_grant_type = &rules::check_grant_type;
  decltype(&rules::gets_refresh_token) gets_refresh_token = &rules::gets_refresh_token;
  decltype(&rules::refresh_token_key) refresh_token_key = &rules::refresh_token_key;
  decltype(&rules::grant_resources) grant_resources = &rules::grant_resources;
  decltype(&rules::token_audience) token_audience = &rules::token_audience;
  decltype(&rules::secret_text) access_token_text = &rules::secret_text;
  decltype(&rules::secret_text) refresh_token_text = &rules::secret_text;
  decltype(&rules::token_type) token_type = &rules::token_type;
  decltype(&rules::access_token_expiry) access_token_expiry = &rules::access_token_expiry;
  decltype(&rules::access_token_claims) access_token_claims = &rules::access_token_claims;
  decltype(&rules::access_token_type_header) access_token_type_header =
      &rules::access_token_type_header;
};

}  // namespace oauthspec::provider
