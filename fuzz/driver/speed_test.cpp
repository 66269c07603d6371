// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/speed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::fuzz::driver {
namespace {

using ::testing::HasSubstr;

TEST(Speed, HasAFloorForEachKind) {
  EXPECT_EQ(speed_floor("codec"), 0.4);
  EXPECT_EQ(speed_floor("parser"), 0.04);
  EXPECT_EQ(speed_floor("sequence"), 0.004);
  EXPECT_EQ(speed_floor("other"), 0);
}

TEST(Speed, AsksForAsManyExecutionsAsTakeTheTime) {
  EXPECT_EQ(more_executions(1000, 0.5, 1), 2000U);
  EXPECT_EQ(more_executions(1000, 2, 1), 500U);
  EXPECT_EQ(more_executions(1000, 0.001, 1), 50'000U);
  EXPECT_EQ(more_executions(1000, 0, 1), 50'000U);
  EXPECT_EQ(more_executions(1, 60, 1), 1U);
}

TEST(Speed, IsComparedRoundByRound) {
  // The machine was twice as busy in the second round.
  const TargetSpeed baseline{.target = "baseline", .kind = "", .rates = {1000, 500, 1200}};
  const TargetSpeed fast{.target = "percent", .kind = "codec", .rates = {500, 250, 540}};
  const TargetSpeed slow{.target = "utf8", .kind = "codec", .rates = {100, 50, 600}};
  const auto rows = compare_speeds(baseline, {fast, slow});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].rate, 500);
  EXPECT_EQ(rows[0].ratio, 0.5);
  EXPECT_TRUE(rows[0].fast_enough());
  EXPECT_EQ(rows[1].ratio, 0.1);
  EXPECT_FALSE(rows[1].fast_enough());
  const std::string table = speed_table(baseline, rows);
  EXPECT_THAT(table, HasSubstr("| percent | codec | 500 | 0.5000 | 0.4 |  |\n"));
  EXPECT_THAT(table, HasSubstr("| utf8 | codec | 100 | 0.1000 | 0.4 | too slow |\n"));
  EXPECT_THAT(table, HasSubstr("| baseline | | 1000 | 1 | | |\n"));
}

}  // namespace
}  // namespace oauthspec::fuzz::driver
