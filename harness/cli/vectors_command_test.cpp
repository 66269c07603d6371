// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/vectors_command.h"

#include <gtest/gtest.h>

#include "harness/cli/run_end.h"

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
