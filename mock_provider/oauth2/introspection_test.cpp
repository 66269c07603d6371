// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/introspection.h"

#include "mock_provider/testing/token_fixture.h"

namespace oauthspec::provider {
namespace {

class Introspection : public testing::TokenTest {
 protected:
  http::Reply ask(const std::string& token, const Fields& fields = server(),
                  const std::string& hint = "") {
    Parameters form{{"token", token}};
    if (!hint.empty()) {
      form.add("token_type_hint", hint);
    }
    return post("/introspect", form, fields);
  }
  static Fields server() { return {basic("resource-server", "resource-server-secret")}; }
  static Fields bearer(const std::string& token) { return {{"Authorization", "Bearer " + token}}; }
  static inline const nlohmann::json kInactive{{"active", false}};
};

// RFC7662-2.2-2 to RFC7662-2.2-8
TEST_F(Introspection, TellsAllOfAnActiveToken) {
  const std::string token = text(tokens("client"), "access_token");
  auto told = body(ask(token));
  EXPECT_GE(text(told, "jti").size(), 16U);
  told.erase("jti");
  EXPECT_EQ(told,
            (nlohmann::json{{"active", true},
                            {"scope", "read write"},
                            {"client_id", "client"},
                            {"username", "alice"},
                            {"token_type", "Bearer"},
                            {"exp", now() + 3600},
                            {"iat", now()},
                            {"nbf", now()},
                            {"sub", "alice"},
                            {"aud", nlohmann::json::array({std::string(kOrigin) + "/resource"})},
                            {"iss", kOrigin}}));
}

// RFC9449-6.2-1
TEST_F(Introspection, TellsTheKeyThatATokenIsBoundTo) {
  Fields fields = client();
  fields.push_back(proof("/token", "1"));
  const auto told = body(ask(text(tokens("client", fields), "access_token")));
  EXPECT_EQ(text(told, "token_type"), "DPoP");
  EXPECT_EQ(told.at("cnf"), (nlohmann::json{{"jkt", thumbprint()}}));
}

// RFC7662-2.2-11, RFC7662-2.2-12, RFC7662-2.2-13, RFC7662-4-2, RFC7662-4-4
TEST_F(Introspection, TellsNothingOfATokenThatIsNotActive) {
  EXPECT_EQ(body(ask("nobody's")), kInactive);
  const std::string token = text(tokens("client"), "access_token");
  EXPECT_EQ(error(post("/revoke", {{"token", token}}, client())), "200 ");
  EXPECT_EQ(body(ask(token)), kInactive);
  const std::string old = text(tokens("client"), "access_token");
  wait(3599);
  EXPECT_NE(body(ask(old)), kInactive);
  wait(1);
  EXPECT_EQ(body(ask(old)), kInactive);
  const std::string early = text(tokens("client"), "access_token");
  state.access_tokens.find(early)->issued = now() + 10;  // RFC7662-4-3
  EXPECT_EQ(body(ask(early)), kInactive);
}

// RFC7662-2.1-10, RFC7662-4-6
TEST_F(Introspection, TellsAClientOfItsOwnTokensAndOfThoseThatAreMeantForIt) {
  const auto given = tokens("client");
  const std::string token = text(given, "access_token");
  EXPECT_NE(body(ask(token, client())), kInactive);
  EXPECT_EQ(body(ask(token, second())), kInactive);
  EXPECT_NE(body(ask(token, server())), kInactive);
  state.access_tokens.find(token)->audience = {"https://elsewhere.example/"};
  EXPECT_EQ(body(ask(token, server())), kInactive);
  state.access_tokens.find(token)->audience = {"second"};
  EXPECT_NE(body(ask(token, second())), kInactive);
  const std::string refresh = text(given, "refresh_token");
  EXPECT_EQ(body(ask(refresh, server())), kInactive);
  const auto told = body(ask(refresh, client()));
  EXPECT_EQ(told.at("active"), true);
  EXPECT_FALSE(told.contains("token_type"));
}

TEST_F(Introspection, TellsNothingOfARefreshTokenThatWasReplaced) {
  const std::string old = text(tokens("client"), "refresh_token");
  const auto next =
      body(post("/token", {{"grant_type", "refresh_token"}, {"refresh_token", old}}, client()));
  EXPECT_EQ(body(ask(old, client())), kInactive);
  EXPECT_NE(body(ask(text(next, "refresh_token"), client())), kInactive);
}

// RFC7662-2.1-5
TEST_F(Introspection, LooksEverywhereWhateverTheHint) {
  const auto given = tokens("client");
  for (const char* hint : {"access_token", "refresh_token", "saml"}) {
    EXPECT_NE(body(ask(text(given, "access_token"), client(), hint)), kInactive) << hint;
    EXPECT_NE(body(ask(text(given, "refresh_token"), client(), hint)), kInactive) << hint;
  }
}

// RFC7662-2.1-8, RFC7662-2.3-1, RFC7662-4-7
TEST_F(Introspection, AsksWhoAsks) {
  const std::string token = text(tokens("client"), "access_token");
  EXPECT_EQ(error(ask(token, {})), "401 invalid_client");
  EXPECT_EQ(error(ask(token, {basic("client", "wrong")})), "401 invalid_client");
  EXPECT_EQ(error(post("/introspect", with_public({{"token", token}}))), "401 invalid_client");
  EXPECT_EQ(blamed(), "RFC7662-2.1-8");
  EXPECT_EQ(error(post("/introspect", Parameters{{"x", "y"}}, client())), "400 invalid_request");
  EXPECT_EQ(blamed(), "RFC7662-2.1-3");
}

// RFC7662-2.3-2
TEST_F(Introspection, TakesABearerTokenInsteadOfCredentials) {
  const std::string token = text(tokens("client"), "access_token");
  const std::string own =
      text(body(post("/token", {{"grant_type", "client_credentials"}}, server())), "access_token");
  EXPECT_NE(body(ask(token, bearer(own))), kInactive);
  const auto refused = ask(token, bearer("unknown-token"));
  EXPECT_EQ(error(refused), "401 invalid_token");
  const auto challenge =
      oauth::message::find_header(refused.response.headers, "WWW-Authenticate").value_or("");
  EXPECT_TRUE(challenge.starts_with("Bearer ")) << challenge;
  EXPECT_NE(challenge.find("error=\"invalid_token\""), std::string_view::npos);
  EXPECT_EQ(oauth::message::count_headers(refused.response.headers, "WWW-Authenticate"), 1U);
  EXPECT_EQ(error(post("/revoke", {{"token", own}}, server())), "200 ");
  EXPECT_EQ(error(ask(token, bearer(own))), "401 invalid_token");
}

TEST_F(Introspection, TakesNoBoundTokenAsABearerToken) {
  Fields fields = server();
  fields.push_back(proof("/token", "1"));
  const std::string bound =
      text(body(post("/token", {{"grant_type", "client_credentials"}}, fields)), "access_token");
  EXPECT_EQ(error(ask(bound, bearer(bound))), "401 invalid_token");
}

}  // namespace
}  // namespace oauthspec::provider
