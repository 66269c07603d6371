// SPDX-License-Identifier: Apache-2.0
// With fuzz/check/execution_memory.cpp in this program: what is wrong with memory is seen, in executions and out of them.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sanitizer/allocator_interface.h>

#include "fuzz/check/allocation.h"
#include "fuzz/check/execution.h"

namespace oauthspec::fuzz {
namespace {

constexpr std::size_t kSmall = 5;
constexpr std::size_t kLarge = 40'000;

using Octets = std::unique_ptr<volatile char[]>;

Octets octets(std::size_t size) {
  return Octets(new char[size]);
}

bool is_the_sanitizers(const Octets& piece) {
  return __sanitizer_get_ownership(const_cast<const char*>(piece.get())) !=
         0;  // NOLINT(cppcoreguidelines-pro-type-const-cast)
}

class ExecutionMemoryDeathTest : public ::testing::Test {
 protected:
  // Each death in a program that begins anew.
  ExecutionMemoryDeathTest() { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
};

void write_beyond(std::size_t size) {
  const Execution execution;
  const Octets piece = octets(size);
  piece[size] = 1;
}

void write_before() {
  const Execution execution;
  const Octets piece = octets(kSmall);
  piece.get()[-1] = 1;
}

char read_what_was_given_back() {
  const Execution execution;
  Octets piece = octets(kSmall);
  const volatile char* const place = piece.get();
  piece.reset();
  const Octets another = octets(kSmall);
  return *place;  // NOLINT(clang-analyzer-cplusplus.NewDelete): that is the point.
}

TEST_F(ExecutionMemoryDeathTest, SeesWhatIsWrittenBeyondAPiece) {
  EXPECT_DEATH(write_beyond(kSmall), "use-after-poison");
  EXPECT_DEATH(write_beyond(16), "use-after-poison");
  EXPECT_DEATH(write_before(), "use-after-poison");
}

TEST_F(ExecutionMemoryDeathTest, SeesWhatIsReadOfAPieceThatWasGivenBack) {
  EXPECT_DEATH(static_cast<void>(read_what_was_given_back()), "use-after-poison");
}

void give_back(std::ptrdiff_t from, int times) {
  const Execution execution;
  char* const piece = static_cast<char*>(operator new(2 * kSmall));
  // NOLINTNEXTLINE(clang-analyzer-*): which is wrong.
  for (int time = 0; time < times; ++time) operator delete(piece + from);
}

TEST_F(ExecutionMemoryDeathTest, SeesWhatIsGivenBackTwiceOrIsNoPiece) {
  EXPECT_DEATH(give_back(0, 2), "not malloc");
  EXPECT_DEATH(give_back(kSmall, 1), "not malloc");
}

TEST(ExecutionMemory, HasPiecesOfNoOctets) {
  const Execution execution;
  const Octets one = octets(0);
  const Octets other = octets(0);
  EXPECT_NE(one.get(), other.get());
}

TEST_F(ExecutionMemoryDeathTest, LeavesLargePiecesToTheSanitizer) {
  EXPECT_DEATH(write_beyond(kLarge), "heap-buffer-overflow");
}

TEST_F(ExecutionMemoryDeathTest, IsTheSanitizersWhereTheEnvironmentSaysSo) {
  EXPECT_DEATH(
      {
        setenv("OAUTHSPEC_FUZZ_MEMORY", "sanitizer", 1);
        write_beyond(kSmall);
      },
      "heap-buffer-overflow");
}

TEST(ExecutionMemory, IsTheSanitizersBetweenExecutions) {
  EXPECT_TRUE(is_the_sanitizers(octets(kSmall)));
  const Execution execution;
  EXPECT_FALSE(is_the_sanitizers(octets(kSmall)));
  EXPECT_TRUE(is_the_sanitizers(octets(kLarge)));
}

std::uintptr_t place_of_the_first_piece() {
  const Execution execution;
  const Octets piece = octets(kSmall);
  const auto place = reinterpret_cast<std::uintptr_t>(piece.get());
  return place;  // NOLINT(clang-analyzer-cplusplus.NewDelete): a number
}

TEST(ExecutionMemory, BeginsAnewWithEachExecution) {
  const std::uintptr_t place = place_of_the_first_piece();
  EXPECT_EQ(place_of_the_first_piece(), place);
  EXPECT_EQ(place_of_the_first_piece(), place);
}

TEST(ExecutionMemory, LeavesAloneWhatAnExecutionLeavesBehind) {
  std::string left;
  {
    const Execution execution;
    left = std::string(100, 'a');
  }
  {
    const Execution execution;
    const std::string other(100, 'b');
    EXPECT_NE(left, other);
  }
  EXPECT_EQ(left, std::string(100, 'a'));
}

TEST(ExecutionMemory, IsTheSanitizersWhenAllIsLeftBehind) {
  constexpr std::size_t kSize = 10'000;
  constexpr std::size_t kMost = 20'000;
  std::vector<Octets> left;
  left.reserve(kMost);
  while (left.size() < kMost && (left.empty() || !is_the_sanitizers(left.back()))) {
    const Execution execution;
    left.push_back(octets(kSize));
  }
  EXPECT_GT(left.size(), 1U);
  EXPECT_LT(left.size(), kMost);
}

TEST(ExecutionMemory, IsCounted) {
  const auto counted = [] { return allocated_while([] { static_cast<void>(octets(kSmall)); }); };
  EXPECT_EQ(counted(), kSmall);
  const Execution execution;
  EXPECT_EQ(counted(), kSmall);
}

}  // namespace
}  // namespace oauthspec::fuzz
