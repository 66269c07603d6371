// SPDX-License-Identifier: Apache-2.0
#include "harness/selfcheck/report.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::selfcheck {
namespace {

using testing::ElementsAre;

Finding of(const Ledger& ledger, Check check) {
  return ledger.findings().at(static_cast<std::size_t>(check));
}

TEST(CheckText, IsThereForEveryCheck) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kChecks; ++i) {
    const CheckText& one = text(static_cast<Check>(i));
    EXPECT_TRUE(names.insert(one.name).second) << one.name;
    EXPECT_FALSE(one.demand.empty()) << one.name;
    EXPECT_TRUE(one.remedy.ends_with('.')) << one.name;
  }
}

TEST(Ledger, LetsOneBreachOutweighEverythingElse) {
  Ledger ledger;
  EXPECT_EQ(ledger.state(Check::id), State::not_asked);
  ledger.kept(Check::id);
  EXPECT_EQ(ledger.state(Check::id), State::kept);
  ledger.broken(Check::id, "question 1 was answered as 2");
  ledger.kept(Check::id);
  EXPECT_EQ(of(ledger, Check::id).state, State::broken);
  EXPECT_THAT(of(ledger, Check::id).details, ElementsAre("question 1 was answered as 2"));
}

TEST(Ledger, ShowsTheFirstBreachesAndCountsTheOthers) {
  Ledger ledger;
  for (const char* detail : {"a", "b", "c", "d", "e"}) {
    ledger.broken(Check::once, detail);
  }
  EXPECT_THAT(of(ledger, Check::once).details, ElementsAre("a", "b", "c"));
  EXPECT_EQ(of(ledger, Check::once).left_out, 2U);
}

TEST(Ledger, SaysWhyACheckWasNotAsked) {
  Ledger ledger;
  ledger.noted(Check::in_flight, "its hello allows one question at a time");
  EXPECT_THAT(of(ledger, Check::in_flight).details,
              ElementsAre("its hello allows one question at a time"));
  EXPECT_THAT(of(ledger, Check::bye).details, ElementsAre("it did not come to that"));
}

}  // namespace
}  // namespace oauthspec::selfcheck
