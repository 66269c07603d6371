// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/crypto/system_random.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace oauth::crypto {
namespace {

using Token = std::array<std::uint8_t, 16>;

TEST(SystemRandom, FillsMoreThanItFetchesAtATime) {
  std::vector<std::uint8_t> octets(100'000);
  system_random().fill(octets);
  // Each value is expected 390 times; that one stands there fewer than 200 times will not happen.
  for (int value = 0; value < 256; ++value) {
    EXPECT_GT(std::ranges::count(octets, static_cast<std::uint8_t>(value)), 200) << value;
  }
}

TEST(SystemRandom, LeavesOctetsBesideTheSpanAlone) {
  std::array<std::uint8_t, 3> octets{7, 7, 7};
  system_random().fill(std::span(octets).subspan(1, 0));
  EXPECT_EQ(octets, (std::array<std::uint8_t, 3>{7, 7, 7}));
}

TEST(SystemRandom, GivesNoTwoThreadsTheSame) {
  constexpr std::size_t kTokens = 2000;
  std::array<std::vector<Token>, 4> made;
  std::vector<std::thread> threads;
  for (std::vector<Token>& tokens : made) {
    threads.emplace_back([&tokens] {
      tokens.resize(kTokens);
      for (Token& token : tokens) {
        system_random().fill(token);
      }
    });
  }
  std::set<Token> all;
  for (std::size_t i = 0; i < threads.size(); ++i) {
    threads[i].join();
    all.insert(made[i].begin(), made[i].end());
  }
  EXPECT_EQ(all.size(), kTokens * made.size());
}

}  // namespace
}  // namespace oauth::crypto
