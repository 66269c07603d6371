// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/revocation.h"

#include "mock_provider/testing/token_fixture.h"

namespace oauthspec::provider {
namespace {

class Revocation : public testing::TokenTest {
 protected:
  http::Reply revoke(const std::string& token, const std::string& hint = "",
                     const Fields& fields = client()) {
    Parameters form{{"token", token}};
    if (!hint.empty()) {
      form.add("token_type_hint", hint);
    }
    return post("/revoke", form, fields);
  }
  http::Reply refresh(const nlohmann::json& tokens) {
    return post("/token",
                {{"grant_type", "refresh_token"}, {"refresh_token", text(tokens, "refresh_token")}},
                client());
  }
};

// RFC7009-2.1-11, RFC7009-2.2-1
TEST_F(Revocation, TakesAnAccessTokenAlone) {
  const auto given = tokens("client");
  EXPECT_EQ(error(revoke(text(given, "access_token"))), "200 ");
  EXPECT_FALSE(active(text(given, "access_token")));
  EXPECT_EQ(error(refresh(given)), "200 ");
}

// RFC7009-2.1-13
TEST_F(Revocation, TakesTheAccessTokensOfARefreshTokenToo) {
  const auto other = tokens("client");
  const auto given = tokens("client");
  EXPECT_EQ(error(revoke(text(given, "refresh_token"))), "200 ");
  EXPECT_EQ(error(refresh(given)), "400 invalid_grant");
  EXPECT_FALSE(active(text(given, "access_token")));
  EXPECT_TRUE(active(text(other, "access_token")));
}

// RFC7009-2.1-5, RFC7009-2.2-4
TEST_F(Revocation, LooksEverywhereWhateverTheHint) {
  for (const char* hint : {"access_token", "refresh_token", "saml", ""}) {
    const auto given = tokens("client");
    EXPECT_EQ(error(revoke(text(given, "access_token"), hint)), "200 ");
    EXPECT_FALSE(active(text(given, "access_token"))) << hint;
    const auto next = tokens("client");
    EXPECT_EQ(error(revoke(text(next, "refresh_token"), hint)), "200 ");
    EXPECT_EQ(error(refresh(next)), "400 invalid_grant") << hint;
  }
}

// RFC7009-2.2-2
TEST_F(Revocation, OfAnUnknownTokenIsNoError) {
  EXPECT_EQ(error(revoke("nobody's")), "200 ");
  const auto given = tokens("client");
  EXPECT_EQ(error(revoke(text(given, "access_token"))), "200 ");
  EXPECT_EQ(error(revoke(text(given, "access_token"))), "200 ");
}

// RFC7009-2.1-10
TEST_F(Revocation, OfAnotherClientsTokenIsRefused) {
  const auto given = tokens("client");
  for (const char* name : {"access_token", "refresh_token"}) {
    EXPECT_EQ(error(revoke(text(given, name), "", second())), "400 invalid_grant");
    EXPECT_EQ(blamed(), "RFC7009-2.1-10");
  }
  EXPECT_TRUE(active(text(given, "access_token")));
  EXPECT_EQ(error(refresh(given)), "200 ");
}

// RFC7009-2.1-3, RFC7009-2.1-8, RFC7009-2.1-9
TEST_F(Revocation, AsksForATokenAndAClient) {
  EXPECT_EQ(error(post("/revoke", Parameters{{"token", ""}}, client())), "400 invalid_request");
  EXPECT_EQ(blamed(), "RFC7009-2.1-3");
  EXPECT_EQ(error(revoke("any", "", {basic("client", "wrong")})), "401 invalid_client");
  EXPECT_EQ(error(post("/revoke", Parameters{{"token", "any"}})), "401 invalid_client");
  EXPECT_EQ(error(get("/revoke?token=any")), "400 invalid_request");
  const auto given = body(post("/token", with_public(code_form(add_code("public")))));
  EXPECT_EQ(error(post("/revoke", with_public({{"token", text(given, "access_token")}}))), "200 ");
  EXPECT_FALSE(active(text(given, "access_token")));
}

}  // namespace
}  // namespace oauthspec::provider
