// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/control/faults.h"

#include <string>
#include <string_view>
#include <vector>

#include "mock_provider/testing/provider_fixture.h"

namespace oauthspec::provider::control {
namespace {

class Faults : public testing::ProviderTest {
 protected:
  int token_status(std::string_view prefix = "") {
    return post(std::string(prefix) + "/token", {{"grant_type", "client_credentials"}},
                {{"Authorization", "Basic Y2xpZW50OnNlY3JldA=="}})
        .response.status;
  }
};

TEST_F(Faults, WaitForTheirTurnAndAreCounted) {
  state.faults.push_back(
      {.name = "invalid_grant", .endpoint = Endpoint::token, .skip = 1, .left = 2, .amount = 0});
  EXPECT_EQ(token_status(), 200);
  EXPECT_EQ(token_status(), 400);
  EXPECT_EQ(token_status(), 400);
  EXPECT_EQ(token_status(), 200);
  EXPECT_EQ(state.log.at(2).faults, std::vector<std::string>{"invalid_grant"});
  EXPECT_TRUE(state.log.at(4).faults.empty());
  EXPECT_EQ(state.access_tokens.size(), 2U);
}

TEST_F(Faults, OfTheSameNameActOneAfterTheOther) {
  for (int i = 0; i < 2; ++i) {
    state.faults.push_back(
        {.name = "invalid_grant", .endpoint = {}, .skip = 0, .left = 1, .amount = 0});
  }
  EXPECT_EQ(token_status(), 400);
  EXPECT_EQ(token_status(), 400);
  EXPECT_EQ(token_status(), 200);
}

TEST_F(Faults, ActTogetherWhereTheyDiffer) {
  state.faults.push_back(
      {.name = "invalid_grant", .endpoint = {}, .skip = 0, .left = 1, .amount = 0});
  state.faults.push_back({.name = "delay", .endpoint = {}, .skip = 0, .left = 1, .amount = 20});
  const auto reply = post("/token", {{"grant_type", "client_credentials"}});
  EXPECT_EQ(reply.response.status, 400);
  EXPECT_EQ(reply.delivery.delay.count(), 20);
  EXPECT_EQ(state.log.at(1).faults.size(), 2U);
}

TEST_F(Faults, ThatAreForGoodStay) {
  state.faults.push_back(
      {.name = "server_error", .endpoint = {}, .skip = 0, .left = kAlways, .amount = 0});
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(token_status(), 500);
  }
  EXPECT_EQ(state.faults.size(), 1U);
}

TEST_F(Faults, OfACaseAreItsOwn) {
  (void)get("/case/one/nothing");
  state.cases.at("one")->faults.push_back(
      {.name = "server_error", .endpoint = {}, .skip = 0, .left = 1, .amount = 0});
  EXPECT_EQ(token_status(), 200);
  EXPECT_EQ(token_status("/case/two"), 200);
  EXPECT_EQ(token_status("/case/one"), 500);
}

// Nothing but what is asked of a page is done to it.
TEST_F(Faults, OfAnAuthorizationResponseWaitForOne) {
  state.faults.push_back(
      {.name = "wrong_state", .endpoint = {}, .skip = 0, .left = 1, .amount = 0});
  EXPECT_EQ(token_status(), 200);
  EXPECT_EQ(state.faults.size(), 1U);
}

}  // namespace
}  // namespace oauthspec::provider::control
