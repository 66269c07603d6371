// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/rules/exchange_rules.h"
#include "mock_provider/testing/token_fixture.h"

namespace oauthspec::provider {
namespace {

class TokenExchange : public testing::TokenTest {
 protected:
  static Parameters form(const std::string& subject,
                         std::string_view type = rules::kAccessTokenType) {
    return {{"grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"},
            {"subject_token", subject},
            {"subject_token_type", type}};
  }
  static Parameters form(const std::string& subject, const Parameters& more) {
    Parameters all = form(subject);
    for (const auto parameter : more) {
      all.add(parameter);
    }
    return all;
  }
  http::Reply ask(const Parameters& form) { return post("/token", form, second()); }
  const AccessTokenRecord& record(const nlohmann::json& tokens) {
    return *state.access_tokens.find(text(tokens, "access_token"));
  }
  std::string subject_token() { return text(tokens("client"), "access_token"); }
  std::string own_token(const Fields& fields) {
    return text(body(post("/token", {{"grant_type", "client_credentials"}}, fields)),
                "access_token");
  }
};

// RFC8693-2.2.1-1, RFC8693-2.2.1-2, RFC8693-2.2.1-3
TEST_F(TokenExchange, GivesAnotherTokenForTheSameSubject) {
  const std::string subject = subject_token();
  wait(600);
  const auto given = body(ask(form(subject)));
  EXPECT_EQ(text(given, "issued_token_type"), rules::kAccessTokenType);
  EXPECT_EQ(text(given, "token_type"), "Bearer");
  EXPECT_EQ(given.at("expires_in"), 3000);
  EXPECT_FALSE(given.contains("refresh_token"));
  EXPECT_EQ(record(given).grant.subject, "alice");
  EXPECT_EQ(record(given).grant.client_id, "second");
  EXPECT_TRUE(record(given).actor.is_null());
}

// RFC8693-2.1-8, RFC8693-2.2.2-2
TEST_F(TokenExchange, RefusesASubjectTokenThatIsNotGood) {
  EXPECT_EQ(error(ask(form("nobody's"))), "400 invalid_request");
  EXPECT_EQ(blamed(), "RFC8693-2.2.2-2");
  const std::string revoked = subject_token();
  EXPECT_EQ(error(post("/revoke", {{"token", revoked}}, client())), "200 ");
  EXPECT_EQ(error(ask(form(revoked))), "400 invalid_request");
  const std::string old = subject_token();
  wait(3600);
  EXPECT_EQ(error(ask(form(old))), "400 invalid_request");
  EXPECT_EQ(error(ask(form(subject_token(), "urn:ietf:params:oauth:token-type:saml2"))),
            "400 invalid_request");
  EXPECT_EQ(error(ask(form(subject_token()))), "200 ");
}

// RFC8693-4.1-2
TEST_F(TokenExchange, SaysWhoActs) {
  const std::string subject = subject_token();
  const std::string actor = own_token(second());
  const auto first = body(
      ask(form(subject, {{"actor_token", actor}, {"actor_token_type", rules::kAccessTokenType}})));
  EXPECT_EQ(record(first).actor, (nlohmann::json{{"sub", "second"}}));
  const std::string next = own_token(client());
  const auto chained =
      body(ask(form(text(first, "access_token"),
                    {{"actor_token", next}, {"actor_token_type", rules::kAccessTokenType}})));
  EXPECT_EQ(record(chained).actor,
            (nlohmann::json{{"sub", "client"}, {"act", {{"sub", "second"}}}}));
  const auto told = body(post("/introspect", {{"token", text(chained, "access_token")}}, second()));
  EXPECT_EQ(told.at("act").at("sub"), "client");
}

// RFC8693-2.1-6, RFC8693-2.1-7, RFC8693-2.1-9
TEST_F(TokenExchange, RefusesAnActorTokenThatIsNotGood) {
  const std::string subject = subject_token();
  const std::string actor = own_token(second());
  EXPECT_EQ(error(ask(form(subject, {{"actor_token", actor}}))), "400 invalid_request");
  EXPECT_EQ(error(ask(form(subject, {{"actor_token_type", rules::kAccessTokenType}}))),
            "400 invalid_request");
  const Parameters both =
      form(subject, {{"actor_token", actor}, {"actor_token_type", rules::kAccessTokenType}});
  EXPECT_EQ(error(ask(both)), "200 ");
  EXPECT_EQ(error(post("/revoke", {{"token", actor}}, second())), "200 ");
  EXPECT_EQ(error(ask(both)), "400 invalid_request");
}

TEST_F(TokenExchange, NarrowsTheScope) {
  const std::string subject = subject_token();
  EXPECT_EQ(text(body(ask(form(subject, {{"scope", "read"}}))), "scope"), "read");
  EXPECT_EQ(error(ask(form(subject, {{"scope", "profile"}}))), "400 invalid_scope");
  state.registry.clients.at("second").scope = {"read"};
  EXPECT_EQ(error(ask(form(subject, {{"scope", "write"}}))), "400 invalid_scope");
}

// RFC8693-2.2.2-3
TEST_F(TokenExchange, IsForTheTargetsThatItNames) {
  const std::string subject = subject_token();
  const auto given = body(ask(form(subject, {{"audience", "client"},
                                             {"audience", "https://b.example/"},
                                             {"resource", "https://a.example/"}})));
  EXPECT_EQ(record(given).audience,
            (std::vector<std::string>{"https://a.example/", "client", "https://b.example/"}));
  EXPECT_EQ(error(ask(form(subject, {{"audience", "nobody"}}))), "400 invalid_target");
  EXPECT_EQ(blamed(), "RFC8693-2.2.2-3");
  EXPECT_EQ(error(ask(form(subject, {{"resource", "no-uri"}}))), "400 invalid_target");
}

TEST_F(TokenExchange, IssuesAccessTokensOnly) {
  const std::string subject = subject_token();
  const auto wanting = [&subject](std::string_view type) {
    return form(subject, {{"requested_token_type", type}});
  };
  EXPECT_EQ(error(ask(wanting("urn:ietf:params:oauth:token-type:refresh_token"))),
            "400 invalid_request");
  EXPECT_EQ(error(ask(wanting(rules::kJwtType))), "400 invalid_request");
  EXPECT_EQ(error(ask(wanting(rules::kAccessTokenType))), "200 ");
}

// RFC8693-4.4-1
TEST_F(TokenExchange, TakesAJwtOfATrustedIssuerAndWhoMayActForItsSubject) {
  auto claims = assertion_claims("https://issuer.example", "bob");
  claims.id = "one";
  EXPECT_EQ(error(ask(form(signed_by_ec(claims), rules::kJwtType))), "400 invalid_request");
  state.registry.assertion_issuers.emplace("https://issuer.example", testing::ec_key_set());
  const auto given = body(ask(form(signed_by_ec(claims), rules::kJwtType)));
  EXPECT_EQ(record(given).grant.subject, "bob");
  EXPECT_EQ(given.at("expires_in"), 60);
  EXPECT_EQ(error(ask(form(signed_by_ec(claims), rules::kJwtType))), "200 ");

  claims.others["may_act"] = {{"sub", "client"}};
  EXPECT_EQ(error(ask(form(signed_by_ec(claims), rules::kJwtType))), "400 invalid_request");
  EXPECT_EQ(blamed(), "RFC8693-4.4-1");
  claims.others["may_act"] = {{"sub", "second"}};
  EXPECT_EQ(error(ask(form(signed_by_ec(claims), rules::kJwtType))), "200 ");
}

TEST_F(TokenExchange, FallsWithTheGrantThatItComesFrom) {
  const auto first = tokens("client");
  const auto given = body(ask(form(text(first, "access_token"))));
  EXPECT_TRUE(active(text(given, "access_token")));
  EXPECT_EQ(error(post("/revoke", {{"token", text(first, "refresh_token")}}, client())), "200 ");
  EXPECT_FALSE(active(text(given, "access_token")));
}

}  // namespace
}  // namespace oauthspec::provider
