// SPDX-License-Identifier: Apache-2.0
#include "harness/vector/suite.h"

#include <gtest/gtest.h>

namespace oauthspec::vector {
namespace {

using nlohmann::json;

Test expecting(std::vector<Outcome> outcomes) {
  Test test;
  test.expect.outcomes = std::move(outcomes);
  return test;
}

Outcome value(const char* text) {
  return {.policy = "", .out = json::parse(text), .reject = {}};
}

Outcome refusal() {
  return {.policy = "", .out = {}, .reject = {}};
}

TEST(Rejecting, WhereEveryBranchIsARefusal) {
  EXPECT_TRUE(rejecting(expecting({refusal()})));
  EXPECT_TRUE(rejecting(expecting({refusal(), refusal()})));
  EXPECT_FALSE(rejecting(expecting({refusal(), value("\"a\"")})));
  EXPECT_TRUE(may_reject(expecting({refusal(), value("\"a\"")})));
  EXPECT_FALSE(may_reject(expecting({value("\"a\""), value("\"b\"")})));
}

TEST(Rejecting, WhereAVerdictIsRefused) {
  EXPECT_TRUE(rejecting(expecting({value(R"({"verdict": "refused"})")})));
  EXPECT_TRUE(
      rejecting(expecting({value(R"([{"verdict": "accepted"}, {"verdict": "refused"}])")})));
  EXPECT_FALSE(rejecting(expecting({value(R"([{"verdict": "accepted"}])")})));
  EXPECT_FALSE(rejecting(expecting({value(R"({"reason": "refused"})")})));
  EXPECT_FALSE(rejecting(expecting({value("\"refused\"")})));
}

TEST(ChosenPlace, IsInTheRequestForUrlsOnly) {
  const json in = json::parse(R"({"nonce": "n", "request": {"url": "u", "timestamp": "t"}})");
  EXPECT_EQ(chosen_place(in, "nonce")->to_string(), "/nonce");
  EXPECT_EQ(chosen_place(in, "url")->to_string(), "/request/url");
  EXPECT_FALSE(chosen_place(in, "timestamp"));
  EXPECT_EQ(chosen_place(json::parse(R"({"url": "u"})"), "url")->to_string(), "/url");
}

}  // namespace
}  // namespace oauthspec::vector
