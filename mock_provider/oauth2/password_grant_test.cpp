// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/testing/token_fixture.h"

namespace oauthspec::provider {
namespace {

using Password = testing::TokenTest;
using PasswordUnderBcp = testing::BcpTokenTest;
using PasswordUnderOAuth21 = testing::OAuth21TokenTest;

oauth::message::Parameters form(std::string_view username, std::string_view password) {
  return {{"grant_type", "password"}, {"username", username}, {"password", password}};
}

// RFC6749-4.3.2-8
TEST_F(Password, IsComparedWithTheOwners) {
  const auto tokens = body(post("/token", form("alice", "wonderland"), client()));
  EXPECT_TRUE(tokens.contains("refresh_token"));
  EXPECT_EQ(state.access_tokens.find(text(tokens, "access_token"))->grant.subject, "alice");
  EXPECT_EQ(error(post("/token", form("alice", "builder"), client())), "400 invalid_grant");
  EXPECT_EQ(blamed(), "RFC6749-4.3.2-8");
  EXPECT_EQ(error(post("/token", form("nobody", "wonderland"), client())), "400 invalid_grant");
  EXPECT_EQ(error(post("/token", form("alice", ""), client())), "400 invalid_request");
}

// RFC6749-3.3-3, RFC6749-5.2-11
TEST_F(Password, GivesTheDefaultScopeOrOneThatTheClientMayHave) {
  EXPECT_EQ(text(body(post("/token", form("alice", "wonderland"), client())), "scope"), "read");
  auto wanting = form("alice", "wonderland");
  wanting.add("scope", "admin");
  EXPECT_EQ(error(post("/token", wanting, client())), "400 invalid_scope");
  state.registry.clients.at("client").scope = {"read"};
  wanting = form("alice", "wonderland");
  wanting.add("scope", "write");
  EXPECT_EQ(error(post("/token", wanting, client())), "400 invalid_scope");
}

// RFC8707-2-7
TEST_F(Password, IsForTheResourceThatTheRequestNames) {
  auto wanting = form("alice", "wonderland");
  wanting.add("resource", "https://api.example/#part");
  EXPECT_EQ(error(post("/token", wanting, client())), "400 invalid_target");
  wanting = form("alice", "wonderland");
  wanting.add("resource", "https://api.example/");
  const auto tokens = body(post("/token", wanting, client()));
  EXPECT_EQ(state.access_tokens.find(text(tokens, "access_token"))->audience,
            std::vector<std::string>{"https://api.example/"});
}

// RFC9700-2.4-1
TEST_F(PasswordUnderBcp, IsNotOffered) {
  EXPECT_EQ(error(post("/token", form("alice", "wonderland"), client())),
            "400 unsupported_grant_type");
  EXPECT_EQ(blamed(), "RFC9700-2.4-1");
  EXPECT_EQ(error(post("/token", {{"grant_type", "client_credentials"}}, client())), "200 ");
}

TEST_F(PasswordUnderOAuth21, IsNotOffered) {
  EXPECT_EQ(error(post("/token", form("alice", "wonderland"), client())),
            "400 unsupported_grant_type");
  EXPECT_EQ(error(post("/token", {{"grant_type", "client_credentials"}}, client())), "200 ");
}

}  // namespace
}  // namespace oauthspec::provider
