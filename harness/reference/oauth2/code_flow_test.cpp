// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/code_flow.h"

#include <string>

#include <gtest/gtest.h>

#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth2/pkce.h"
#include "harness/reference/oauth2/token_request.h"
#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using crypto::openssl;
using oauthspec::testing::RefusesWith;

constexpr const char* kRedirectUri = "https://client.example/cb";

/// Octets that count up: each value drawn is another one.
class CountingSource final : public RandomSource {
 public:
  void fill(std::span<std::uint8_t> octets) override {
    for (auto& octet : octets) octet = next_++;
  }

 private:
  std::uint8_t next_ = 0;
};

KnownServer server() {
  return {"https://as.example", "https://as.example/authorize?tenant=1", "https://as.example/token",
          true, std::vector<std::string>{"S256"}};
}

Client client() {
  return {"client", SecretBasic{Secret("secret")}};
}

Result<CodeFlow> start(KnownServer known = server(), CodeFlowOptions options = {}) {
  static CountingSource random;
  options.redirect_uri = kRedirectUri;
  if (!options.scope) options.scope = Scope{"read", "write"};
  return CodeFlow::start(openssl(), random, std::move(known), client(), std::move(options));
}

/// The decoded parameters behind a "?".
message::Parameters query_of(const std::string& url) {
  message::Parameters parameters;
  EXPECT_TRUE(parameters.add_form(url.substr(url.find('?') + 1)));
  return parameters;
}

message::Request callback(const CodeFlow& flow, const std::string& iss = "https://as.example") {
  message::Parameters parameters;
  parameters.add("code", "abc");
  parameters.add("state", *query_of(flow.authorization_url()).find("state"));
  parameters.add("iss", iss);
  return {"GET", std::string(kRedirectUri) + "?" + message::write_form(parameters), {}, {}};
}

message::Response tokens(const std::string& more, int status = 200) {
  return {status,
          {{"Content-Type", "application/json"}},
          R"({"access_token":"t","token_type":"Bearer")" + more + "}"};
}

/// A flow whose code was redeemed.
CodeFlow redeemed(const CodeFlowOptions& options = {}) {
  auto flow = start(server(), options);
  EXPECT_TRUE(flow->take_response(callback(*flow)));
  EXPECT_TRUE(
      flow->token_request(options.dpop ? std::optional<std::string>("proof") : std::nullopt));
  return *std::move(flow);
}

TEST(CodeFlow, GoesFromTheFirstRequestToTheTokens) {
  auto flow = start();
  ASSERT_TRUE(flow);
  const auto asked = query_of(flow->authorization_url());
  EXPECT_EQ(asked.find("tenant"), "1");
  EXPECT_EQ(asked.find("response_type"), "code");
  EXPECT_EQ(asked.find("code_challenge_method"), "S256");
  ASSERT_TRUE(flow->take_response(callback(*flow)));
  const auto request = flow->token_request();
  ASSERT_TRUE(request);
  const auto read = parse_token_request(*request);
  ASSERT_TRUE(read);
  const auto& grant = std::get<CodeGrant>(read->grant);
  EXPECT_EQ(grant.code.reveal(), "abc");
  EXPECT_EQ(grant.redirect_uri, kRedirectUri);
  EXPECT_EQ(*code_challenge(openssl(), grant.code_verifier->reveal(), ChallengeMethod::s256),
            asked.find("code_challenge"));
  const auto granted = flow->take_tokens(tokens(""));
  ASSERT_TRUE(granted);
  EXPECT_EQ(granted->access_token.reveal(), "t");
  EXPECT_EQ(granted->scope, (Scope{"read", "write"}));
}

TEST(CodeFlow, DrawsStateAndVerifierAnew) {
  EXPECT_NE(query_of(start()->authorization_url()).find("state"),
            query_of(start()->authorization_url()).find("state"));
  EXPECT_NE(query_of(start()->authorization_url()).find("code_challenge"),
            query_of(start()->authorization_url()).find("code_challenge"));
}

TEST(CodeFlow, IsNotStartedWithoutTlsOrWithAServerThatLacksS256) {
  auto plain = server();
  plain.token_endpoint = "http://as.example/token";
  EXPECT_THAT(start(plain), RefusesWith(Errc::transport_insecure));
  EXPECT_TRUE(start(
      plain,
      {.redirect_uri = {}, .scope = {}, .resource = {}, .dpop = false, .allow_plain_http = true}));
  auto old = server();
  old.code_challenge_methods = {"plain"};
  EXPECT_THAT(start(old), RefusesWith(Errc::challenge_method_unsupported));
  old.code_challenge_methods.reset();
  EXPECT_TRUE(start(old));
}

TEST(CodeFlow, RefusesResponsesThatAreNotItsOwn) {
  auto flow = start();
  auto other = start();
  EXPECT_THAT(flow->take_response(callback(*other)), RefusesWith(Errc::state_mismatch));
  EXPECT_THAT(flow->take_response(callback(*flow, "https://other.example")),
              RefusesWith(Errc::issuer_mismatch));
  auto elsewhere = callback(*flow);
  elsewhere.url.replace(0, std::string(kRedirectUri).size(), "https://client.example/other");
  EXPECT_THAT(flow->take_response(elsewhere), RefusesWith(Errc::redirect_uri_mismatch));
  EXPECT_THAT(flow->token_request(), RefusesWith(Errc::parameter_missing));
  EXPECT_TRUE(flow->take_response(callback(*flow)));
  EXPECT_THAT(flow->take_response(callback(*flow)), RefusesWith(Errc::state_mismatch));
}

TEST(CodeFlow, RedeemsACodeOnce) {
  auto flow = start();
  ASSERT_TRUE(flow->take_response(callback(*flow)));
  EXPECT_TRUE(flow->token_request());
  EXPECT_THAT(flow->token_request(), RefusesWith(Errc::parameter_missing));
}

TEST(CodeFlow, HasNoTokenRequestAfterAnError) {
  auto flow = start();
  const std::string state(*query_of(flow->authorization_url()).find("state"));
  const auto answered =
      flow->take_response({"GET",
                           std::string(kRedirectUri) + "?error=access_denied&state=" + state +
                               "&iss=https%3A%2F%2Fas.example",
                           {},
                           {}});
  ASSERT_TRUE(answered);
  EXPECT_EQ(std::get<Denied>(answered->outcome).error, "access_denied");
  EXPECT_THAT(flow->token_request(), RefusesWith(Errc::parameter_missing));
}

TEST(CodeFlow, RefusesARedirectingTokenEndpoint) {
  for (const int status : {301, 302, 303, 307, 308}) {
    EXPECT_THAT(redeemed().take_tokens(tokens("", status)), RefusesWith(Errc::error_response));
  }
}

TEST(CodeFlow, RefusesTokensOfAnotherKindOrScope) {
  CodeFlowOptions bound;
  bound.dpop = true;
  EXPECT_THAT(redeemed(bound).take_tokens(tokens("")), RefusesWith(Errc::token_type_unsupported));
  EXPECT_THAT(redeemed().take_tokens(tokens(R"(,"scope":"read admin")")),
              RefusesWith(Errc::scope_invalid));
  EXPECT_EQ(redeemed().take_tokens(tokens(R"(,"scope":"read")"))->scope, Scope{"read"});
}

TEST(CodeFlow, SendsAProofWhereTokensAreToBeBound) {
  CodeFlowOptions bound;
  bound.dpop = true;
  auto flow = start(server(), bound);
  ASSERT_TRUE(flow->take_response(callback(*flow)));
  EXPECT_THAT(flow->token_request(), RefusesWith(Errc::proof_missing));
  const auto request = flow->token_request("proof");
  ASSERT_TRUE(request);
  EXPECT_EQ(message::find_header(request->headers, "DPoP"), "proof");
}

}  // namespace
}  // namespace oauth::oauth2
