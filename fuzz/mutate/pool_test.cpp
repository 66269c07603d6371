// SPDX-License-Identifier: Apache-2.0
// Room that is given back is given again, and no two hold the same.
#include "fuzz/mutate/pool.h"

#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace oauthspec::fuzz {
namespace {

TEST(Pool, GivesAgainWhatWasGivenBack) {
  PoolAllocator<std::uint64_t> pool;
  std::uint64_t* const first = pool.allocate(3);
  pool.deallocate(first, 3);
  // Four have the same room.
  std::uint64_t* const second = pool.allocate(4);
  EXPECT_EQ(second, first);
  std::uint64_t* const third = pool.allocate(4);
  EXPECT_NE(third, second);
  pool.deallocate(second, 4);
  pool.deallocate(third, 4);
}

TEST(Pool, HoldsWhatGrows) {
  std::vector<std::string, PoolAllocator<std::string>> texts;
  for (int number = 0; number < 1000; ++number) texts.insert(texts.end(), std::to_string(number));
  for (std::size_t at = 0; at < texts.size(); ++at) EXPECT_EQ(texts[at], std::to_string(at));
}

}  // namespace
}  // namespace oauthspec::fuzz
