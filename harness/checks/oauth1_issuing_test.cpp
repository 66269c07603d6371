// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/oauth1_issuing.h"

#include <gtest/gtest.h>

namespace oauthspec::checks {
namespace {

Response answer(int status, std::string body) {
  return {status, {{"Content-Type", "application/x-www-form-urlencoded"}}, std::move(body)};
}

const char* const kCredentials = "oauth_token=a&oauth_token_secret=b";

TEST(GivesCredentials, AsksForBothAndASuccess) {
  EXPECT_TRUE(gives_credentials(answer(200, kCredentials)));
  EXPECT_TRUE(gives_credentials(answer(201, kCredentials)));
  EXPECT_FALSE(gives_credentials(answer(400, kCredentials)));
  EXPECT_FALSE(gives_credentials(answer(200, "oauth_token=a")));
  EXPECT_FALSE(gives_credentials(answer(200, "{\"error\": \"no\"}")));
  EXPECT_FALSE(gives_credentials(answer(200, "oauth_token=%&oauth_token_secret=b")));
}

TEST(GivesNothing, FailsWhereCredentialsAreGiven) {
  const Finding found = gives_nothing(answer(200, kCredentials), "it was accepted");
  EXPECT_EQ(found.verdict, Verdict::fail);
  EXPECT_EQ(found.message, "it was accepted");
}

TEST(GivesNothing, PassesWhateverTheRefusalIs) {
  EXPECT_EQ(gives_nothing(answer(401, ""), "").verdict, Verdict::pass);
  EXPECT_EQ(gives_nothing(answer(400, ""), "").verdict, Verdict::pass);
  // Not as it should be, but nothing was given.
  EXPECT_EQ(gives_nothing(answer(200, "sorry"), "").verdict, Verdict::pass);
  EXPECT_EQ(gives_nothing(answer(302, ""), "").verdict, Verdict::pass);
}

TEST(GivesNothing, AsksForTheStatusThatItIsTold) {
  EXPECT_EQ(gives_nothing(answer(401, ""), "", 401).verdict, Verdict::pass);
  EXPECT_EQ(gives_nothing(answer(400, ""), "", 401).verdict, Verdict::fail);
  EXPECT_EQ(gives_nothing(answer(200, "sorry"), "", 401).verdict, Verdict::fail);
}

TEST(GivesNothing, CannotTellWhatAServerThatFailsWouldDo) {
  EXPECT_EQ(gives_nothing(answer(500, ""), "").verdict, Verdict::inconclusive);
  EXPECT_EQ(gives_nothing(answer(503, ""), "", 401).verdict, Verdict::inconclusive);
}

}  // namespace
}  // namespace oauthspec::checks
