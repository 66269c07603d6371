// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/schedule.h"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::fuzz::driver {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

constexpr SliceEnd kWhole{.seconds = 60, .wanted = 60, .new_coverage = 0, .crashed = false};

// How many of `count` slices each target is given, one process at a time.
std::vector<std::uint64_t> handed_out(std::size_t targets, unsigned count,
                                      const std::function<SliceEnd(std::size_t)>& end) {
  std::vector<Share> shares(targets);
  for (unsigned slice = 0; slice < count; ++slice) {
    const std::size_t target = next_turn(shares, std::vector<unsigned>(targets, 0));
    enter_slice(shares, target, end(target));
  }
  std::vector<std::uint64_t> slices;
  for (const Share& share : shares) slices.push_back(share.slices);
  return slices;
}

TEST(Schedule, IsARoundWhereNothingGrows) {
  EXPECT_THAT(handed_out(5, 20, [](std::size_t) { return kWhole; }), Each(4U));
}

TEST(Schedule, GivesWhatGrowsMore) {
  const auto slices = handed_out(3, 300, [](std::size_t target) {
    SliceEnd end = kWhole;
    end.new_coverage = target == 1 ? 10 : target == 2 ? 5 : 0;
    return end;
  });
  // By their weights, 1, 4 and 2.5.
  EXPECT_NEAR(static_cast<double>(slices[0]), 40, 3);
  EXPECT_NEAR(static_cast<double>(slices[1]), 160, 4);
  EXPECT_NEAR(static_cast<double>(slices[2]), 100, 4);
}

TEST(Schedule, ComesBackToWhatHasGrownNoMore) {
  unsigned done = 0;
  const auto slices = handed_out(2, 200, [&](std::size_t target) {
    SliceEnd end = kWhole;
    if (target == 0 && ++done < 5) end.new_coverage = 1000;
    return end;
  });
  EXPECT_GT(slices[1], 85U);
}

TEST(Schedule, GivesFewSlicesToWhatCrashesAtOnce) {
  const auto slices = handed_out(2, 100, [](std::size_t target) {
    if (target == 1) return kWhole;
    return SliceEnd{.seconds = 0.5, .wanted = 60, .new_coverage = 0, .crashed = true};
  });
  EXPECT_GE(slices[0], 5U);
  EXPECT_LE(slices[0], 10U);
}

TEST(Schedule, ForgivesACrashThatComesLate) {
  std::vector<Share> shares(1);
  enter_slice(shares, 0, {.seconds = 1, .wanted = 60, .new_coverage = 0, .crashed = true});
  EXPECT_EQ(shares[0].quick_crashes, 1U);
  enter_slice(shares, 0, {.seconds = 50, .wanted = 60, .new_coverage = 0, .crashed = true});
  EXPECT_EQ(shares[0].quick_crashes, 0U);
  EXPECT_DOUBLE_EQ(shares[0].position, 110);
}

TEST(Schedule, SpreadsProcessesOverTargets) {
  std::vector<Share> shares(3);
  shares[0].position = 1;
  EXPECT_EQ(next_turn(shares, {0, 0, 0}), 1U);
  EXPECT_EQ(next_turn(shares, {0, 1, 0}), 2U);
  EXPECT_EQ(next_turn(shares, {0, 1, 1}), 0U);
  EXPECT_EQ(next_turn(shares, {1, 1, 1}), 1U);
}

}  // namespace
}  // namespace oauthspec::fuzz::driver
