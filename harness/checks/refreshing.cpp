// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/refreshing.h"

#include <variant>

#include "harness/reference/base/secret.h"

namespace oauthspec::checks {

namespace oauth2 = oauth::oauth2;

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

std::optional<TestClient> with_wrong_secret(const TestClient& client) {
  const oauth::Secret wrong("not-the-password-of-this-client");
  TestClient changed = client;
  if (auto* basic = std::get_if<oauth2::SecretBasic>(&changed.client.authentication)) {
    basic->client_secret = wrong;
    return changed;
  }
  if (auto* post = std::get_if<oauth2::SecretPost>(&changed.client.authentication)) {
    post->client_secret = wrong;
    return changed;
  }
  return std::nullopt;
}

}  // namespace oauthspec::checks
