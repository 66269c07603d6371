// SPDX-License-Identifier: Apache-2.0
#include "harness/report/badge.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/report/testing/samples.h"

namespace oauthspec::report {
namespace {

using result::Status;
using samples::report_of;
using samples::result_of;
using samples::some_library;

std::string badge_of(const std::string& message, const std::string& colour) {
  return R"({"schemaVersion":1,"label":"oauthspec","message":")" + message + R"(","color":")" +
         colour + "\"}\n";
}

TEST(Badge, SaysHowManyPassed) {
  const auto pass = result_of("s/a/1", Status::pass);
  const auto skip = result_of("s/a/2", Status::skip);
  EXPECT_EQ(badge(report_of({pass, skip})), badge_of("1/1 (100.0 %)", "brightgreen"));
  const auto warn = result_of("s/a/3", Status::warn);
  EXPECT_EQ(badge(report_of({pass, warn})), badge_of("1/2 (50.0 %)", "yellow"));
  const auto known = result_of("s/a/3", Status::xfail);
  EXPECT_EQ(badge(report_of({pass, known})), badge_of("1/2 (50.0 %)", "yellow"));
  const auto fail = result_of("s/a/4", Status::fail);
  EXPECT_EQ(badge(report_of({pass, warn, fail})), badge_of("1/3 (33.3 %)", "red"));
}

TEST(Badge, IsGreyWhereNothingWasTested) {
  EXPECT_EQ(badge(report_of({})), badge_of("nothing tested", "lightgrey"));
  EXPECT_EQ(badge(assemble({}, some_library())), badge_of("nothing tested", "lightgrey"));
}

TEST(Badge, IsNeverGreenForAKilledRun) {
  EXPECT_EQ(badge(assemble({samples::killed({result_of("s/a/1", Status::pass)})}, some_library())),
            badge_of("incomplete", "red"));
}

TEST(Badge, HasTheColourOfTheWorstRun) {
  const auto good = samples::file_of({result_of("s/a/1", Status::pass)});
  const auto bad = samples::file_of({result_of("s/a/1", Status::fail)});
  EXPECT_EQ(badge(assemble({good, bad, good}, some_library())),
            badge_of("oauthlib 3.2.2: 1/1 (100.0 %), oauthlib 3.2.2 (2): 0/1 (0.0 %), "
                     "oauthlib 3.2.2 (3): 1/1 (100.0 %)",
                     "red"));
}

TEST(Badge, StaysJsonWhateverAnAdapterSays) {
  for (const std::string& text : samples::hostile_texts()) {
    const auto hostile = samples::hostile_file(text);
    EXPECT_TRUE(nlohmann::json::accept(badge(assemble({hostile, hostile}, some_library()))));
  }
}

}  // namespace
}  // namespace oauthspec::report
