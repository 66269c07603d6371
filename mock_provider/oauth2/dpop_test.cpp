// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/dpop.h"

#include "mock_provider/testing/token_fixture.h"

namespace oauthspec::provider {
namespace {

class Dpop : public testing::TokenTest {
 protected:
  http::Reply ask(const oauth::message::HeaderField& field) {
    return post("/token", {{"grant_type", "client_credentials"}},
                {basic("client", "secret"), field});
  }
  static std::string nonce_of(const http::Reply& reply) {
    return std::string(
        oauth::message::find_header(reply.response.headers, "DPoP-Nonce").value_or(""));
  }
};

// RFC9449-5-3, RFC9449-6.1-1
TEST_F(Dpop, BindsTheTokenToTheProofsKey) {
  const auto tokens = body(ask(proof("/token", "1")));
  EXPECT_EQ(text(tokens, "token_type"), "DPoP");
  EXPECT_EQ(state.access_tokens.find(text(tokens, "access_token"))->jkt, thumbprint());
}

// RFC9449-11.1-2
TEST_F(Dpop, TakesAProofOnce) {
  const auto once = proof("/token", "1");
  EXPECT_EQ(error(ask(once)), "200 ");
  EXPECT_EQ(error(ask(once)), "400 invalid_dpop_proof");
  EXPECT_EQ(blamed(), "RFC9449-11.1-2");
  EXPECT_EQ(error(ask(proof("/token", "2"))), "200 ");
}

// RFC9449-4.3-9, RFC9449-4.3-11
TEST_F(Dpop, TakesAProofOfThisRequestAndOfNow) {
  EXPECT_EQ(error(ask(proof("/introspect", "1"))), "400 invalid_dpop_proof");
  const auto late = proof("/token", "2");
  wait(301);
  EXPECT_EQ(error(ask(late)), "400 invalid_dpop_proof");
  EXPECT_EQ(error(ask({"DPoP", "no.proof.at-all"})), "400 invalid_dpop_proof");
  const auto good = proof("/token", "3");
  wait(300);
  EXPECT_EQ(error(ask(good)), "200 ");
}

// RFC9449-5.2-1
TEST_F(Dpop, IsAskedOfAClientThatRegisteredIt) {
  state.registry.clients.at("client").dpop_bound_access_tokens = true;
  EXPECT_EQ(error(post("/token", {{"grant_type", "client_credentials"}}, client())),
            "400 invalid_dpop_proof");
  EXPECT_EQ(blamed(), "RFC9449-5.2-1");
  EXPECT_EQ(error(ask(proof("/token", "1"))), "200 ");
}

// RFC9449-8-3, RFC9449-8-4
TEST_F(Dpop, NamesTheNonceOfTheServer) {
  state.settings.dpop_nonce = true;
  const auto first = ask(proof("/token", "1"));
  EXPECT_EQ(error(first), "400 use_dpop_nonce");
  const std::string nonce = nonce_of(first);
  ASSERT_FALSE(nonce.empty());
  EXPECT_EQ(error(ask(proof("/token", "2", "another"))), "400 use_dpop_nonce");
  const auto good = ask(proof("/token", "3", nonce));
  EXPECT_EQ(error(good), "200 ");
  EXPECT_EQ(nonce_of(good), nonce);
  wait(300);
  const auto stale = ask(proof("/token", "4", nonce));
  EXPECT_EQ(error(stale), "400 use_dpop_nonce");
  EXPECT_NE(nonce_of(stale), nonce);
  EXPECT_EQ(error(ask(proof("/token", "5", nonce_of(stale)))), "200 ");
}

TEST_F(Dpop, DoesNotUseUpACodeWhereTheProofIsRefused) {
  state.settings.dpop_nonce = true;
  const CodeRecord code = add_code("client");
  const auto refused =
      post("/token", code_form(code), {basic("client", "secret"), proof("/token", "1")});
  EXPECT_EQ(error(refused), "400 use_dpop_nonce");
  EXPECT_EQ(error(post("/token", code_form(code),
                       {basic("client", "secret"), proof("/token", "2", nonce_of(refused))})),
            "200 ");
}

}  // namespace
}  // namespace oauthspec::provider
