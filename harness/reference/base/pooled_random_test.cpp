// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/base/pooled_random.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace oauth {
namespace {

/// Counts from 1 on, in two octets each, and how often it was asked.
class Counting final : public RandomSource {
 public:
  void fill(std::span<std::uint8_t> octets) override {
    ++asked_;
    for (std::uint8_t& octet : octets) {
      octet =
          static_cast<std::uint8_t>(given_ % 2 == 0 ? 1 + (given_ / 2) % 255 : 1 + given_ / 510);
      ++given_;
    }
  }
  [[nodiscard]] int asked() const { return asked_; }

 private:
  int asked_ = 0;
  std::size_t given_ = 0;
};

std::vector<std::uint8_t> draw(RandomSource& source, std::size_t octets) {
  std::vector<std::uint8_t> drawn(octets);
  source.fill(drawn);
  return drawn;
}

TEST(PooledRandom, GivesEachOctetOfItsSourceOnce) {
  Counting source;
  PooledRandom pool(source);
  std::vector<std::uint8_t> given;
  for (std::size_t size = 0; given.size() < 10'000; ++size) {
    const auto drawn = draw(pool, size);
    given.insert(given.end(), drawn.begin(), drawn.end());
  }
  Counting again;
  EXPECT_EQ(given, draw(again, given.size()));
}

TEST(PooledRandom, AsksForManyAtOnce) {
  Counting source;
  PooledRandom pool(source);
  for (int i = 0; i < 256; ++i) static_cast<void>(draw(pool, 16));
  EXPECT_EQ(source.asked(), 1);
  static_cast<void>(draw(pool, 1));
  EXPECT_EQ(source.asked(), 2);
}

TEST(PooledRandom, HoldsNothingThatItGaveOut) {
  Counting source;
  PooledRandom pool(source);
  const auto drawn = draw(pool, 64);
  const auto holds = [&](const std::vector<std::uint8_t>& octets) {
    const std::string_view memory(reinterpret_cast<const char*>(&pool), sizeof pool);
    return memory.contains(
        std::string_view(reinterpret_cast<const char*>(octets.data()), octets.size()));
  };
  EXPECT_FALSE(holds(drawn));
  Counting again;
  const auto all = draw(again, 128);
  const std::vector<std::uint8_t> next(all.begin() + 64, all.end());
  EXPECT_TRUE(holds(next));
  pool.forget();
  EXPECT_FALSE(holds(next));
  EXPECT_NE(draw(pool, 64), next);
}

TEST(PooledRandom, PassesOnWhatNoPoolHolds) {
  Counting source;
  PooledRandom pool(source);
  Counting again;
  EXPECT_EQ(draw(pool, 100'000), draw(again, 100'000));
  EXPECT_EQ(source.asked(), 1);
}

}  // namespace
}  // namespace oauth
