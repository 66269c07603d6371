// SPDX-License-Identifier: Apache-2.0
#include "harness/report/tally.h"

#include <gtest/gtest.h>

#include "harness/report/terminal.h"

namespace oauthspec::report {
namespace {

using result::Status;

result::Result of(const std::string& test, Status status, const std::string& policy = "") {
  result::Result result;
  result.test = test;
  result.status = status;
  result.policy = policy;
  return result;
}

TEST(Unexpected, IsWhatTheUserHasToLookAt) {
  for (const Status status : {Status::fail, Status::error, Status::crash, Status::timeout,
                              Status::vacuous, Status::xpass}) {
    EXPECT_TRUE(unexpected(status)) << static_cast<int>(status);
  }
  for (const Status status :
       {Status::pass, Status::warn, Status::skip, Status::unsupported, Status::xfail, Status::flaky,
        Status::inconclusive, Status::not_run}) {
    EXPECT_FALSE(unexpected(status)) << static_cast<int>(status);
  }
}

TEST(Tally, CountsBySuite) {
  Tally tally;
  tally.add(of("oauth1/sign/a", Status::pass));
  tally.add(of("oauth1/sign/b", Status::pass));
  tally.add(of("oauth1/verify/a", Status::warn));
  EXPECT_EQ(tally.all(), 3U);
  EXPECT_EQ(tally.count(Status::pass), 2U);
  EXPECT_EQ(tally.suites().at("oauth1/sign").at(Status::pass), 2U);
  EXPECT_EQ(tally.suites().at("oauth1/verify").at(Status::warn), 1U);
  EXPECT_FALSE(tally.any_unexpected());
}

TEST(Tally, LeavesOutOfTheSharesWhatSaysNothing) {
  Tally tally;
  for (const Status status :
       {Status::pass, Status::fail, Status::unsupported, Status::skip, Status::not_run}) {
    tally.add(of("s/t", status));
  }
  EXPECT_EQ(tally.all(), 5U);
  EXPECT_EQ(tally.applicable(), 2U);
  EXPECT_TRUE(tally.any_unexpected());
}

TEST(Tally, CountsSanitizerReportsWhateverTheVerdict) {
  Tally tally;
  result::Result result = of("s/t", Status::pass);
  result.stderr_text = "a.c:1:2: runtime error: signed integer overflow\n";
  tally.add(result);
  result.status = Status::crash;
  tally.add(result);
  tally.add(of("s/u", Status::pass));
  EXPECT_EQ(tally.sanitizer_reports(), 2U);
  EXPECT_TRUE(totals(tally, {}).ends_with(", 2 with a sanitizer's report\n"));
  EXPECT_FALSE(totals(Tally(), {}).contains("sanitizer"));
}

TEST(Tally, CountsApartWhatAServerDoesNotClaim) {
  Tally tally;
  result::Result result = of("server/a/b", Status::fail);
  result.also = true;
  EXPECT_FALSE(unexpected(result));
  tally.add(result);
  tally.add(of("server/a/c", Status::pass));
  EXPECT_EQ(tally.all(), 1U);
  EXPECT_EQ(tally.count(Status::fail), 0U);
  EXPECT_EQ(tally.also().at(Status::fail), 1U);
  EXPECT_FALSE(tally.any_unexpected());
  EXPECT_EQ(also_line(tally),
            "also checked, of documents that the server does not claim: 1 fail\n");
  EXPECT_EQ(also_line(Tally()), "");
}

TEST(Tally, CollectsTheBranchesTaken) {
  Tally tally;
  tally.add(of("s/a", Status::pass, "userinfo=dropped"));
  tally.add(of("s/b", Status::pass, "userinfo=dropped"));
  tally.add(of("s/c", Status::pass, "userinfo=refused"));
  EXPECT_EQ(tally.policies().at("userinfo").at("dropped"), 2U);
  EXPECT_EQ(tally.policies().at("userinfo").at("refused"), 1U);
}

}  // namespace
}  // namespace oauthspec::report
