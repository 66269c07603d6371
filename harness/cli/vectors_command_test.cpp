// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/vectors_command.h"

#include <map>

#include <gtest/gtest.h>

namespace oauthspec::cli {
namespace {

TEST(Policies, AreNameAndBranch) {
  const auto policies = parse_policies({"userinfo=dropped", "uri_scheme=built"});
  ASSERT_TRUE(policies);
  EXPECT_EQ(policies->at("userinfo"), "dropped");
  EXPECT_EQ(policies->at("uri_scheme"), "built");
}

TEST(Policies, RefuseEverythingElse) {
  for (const char* policy : {"", "userinfo", "=dropped", "userinfo="}) {
    EXPECT_FALSE(parse_policies({policy})) << policy;
  }
  EXPECT_FALSE(parse_policies({"userinfo=dropped", "userinfo=refused"}));
}

std::string shard_of(const std::map<std::string, const char*>& variables) {
  return shard_of_environment([&variables](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second;
  });
}

TEST(ShardOfEnvironment, CountsFromOne) {
  EXPECT_EQ(shard_of({{"TEST_TOTAL_SHARDS", "5"}, {"TEST_SHARD_INDEX", "0"}}), "1/5");
  EXPECT_EQ(shard_of({{"GTEST_TOTAL_SHARDS", "5"}, {"GTEST_SHARD_INDEX", "4"}}), "5/5");
}

TEST(ShardOfEnvironment, IsNoneUnlessBothAreSet) {
  EXPECT_EQ(shard_of({}), "");
  EXPECT_EQ(shard_of({{"TEST_TOTAL_SHARDS", "5"}}), "");
}

TEST(ShardOfEnvironment, HandsNonsenseOnToBeRefused) {
  EXPECT_EQ(shard_of({{"TEST_TOTAL_SHARDS", "5"}, {"TEST_SHARD_INDEX", "x"}}), "x/5");
}

TEST(ExitCode, NamesTheWorstThatHappened) {
  runner::ScheduleReport report;
  EXPECT_EQ(exit_code_of(report, false), as_expected);
  EXPECT_EQ(exit_code_of(report, true), unexpected_result);
  report.troubles.emplace_back("a death that no test causes");
  EXPECT_EQ(exit_code_of(report, false), unexpected_result);
  report.given_up = "too many restarts";
  EXPECT_EQ(exit_code_of(report, true), unusable);
  report.interrupted = true;
  EXPECT_EQ(exit_code_of(report, true), interrupted);
}

TEST(ExitCode, IsUnusableWhenTheAdapterDoesNotStart) {
  runner::ScheduleReport report;
  report.start_problem = adapter::StartProblem{};
  EXPECT_EQ(exit_code_of(report, false), unusable);
}

}  // namespace
}  // namespace oauthspec::cli
