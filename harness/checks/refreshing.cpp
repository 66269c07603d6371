// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/refreshing.h"

namespace oauthspec::checks {

Attempt<IssuedTokens> tokens_to_refresh(Session& session) {
  auto tokens = session.tokens();
  if (tokens && tokens->refresh_token.empty()) {
    return std::unexpected(inconclusive("no refresh token was issued"));
  }
  return tokens;
}

Attempt<Response> refresh(Session& session, const TestClient& client,
                          const std::string& refresh_token) {
  return session.token(client, {{"grant_type", "refresh_token"}, {"refresh_token", refresh_token}});
}

}  // namespace oauthspec::checks
