// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/example_keys.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "harness/reference/jose/jwk.h"

namespace oauthspec::checks {

const std::vector<const char*>& example_jwks() {
  static const std::vector<const char*> keys{
      R"({"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
"y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","d":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"})",
      R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
"y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"})"};
  return keys;
}

std::vector<std::shared_ptr<const oauth::crypto::PrivateKey>> example_keys(
    const oauth::crypto::Backend& backend) {
  std::vector<std::shared_ptr<const oauth::crypto::PrivateKey>> keys;
  for (const char* jwk : example_jwks()) {
    const auto numbers = oauth::jose::key_numbers(nlohmann::json::parse(jwk));
    auto key = numbers ? backend.private_key(*numbers)
                       : oauth::Result<std::unique_ptr<oauth::crypto::PrivateKey>>(
                             std::unexpected(numbers.error()));
    if (!key) return {};
    keys.push_back(*std::move(key));
  }
  return keys;
}

}  // namespace oauthspec::checks
