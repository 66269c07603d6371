// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/rules/revocation_rules.h"

namespace oauthspec::provider::rules {

namespace oauth2 = oauth::oauth2;

std::vector<TokenKind> search_order(const std::optional<std::string>& hint) {
  // RFC7009-2.1-5, RFC7662-2.1-5, RFC7009-2.2-4
  if (hint == "refresh_token") {
    return {TokenKind::refresh_token, TokenKind::access_token};
  }
  return {TokenKind::access_token, TokenKind::refresh_token};
}

oauth2::Judgement<void> check_revoker(const ClientRecord& client, const Grant& grant) {
  if (grant.client_id != client.id) {
    // RFC7009-2.1-10
    return std::unexpected(oauth2::Refusal{"invalid_grant", 400, oauth::Errc::token_invalid});
  }
  return {};
}

bool falls_with_revoked(const Grant& revoked, const Grant& token) {
  return revoked.family == token.family;  // RFC7009-2.1-13
}

void revoke_access_token(AccessTokenRecord& token) {
  token.revoked = true;
}

void revoke_refresh_token(RefreshTokenRecord& token) {
  token.revoked = true;
}

}  // namespace oauthspec::provider::rules
