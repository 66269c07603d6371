// SPDX-License-Identifier: Apache-2.0
#include "harness/result/expectation.h"

#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/reference/codec/utf8.h"

namespace oauthspec::result {
namespace {

using nlohmann::json;

Result of(Status status, const std::string& message) {
  Result result;
  result.test = "oauth1/sign/a";
  result.status = status;
  result.requirements = {"RFC5849-3.6-2"};
  result.message = message;
  return result;
}

TEST(Expect, HasNamesThatFindTheirWayBack) {
  for (const Expect expect :
       {Expect::fail, Expect::crash, Expect::timeout, Expect::skip, Expect::flaky}) {
    EXPECT_EQ(expect_named(name(expect)), expect);
  }
  EXPECT_EQ(expect_named("pass"), std::nullopt);
}

TEST(WriteEntry, IsOneLineOfJson) {
  EXPECT_EQ(write_entry({"a/b/*", Expect::fail, "a \"reason\"\n", "", ""}),
            R"({"id": "a/b/*", "expect": "fail", "reason": "a \"reason\"\n"})");
  EXPECT_EQ(write_entry({"a/b/c", Expect::crash, "r", "https://x/1", "2027-01-31"}),
            R"({"id": "a/b/c", "expect": "crash", "reason": "r", "issue": "https://x/1", )"
            R"("until": "2027-01-31"})");
}

TEST(ExpectationFor, SaysWhatHappenedAndThatNobodyLookedAtIt) {
  EXPECT_EQ(expectation_for(of(Status::fail, "at octet 1: expected \"a\"\nmore")),
            (Expectation{"oauth1/sign/a", Expect::fail,
                         "unreviewed: RFC5849-3.6-2: at octet 1: expected \"a\"", "", ""}));
  EXPECT_EQ(expectation_for(of(Status::crash, "the adapter exited with code 3"))->expect,
            Expect::crash);
  EXPECT_EQ(expectation_for(of(Status::timeout, "no answer"))->expect, Expect::timeout);
  EXPECT_EQ(expectation_for(of(Status::vacuous, "refused"))->expect, Expect::fail);
}

TEST(ExpectationFor, IsNoneOfABreachOfTheProtocol) {
  Result result = of(Status::error, "the adapter broke the protocol");
  EXPECT_EQ(expectation_for(result), std::nullopt);
  result.got = json{{"out", "x"}};
  EXPECT_EQ(expectation_for(result), std::nullopt);
  result.got = json{{"error", {{"type", "IndexError"}}}};
  EXPECT_EQ(expectation_for(result)->expect, Expect::fail);
}

TEST(ExpectationFor, IsNoneOfWhatIsNotUnexpected) {
  for (const Status status :
       {Status::pass, Status::warn, Status::skip, Status::unsupported, Status::xfail, Status::xpass,
        Status::flaky, Status::inconclusive, Status::not_run}) {
    EXPECT_EQ(expectation_for(of(status, "")), std::nullopt) << name(status);
  }
}

TEST(ExpectationFor, CutsNoCharacter) {
  for (std::size_t shift = 0; shift < 4; ++shift) {
    std::string message(shift, 'x');
    while (message.size() < 400) message += "\U0001F511";
    const std::string reason = expectation_for(of(Status::fail, message))->reason;
    EXPECT_TRUE(oauth::codec::check_utf8(reason)) << reason;
    EXPECT_LT(reason.size(), 250U);
  }
}

}  // namespace
}  // namespace oauthspec::result
