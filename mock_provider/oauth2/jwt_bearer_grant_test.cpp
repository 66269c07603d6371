// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/testing/token_fixture.h"

namespace oauthspec::provider {
namespace {

class JwtBearer : public testing::TokenTest {
 protected:
  JwtBearer() {
    state.registry.assertion_issuers.emplace("https://issuer.example", testing::ec_key_set());
  }
  http::Reply ask(const std::string& jwt) {
    return post("/token",
                {{"grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"},
                 {"assertion", jwt},
                 {"scope", "read"}},
                client());
  }
  [[nodiscard]] oauth::oauth2::AssertionClaims claims() const {
    return assertion_claims("https://issuer.example", "bob");
  }
};

// RFC7523-3-1, RFC7521-4.1-5
TEST_F(JwtBearer, GivesATokenForTheSubject) {
  const auto tokens = body(ask(signed_by_ec(claims())));
  EXPECT_FALSE(tokens.contains("refresh_token"));
  EXPECT_EQ(tokens.at("expires_in"), 60);
  const auto* const record = state.access_tokens.find(text(tokens, "access_token"));
  ASSERT_NE(record, nullptr);
  EXPECT_EQ(record->grant.subject, "bob");
  EXPECT_EQ(record->grant.client_id, "client");
}

// RFC7523-3.1-2, RFC7523-3-2, RFC7523-3-7, RFC7523-3-10, RFC7523-3-12, RFC7523-3-16
TEST_F(JwtBearer, RefusesAJwtThatIsNotGood) {
  auto bad = claims();
  bad.issuer = "https://other.example";
  EXPECT_EQ(error(ask(signed_by_ec(bad))), "400 invalid_grant");
  EXPECT_EQ(blamed(), "RFC7523-3.1-2");
  bad = claims();
  bad.audience = {"https://other.example"};
  EXPECT_EQ(error(ask(signed_by_ec(bad))), "400 invalid_grant");
  bad = claims();
  bad.expires = now();
  EXPECT_EQ(error(ask(signed_by_ec(bad))), "400 invalid_grant");
  bad = claims();
  bad.not_before = now() + 1;
  EXPECT_EQ(error(ask(signed_by_ec(bad))), "400 invalid_grant");
  EXPECT_EQ(error(ask(*oauth::oauth2::make_client_assertion(
                oauth::crypto::openssl(), "ES256", testing::ec_key(true), std::nullopt, claims()))),
            "400 invalid_grant");
  EXPECT_EQ(error(ask("no.jwt")), "400 invalid_grant");
  EXPECT_EQ(error(ask(signed_by_ec(claims()))), "200 ");
}

// RFC7523-3-14
TEST_F(JwtBearer, TakesAJwtWithAnIdentifierOnce) {
  auto once = claims();
  once.id = "one";
  const std::string jwt = signed_by_ec(once);
  EXPECT_EQ(error(ask(jwt)), "200 ");
  EXPECT_EQ(error(ask(jwt)), "400 invalid_grant");
  EXPECT_EQ(blamed(), "RFC7523-3-14");
}

// RFC7523-3.1-1
TEST_F(JwtBearer, ValidatesTheClientToo) {
  EXPECT_EQ(error(post("/token",
                       {{"grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"},
                        {"assertion", signed_by_ec(claims())}},
                       {basic("client", "wrong")})),
            "401 invalid_client");
}

}  // namespace
}  // namespace oauthspec::provider
