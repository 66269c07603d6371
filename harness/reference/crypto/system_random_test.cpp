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
#include <sys/wait.h>
#include <unistd.h>

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

TEST(SystemRandom, GivesAChildOtherOctetsThanItsParent) {
  Token token{};
  system_random().fill(token);  // so that there is a pool for both to draw from
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  const pid_t child = fork();
  ASSERT_NE(child, -1);
  system_random().fill(token);
  if (child == 0) {
    _exit(write(ends[1], token.data(), token.size()) == ssize_t{sizeof token} ? 0 : 1);
  }
  int status = 1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  Token of_child{};
  EXPECT_EQ(read(ends[0], of_child.data(), of_child.size()), ssize_t{sizeof of_child});
  EXPECT_NE(of_child, token);
  close(ends[0]);
  close(ends[1]);
}

}  // namespace
}  // namespace oauth::crypto
