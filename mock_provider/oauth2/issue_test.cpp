// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/issue.h"

#include "harness/reference/jose/jws.h"
#include "harness/reference/jose/jwt.h"
#include "harness/testing/rsa_test_key.h"
#include "mock_provider/testing/token_fixture.h"

namespace oauthspec::provider {
namespace {

class JwtAccessToken : public testing::TokenTest {
 protected:
  JwtAccessToken() : TokenTest(jwt_settings()) {
    auto keys =
        SigningKeys::from_pem(oauth::crypto::openssl(), {oauthspec::testing::kRsaPrivateKey});
    state.keys = std::make_shared<SigningKeys>(*std::move(keys));
  }
  static Settings jwt_settings() {
    Settings settings;
    settings.token_format = TokenFormat::jwt;
    return settings;
  }
  /// The token's claims, its signature and header checked.
  [[nodiscard]] nlohmann::json claims(const std::string& token) const {
    const auto jws = oauth::jose::parse_jws(token);
    EXPECT_TRUE(jws);
    EXPECT_EQ(jws->header.at("typ"), "at+jwt");  // RFC9068-2.1-3
    EXPECT_EQ(jws->header.at("alg"), "RS256");
    const nlohmann::json& jwk = state.keys->keys.front().public_jwk;
    EXPECT_EQ(jws->header.at("kid"), jwk.at("kid"));
    std::shared_ptr<const oauth::crypto::PublicKey> key =
        *oauth::crypto::openssl().public_key(*oauth::jose::key_numbers(jwk));
    EXPECT_TRUE(oauth::jose::verify_jws(oauth::crypto::openssl(), *jws,
                                        *oauth::jose::algorithm_named("RS256"), key));
    return oauth::jose::claims_of(*jws)->all;
  }
};

// RFC9068-2.2-1, RFC9068-2.2-2, RFC9068-2.2.3-1, RFC9068-3-2
TEST_F(JwtAccessToken, HasTheClaimsOfTheProfile) {
  const auto owner = claims(text(tokens("client"), "access_token"));
  EXPECT_EQ(owner.at("iss"), kOrigin);
  EXPECT_EQ(owner.at("sub"), "alice");
  EXPECT_EQ(owner.at("client_id"), "client");
  EXPECT_EQ(owner.at("aud"), std::string(kOrigin) + "/resource");
  EXPECT_EQ(owner.at("scope"), "read write");
  EXPECT_EQ(owner.at("iat"), now());
  EXPECT_EQ(owner.at("exp"), now() + 3600);
  EXPECT_GE(owner.at("jti").get<std::string>().size(), 16U);
  const auto own = claims(
      text(body(post("/token", {{"grant_type", "client_credentials"}}, client())), "access_token"));
  EXPECT_EQ(own.at("sub"), "client");
  EXPECT_NE(own.at("jti"), owner.at("jti"));
}

// RFC9068-3-1, RFC9449-6.1-1
TEST_F(JwtAccessToken, NamesResourcesAndTheKeyThatItIsBoundTo) {
  const auto bound = claims(text(body(post("/token",
                                           {{"grant_type", "client_credentials"},
                                            {"resource", "https://a.example/"},
                                            {"resource", "https://b.example/"}},
                                           {basic("client", "secret"), proof("/token", "1")})),
                                 "access_token"));
  EXPECT_EQ(bound.at("aud"), nlohmann::json({"https://a.example/", "https://b.example/"}));
  EXPECT_EQ(bound.at("cnf").at("jkt"), thumbprint());
}

// All begin alike, and each has a record of its own.
TEST_F(JwtAccessToken, IsFoundBesideOthers) {
  const std::string first = text(tokens("client"), "access_token");
  const std::string other = text(tokens("client"), "access_token");
  EXPECT_TRUE(active(first));
  EXPECT_TRUE(active(other));
  EXPECT_FALSE(active(first.substr(0, first.size() - 4) + "AAAA"));
}

TEST_F(JwtAccessToken, IsNotMadeWithoutAKey) {
  state.keys = std::make_shared<SigningKeys>();
  EXPECT_EQ(error(post("/token", {{"grant_type", "client_credentials"}}, client())),
            "500 server_error");
  state.keys = nullptr;
  EXPECT_EQ(error(post("/token", {{"grant_type", "client_credentials"}}, client())),
            "500 server_error");
}

using TokenResponse = testing::TokenTest;

// RFC6749-5.1-11, RFC6749-5.1-12
TEST_F(TokenResponse, IsNotStored) {
  const auto reply = post("/token", {{"grant_type", "client_credentials"}}, client());
  EXPECT_EQ(oauth::message::find_header(reply.response.headers, "Cache-Control"), "no-store");
  EXPECT_EQ(oauth::message::find_header(reply.response.headers, "Pragma"), "no-cache");
}

}  // namespace
}  // namespace oauthspec::provider
