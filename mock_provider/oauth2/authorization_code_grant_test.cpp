// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/testing/token_fixture.h"

namespace oauthspec::provider {
namespace {

using CodeExchange = testing::TokenTest;
using CodeExchangeUnderBcp = testing::BcpTokenTest;
using CodeExchangeUnderOAuth21 = testing::OAuth21TokenTest;

// RFC6749-4.1.3-12, RFC6749-4.1.2-6, RFC6749-4.1.2-7
TEST_F(CodeExchange, TakesACodeOnceAndRevokesWhatItGaveAtTheSecondTime) {
  const CodeRecord code = add_code("client");
  const auto first = body(post("/token", code_form(code), client()));
  EXPECT_EQ(first.at("scope"), "read write");
  EXPECT_EQ(first.at("token_type"), "Bearer");
  EXPECT_TRUE(active(text(first, "access_token")));

  EXPECT_EQ(error(post("/token", code_form(code), client())), "400 invalid_grant");
  EXPECT_EQ(blamed(), "RFC6749-4.1.2-6");
  EXPECT_FALSE(active(text(first, "access_token")));
  EXPECT_EQ(
      error(post("/token",
                 {{"grant_type", "refresh_token"}, {"refresh_token", text(first, "refresh_token")}},
                 client())),
      "400 invalid_grant");
}

TEST_F(CodeExchange, RemembersAnExpiredCodeSoThatItsSecondUseStillRevokes) {
  const CodeRecord code = add_code("client");
  const auto first = body(post("/token", code_form(code), client()));
  wait(120);
  EXPECT_EQ(error(post("/token", code_form(code), client())), "400 invalid_grant");
  EXPECT_FALSE(active(text(first, "access_token")));
}

// RFC6749-4.1.3-10, RFC6749-4.1.3-11
TEST_F(CodeExchange, RefusesAnotherClientsCodeAndLeavesItGood) {
  const CodeRecord code = add_code("client");
  EXPECT_EQ(error(post("/token", code_form(code), second())), "400 invalid_grant");
  EXPECT_EQ(blamed(), "RFC6749-4.1.3-10");
  EXPECT_EQ(error(post("/token", with_public(code_form(code)))), "400 invalid_grant");
  EXPECT_EQ(blamed(), "RFC6749-4.1.3-11");
  EXPECT_EQ(error(post("/token", code_form(code), client())), "200 ");
}

TEST_F(CodeExchange, DoesNotRevokeForAnotherClientThatReplaysACode) {
  const CodeRecord code = add_code("client");
  const auto tokens = body(post("/token", code_form(code), client()));
  EXPECT_EQ(error(post("/token", code_form(code), second())), "400 invalid_grant");
  EXPECT_TRUE(active(text(tokens, "access_token")));
}

// RFC6749-4.1.2-3
TEST_F(CodeExchange, RefusesACodeThatHasExpiredOrIsUnknown) {
  const CodeRecord code = add_code("client");
  wait(60);
  EXPECT_EQ(error(post("/token", code_form(code), client())), "400 invalid_grant");
  const CodeRecord late = add_code("client");
  wait(59);
  EXPECT_EQ(error(post("/token", code_form(late), client())), "200 ");
  EXPECT_EQ(
      error(post("/token", {{"grant_type", "authorization_code"}, {"code", "nobody's"}}, client())),
      "400 invalid_grant");
}

// RFC6749-4.1.3-13, RFC6749-4.1.3-14
TEST_F(CodeExchange, ComparesTheRedirectionUri) {
  CodeRecord& code = add_code("client");
  const std::string text(code.code.reveal());
  EXPECT_EQ(error(post("/token",
                       {{"grant_type", "authorization_code"},
                        {"code", text},
                        {"redirect_uri", "http://127.0.0.1/callback"}},
                       client())),
            "400 invalid_grant");
  EXPECT_EQ(blamed(), "RFC6749-4.1.3-14");
  const Parameters without{{"grant_type", "authorization_code"}, {"code", text}};
  EXPECT_EQ(error(post("/token", without, client())), "400 invalid_grant");
  EXPECT_EQ(blamed(), "RFC6749-4.1.3-13");
  code.redirect_uri.reset();
  EXPECT_EQ(error(post("/token", code_form(code), client())), "400 invalid_grant");
  EXPECT_EQ(error(post("/token", without, client())), "200 ");
}

TEST_F(CodeExchange, TakesTheOnlyRedirectionUriThatAClientHasWhereNoneWasAskedFor) {
  state.registry.clients.at("client").redirect_uris = {std::string(kCallback)};
  CodeRecord& code = add_code("client");
  code.redirect_uri.reset();
  EXPECT_EQ(error(post("/token", code_form(code), client())), "200 ");
}

// RFC7636-4.6-1, RFC7636-4.6-3, RFC7636-4.6-4
TEST_F(CodeExchange, AsksForTheVerifierOfTheChallenge) {
  CodeRecord& code = add_code("client");
  code.code_challenge = std::string(kChallenge);
  code.code_challenge_method = "S256";
  EXPECT_EQ(error(post("/token", code_form(code), client())), "400 invalid_grant");
  EXPECT_EQ(blamed(), "RFC7636-4.6-4");
  Parameters form = code_form(code);
  form.add("code_verifier", std::string(43, 'a'));
  EXPECT_EQ(error(post("/token", form, client())), "400 invalid_grant");
  EXPECT_EQ(blamed(), "RFC7636-4.6-3");
  form = code_form(code);
  form.add("code_verifier", kChallenge);  // plain, where S256 was asked for: RFC7636-4.5-2
  EXPECT_EQ(error(post("/token", form, client())), "400 invalid_grant");
  form = code_form(code);
  form.add("code_verifier", kVerifier);
  EXPECT_EQ(error(post("/token", form, client())), "200 ");
}

// RFC9700-4.8.2-4
TEST_F(CodeExchange, RefusesAVerifierWithoutAChallenge) {
  const CodeRecord code = add_code("client");
  Parameters form = code_form(code);
  form.add("code_verifier", kVerifier);
  EXPECT_EQ(error(post("/token", form, client())), "400 invalid_grant");
  EXPECT_EQ(blamed(), "RFC9700-4.8.2-4");
  EXPECT_EQ(error(post("/token", code_form(code), client())), "200 ");
}

TEST_F(CodeExchange, TakesAPlainChallengeUnderTheOldestProfileOnly) {
  CodeRecord& code = add_code("client");
  code.code_challenge = std::string(kVerifier);
  Parameters form = code_form(code);
  form.add("code_verifier", kVerifier);
  state.settings.profile = Profile::bcp;
  EXPECT_EQ(error(post("/token", form, client())), "400 invalid_grant");
  state.settings.profile = Profile::rfc6749;
  EXPECT_EQ(error(post("/token", form, client())), "200 ");
}

// RFC9700-2.1.1-8
TEST_F(CodeExchangeUnderBcp, AsksPublicClientsForAChallenge) {
  const CodeRecord open = add_code("public");
  EXPECT_EQ(error(post("/token", with_public(code_form(open)))), "400 invalid_grant");
  EXPECT_EQ(error(post("/token", code_form(add_code("client")), client())), "200 ");
}

TEST_F(CodeExchangeUnderOAuth21, AsksAllForAChallengeAndForNoRedirectionUriBehindIt) {
  EXPECT_EQ(error(post("/token", code_form(add_code("client")), client())), "400 invalid_grant");
  CodeRecord& code = add_code("client");
  code.code_challenge = std::string(kChallenge);
  code.code_challenge_method = "S256";
  Parameters form{{"grant_type", "authorization_code"},
                  {"code", code.code.reveal()},
                  {"code_verifier", kVerifier},
                  {"redirect_uri", "http://127.0.0.1/callback"}};
  EXPECT_EQ(error(post("/token", form, client())), "400 invalid_grant");
  form = {{"grant_type", "authorization_code"},
          {"code", code.code.reveal()},
          {"code_verifier", kVerifier}};
  EXPECT_EQ(error(post("/token", form, client())), "200 ");
}

// RFC9449-10-1
TEST_F(CodeExchange, AsksForTheKeyThatTheCodeIsBoundTo) {
  CodeRecord& code = add_code("client");
  code.dpop_jkt = thumbprint();
  const auto with = [](const oauth::message::HeaderField& field) {
    Fields fields = client();
    fields.push_back(field);
    return fields;
  };
  EXPECT_EQ(error(post("/token", code_form(code), client())), "400 invalid_dpop_proof");
  EXPECT_EQ(blamed(), "RFC9449-10-1");
  EXPECT_EQ(error(post("/token", code_form(code),
                       with(proof("/token", "1", std::nullopt, /*other_key=*/true)))),
            "400 invalid_dpop_proof");
  const auto tokens = body(post("/token", code_form(code), with(proof("/token", "2"))));
  EXPECT_EQ(text(tokens, "token_type"), "DPoP");
}

// RFC8707-2.2-1, RFC8707-2.2-2
TEST_F(CodeExchange, NarrowsTheResources) {
  CodeRecord& code = add_code("client");
  code.grant.resources = {"https://a.example/", "https://b.example/"};
  Parameters form = code_form(code);
  form.add("resource", "https://c.example/");
  EXPECT_EQ(error(post("/token", form, client())), "400 invalid_target");
  EXPECT_EQ(blamed(), "RFC8707-2.2-1");
  form = code_form(code);
  form.add("resource", "https://b.example/");
  const auto tokens = body(post("/token", form, client()));
  const auto* const record = state.access_tokens.find(text(tokens, "access_token"));
  ASSERT_NE(record, nullptr);
  EXPECT_EQ(record->audience, std::vector<std::string>{"https://b.example/"});
}

TEST_F(CodeExchange, GivesARefreshTokenOnlyToClientsThatMayUseOne) {
  EXPECT_TRUE(tokens("client").contains("refresh_token"));
  state.registry.clients.at("client").grant_types.erase("refresh_token");
  EXPECT_FALSE(tokens("client").contains("refresh_token"));
}

}  // namespace
}  // namespace oauthspec::provider
