// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/client_secret.h"

#include <utility>
#include <variant>

#include "harness/reference/base/secret.h"

namespace oauthspec::checks {

namespace oauth2 = oauth::oauth2;

std::string secret_of(const TestClient& client) {
  if (const auto* basic = std::get_if<oauth2::SecretBasic>(&client.client.authentication)) {
    return std::string(basic->client_secret.reveal());
  }
  const auto* const post = std::get_if<oauth2::SecretPost>(&client.client.authentication);
  return post != nullptr ? std::string(post->client_secret.reveal()) : std::string();
}

TestClient with_secret(TestClient client, std::string_view secret) {
  if (std::holds_alternative<oauth2::SecretPost>(client.client.authentication)) {
    client.client.authentication = oauth2::SecretPost{oauth::Secret(secret)};
  } else {
    client.client.authentication = oauth2::SecretBasic{oauth::Secret(secret)};
  }
  return client;
}

std::optional<TestClient> with_wrong_secret(const TestClient& client) {
  if (secret_of(client).empty()) {
    return std::nullopt;
  }
  return with_secret(client, "not-the-password-of-this-client");
}

}  // namespace oauthspec::checks
