// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <nlohmann/json.hpp>

#include "harness/reference/codec/base64.h"
#include "harness/testing/rsa_test_key.h"
#include "mock_provider/control/behaviours.h"
#include "mock_provider/testing/provider_fixture.h"

namespace oauthspec::provider::control {
namespace {

using nlohmann::json;

Settings with_jwts() {
  Settings settings;
  settings.token_format = TokenFormat::jwt;
  return settings;
}

json decoded(std::string_view part) {
  return json::parse(oauth::codec::base64_decode(part, oauth::codec::Base64::url).value_or(""),
                     nullptr, false);
}

struct Jwt {
  json header;
  json claims;
  std::string signature;
};

class JwtBehaviours : public testing::ProviderTest {
 protected:
  JwtBehaviours() : ProviderTest(with_jwts()) {
    auto keys =
        SigningKeys::from_pem(oauth::crypto::openssl(), {oauthspec::testing::kRsaPrivateKey});
    EXPECT_TRUE(keys);
    state.keys = std::make_shared<SigningKeys>(*std::move(keys));
  }

  Jwt token(const char* behaviour) {
    if (behaviour != nullptr) {
      state.faults.push_back(
          {.name = behaviour, .endpoint = {}, .skip = 0, .left = 1, .amount = 0});
    }
    const auto reply = post("/token", {{"grant_type", "client_credentials"}},
                            {{"Authorization", "Basic Y2xpZW50OnNlY3JldA=="}});
    EXPECT_TRUE(state.faults.empty());
    const auto jwt = json::parse(reply.response.body).at("access_token").get<std::string>();
    const auto first = jwt.find('.');
    const auto second = jwt.rfind('.');
    return {decoded(std::string_view(jwt).substr(0, first)),
            decoded(std::string_view(jwt).substr(first + 1, second - first - 1)),
            jwt.substr(second + 1)};
  }
};

TEST_F(JwtBehaviours, ChangeTheTokenOnce) {
  EXPECT_EQ(token("jwt_alg_none").header.at("alg"), "none");
  EXPECT_EQ(token("jwt_alg_none").signature, "");
  EXPECT_EQ(token("jwt_bad_signature").signature, std::string(342, 'A'));
  EXPECT_LT(token("jwt_expired").claims.at("exp"), state.now());
  EXPECT_EQ(token("jwt_wrong_audience").claims.at("aud"), "https://other.example/resource");
  EXPECT_EQ(token("jwt_wrong_issuer").claims.at("iss"), "https://attacker.example");
  EXPECT_EQ(token("jwt_unknown_kid").header.at("kid"), "unknown");
  EXPECT_EQ(token("jwt_wrong_type").header.at("typ"), "JWT");
  const Jwt sound = token(nullptr);
  EXPECT_EQ(sound.header.at("alg"), "RS256");
  EXPECT_EQ(sound.header.at("typ"), "at+jwt");
  EXPECT_EQ(sound.claims.at("iss"), kOrigin);
  EXPECT_GT(sound.claims.at("exp"), state.now());
}

}  // namespace
}  // namespace oauthspec::provider::control
