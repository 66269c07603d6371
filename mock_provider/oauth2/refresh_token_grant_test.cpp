// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/testing/token_fixture.h"

namespace oauthspec::provider {
namespace {

class Refresh : public testing::TokenTest {
 protected:
  static Parameters form(const std::string& token) {
    return {{"grant_type", "refresh_token"}, {"refresh_token", token}};
  }
  static Parameters form(const std::string& token, std::string_view name, std::string_view value) {
    Parameters parameters = form(token);
    parameters.add(name, value);
    return parameters;
  }
};

// RFC6749-6-9, RFC9700-4.14.2-4
TEST_F(Refresh, ReplacesTheTokenAndRevokesTheFamilyWhenTheOldOneComesAgain) {
  const auto first = tokens("client");
  const auto next = body(post("/token", form(text(first, "refresh_token")), client()));
  EXPECT_NE(text(next, "refresh_token"), text(first, "refresh_token"));
  EXPECT_TRUE(active(text(next, "access_token")));

  EXPECT_EQ(error(post("/token", form(text(first, "refresh_token")), client())),
            "400 invalid_grant");
  EXPECT_EQ(blamed(), "RFC9700-4.14.2-4");
  EXPECT_FALSE(active(text(next, "access_token")));
  EXPECT_EQ(error(post("/token", form(text(next, "refresh_token")), client())),
            "400 invalid_grant");
  EXPECT_EQ(blamed(), "RFC6749-6-9");
}

TEST_F(Refresh, LeavesOtherFamiliesAlone) {
  const auto other = tokens("client");
  const auto first = tokens("client");
  EXPECT_EQ(error(post("/token", form(text(first, "refresh_token")), client())), "200 ");
  EXPECT_EQ(error(post("/token", form(text(first, "refresh_token")), client())),
            "400 invalid_grant");
  EXPECT_TRUE(active(text(other, "access_token")));
  EXPECT_EQ(error(post("/token", form(text(other, "refresh_token")), client())), "200 ");
}

TEST_F(Refresh, KeepsTheTokenWhereTheSettingsSaySo) {
  state.settings.rotate_refresh_tokens = false;
  const auto first = tokens("client");
  const auto next = body(post("/token", form(text(first, "refresh_token")), client()));
  EXPECT_FALSE(next.contains("refresh_token"));
  EXPECT_EQ(error(post("/token", form(text(first, "refresh_token")), client())), "200 ");
}

// RFC9700-2.2.2-1
TEST_F(Refresh, AlwaysReplacesAPublicClientsTokenBeyondRfc6749) {
  state.settings.rotate_refresh_tokens = false;
  const CodeRecord code = add_code("public");
  const auto first = body(post("/token", with_public(code_form(code))));
  const auto kept = body(post("/token", with_public(form(text(first, "refresh_token")))));
  EXPECT_FALSE(kept.contains("refresh_token"));
  state.settings.profile = Profile::bcp;
  const auto next = body(post("/token", with_public(form(text(first, "refresh_token")))));
  EXPECT_TRUE(next.contains("refresh_token"));
}

// RFC6749-6-8
TEST_F(Refresh, RefusesAnotherClientsTokenAndLeavesItGood) {
  const auto first = tokens("client");
  EXPECT_EQ(error(post("/token", form(text(first, "refresh_token")), second())),
            "400 invalid_grant");
  EXPECT_EQ(blamed(), "RFC6749-6-8");
  EXPECT_EQ(error(post("/token", form(text(first, "refresh_token")), client())), "200 ");
}

TEST_F(Refresh, RefusesATokenThatHasExpiredOrIsUnknown) {
  const auto first = tokens("client");
  wait(86400);
  EXPECT_EQ(error(post("/token", form(text(first, "refresh_token")), client())),
            "400 invalid_grant");
  EXPECT_EQ(blamed(), "RFC6749-6-9");
  EXPECT_EQ(error(post("/token", form("nobody's"), client())), "400 invalid_grant");
  const auto late = tokens("client");
  wait(86399);
  EXPECT_EQ(error(post("/token", form(text(late, "refresh_token")), client())), "200 ");
}

// RFC6749-6-4, RFC6749-6-5, RFC6749-6-12
TEST_F(Refresh, NarrowsTheScopeOfTheAccessTokenAlone) {
  const auto first = tokens("client");
  const std::string token = text(first, "refresh_token");
  EXPECT_EQ(error(post("/token", form(token, "scope", "read profile"), client())),
            "400 invalid_scope");
  EXPECT_EQ(blamed(), "RFC6749-6-4");
  const auto narrow = body(post("/token", form(token, "scope", "read"), client()));
  EXPECT_EQ(text(narrow, "scope"), "read");
  const auto whole = body(post("/token", form(text(narrow, "refresh_token")), client()));
  EXPECT_EQ(text(whole, "scope"), "read write");
}

// RFC8707-2.2-1
TEST_F(Refresh, NarrowsTheResources) {
  CodeRecord& code = add_code("client");
  code.grant.resources = {"https://a.example/", "https://b.example/"};
  const auto first = body(post("/token", code_form(code), client()));
  const std::string token = text(first, "refresh_token");
  EXPECT_EQ(error(post("/token", form(token, "resource", "https://c.example/"), client())),
            "400 invalid_target");
  EXPECT_EQ(error(post("/token", form(token, "resource", "https://a.example/"), client())), "200 ");
}

// RFC9449-5-4, RFC9449-5-5
TEST_F(Refresh, AsksAPublicClientForTheKeyOfItsToken) {
  const CodeRecord code = add_code("public");
  const auto first = body(post("/token", with_public(code_form(code)), {proof("/token", "1")}));
  EXPECT_EQ(text(first, "token_type"), "DPoP");
  const Parameters again = with_public(form(text(first, "refresh_token")));
  EXPECT_EQ(error(post("/token", again)), "400 invalid_dpop_proof");
  EXPECT_EQ(blamed(), "RFC9449-5-5");
  EXPECT_EQ(error(post("/token", again, {proof("/token", "2", std::nullopt, true)})),
            "400 invalid_dpop_proof");
  const auto next = body(post("/token", again, {proof("/token", "3")}));
  EXPECT_EQ(text(next, "token_type"), "DPoP");
  EXPECT_EQ(error(post("/token", with_public(form(text(next, "refresh_token"))))),
            "400 invalid_dpop_proof");
}

TEST_F(Refresh, LetsAConfidentialClientChangeItsKey) {
  Fields fields = client();
  fields.push_back(proof("/token", "1"));
  const auto first = tokens("client", fields);
  fields.back() = proof("/token", "2", std::nullopt, /*other_key=*/true);
  EXPECT_EQ(error(post("/token", form(text(first, "refresh_token")), fields)), "200 ");
}

}  // namespace
}  // namespace oauthspec::provider
