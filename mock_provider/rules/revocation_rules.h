// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/reference/oauth2/refusal.h"
#include "mock_provider/model/client.h"
#include "mock_provider/model/grant.h"

namespace oauthspec::provider::rules {

enum class TokenKind : std::uint8_t { access_token, refresh_token };

/// Where a token is looked for, and in which order: everywhere, whatever the client believes that it is.
///
/// Input:  `hint` is token_type_hint, of any value.
/// Spec:   RFC 7009 section 2.1; RFC 7662 section 2.1
[[nodiscard]] std::vector<TokenKind> search_order(const std::optional<std::string>& hint);

/// Whether the client may revoke what was issued for this grant: its own tokens.
///
/// Output: a refusal is invalid_grant.
/// Spec:   RFC 7009 section 2.1
[[nodiscard]] oauth::oauth2::Judgement<void> check_revoker(const ClientRecord& client,
                                                           const Grant& grant);

/// Whether a token falls with a refresh token that its client revoked: every one of the same grant.
///
/// Spec:   RFC 7009 section 2.1
[[nodiscard]] bool falls_with_revoked(const Grant& revoked, const Grant& token);

/// Makes a token of no use any more.
///
/// Spec:   RFC 7009 section 2.1
void revoke_access_token(AccessTokenRecord& token);
void revoke_refresh_token(RefreshTokenRecord& token);

}  // namespace oauthspec::provider::rules

namespace oauthspec::provider {

/// What is decided when a token is revoked.
struct RevocationRules {
  decltype(&rules::search_order) search_order = &rules::search_order;
  decltype(&rules::check_revoker) check_revoker = &rules::check_revoker;
  decltype(&rules::falls_with_revoked) falls_with_revoked = &rules::falls_with_revoked;
  decltype(&rules::revoke_access_token) revoke_access_token = &rules::revoke_access_token;
  decltype(&rules::revoke_refresh_token) revoke_refresh_token = &rules::revoke_refresh_token;
};

}  // namespace oauthspec::provider
