// SPDX-License-Identifier: Apache-2.0
// The hooks as AFL++ calls them, around the mutator of JWTs.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fuzz/mutate/jwt_text.h"

extern "C" {
void* afl_custom_init(void* afl, unsigned seed);
std::size_t afl_custom_fuzz(void* data, std::uint8_t* octets, std::size_t size, std::uint8_t** out,
                            std::uint8_t* other, std::size_t other_size, std::size_t max_size);
void afl_custom_deinit(void* data);
}

namespace oauthspec::fuzz {
namespace {

using ::testing::Each;
using ::testing::Le;
using ::testing::SizeIs;

/// What AFL++ says of the room that there is.
constexpr std::size_t kMebibyte = std::size_t{1} << 20U;
constexpr int kTimes = 2000;

std::string token(const char* claims) {
  return signed_with_test_key(signing_input(R"({"alg":"HS256"})", claims), {{"alg", "HS256"}}, 0);
}

/// What is made of `input`, and of `other` where it is not empty.
std::vector<std::string> made_of(std::string input, std::string other, unsigned seed) {
  const auto octets_of = [](std::string& text) {
    return reinterpret_cast<std::uint8_t*>(text.data());  // NOLINT
  };
  const std::string before = input;
  std::vector<std::string> made;
  void* const state = afl_custom_init(nullptr, seed);
  for (int times = 0; times < kTimes; ++times) {
    std::uint8_t* out = nullptr;
    const std::size_t size =
        afl_custom_fuzz(state, octets_of(input), input.size(), &out,
                        other.empty() ? nullptr : octets_of(other), other.size(), kMebibyte);
    EXPECT_NE(out, nullptr);
    made.emplace_back(out, out + size);
  }
  afl_custom_deinit(state);
  // AFL++ goes on with them.
  EXPECT_EQ(input, before);
  return made;
}

class AflMutator : public testing::Test {
 protected:
  static void SetUpTestSuite() { unsetenv("AFL_INPUT_LEN_MAX"); }
  void TearDown() override { unsetenv("AFL_INPUT_LEN_MAX"); }
};

TEST_F(AflMutator, SignsWhatItChanges) {
  const auto made = made_of(token(R"({"sub":"a"})"), "", 1);
  EXPECT_GT(std::ranges::count(made, token(R"({"sub":"a","aud":null})")), 0);
}

/// ES256 signs with a random number, so what stands behind the second dot is no matter of the seed; or what is behind the only one.
std::vector<std::string> without_signatures(std::vector<std::string> all) {
  for (std::string& text : all) {
    const std::size_t first = std::min(text.find('.'), text.size());
    const std::size_t second = text.find('.', first + 1);
    text.resize(second == std::string::npos ? first : second);
  }
  return all;
}

TEST_F(AflMutator, MakesTheSameOfTheSameSeed) {
  const std::string input = token(R"({"sub":"a"})");
  const auto first = without_signatures(made_of(input, "", 1));
  EXPECT_TRUE(first == without_signatures(made_of(input, "", 1)));
  EXPECT_FALSE(first == without_signatures(made_of(input, "", 2)));
}

TEST_F(AflMutator, ChangesOctetsInManyWays) {
  // No token, so that an octet is all that changes.
  auto made = made_of("abc", "", 1);
  std::ranges::sort(made);
  const auto repeated = std::ranges::unique(made);
  EXPECT_GT(std::distance(made.begin(), repeated.begin()), kTimes / 4);
}

TEST_F(AflMutator, CrossesTwoInputs) {
  const std::string input = token(R"({"sub":"a"})");
  const std::string other = token(R"({"jti":"of the other"})");
  EXPECT_GT(std::ranges::count(made_of(input, other, 1), other), 0);
  EXPECT_EQ(std::ranges::count(made_of(input, "", 1), other), 0);
}

TEST_F(AflMutator, KeepsToTheLengthThatAflWasTold) {
  const std::string input = token(R"({"sub":"a"})");
  const auto longer = [&](const std::string& text) { return text.size() > input.size(); };
  EXPECT_TRUE(std::ranges::any_of(made_of(input, "", 1), longer));
  setenv("AFL_INPUT_LEN_MAX", std::to_string(input.size()).c_str(), 1);
  EXPECT_THAT(made_of(input, "", 1), Each(SizeIs(Le(input.size()))));
}

TEST_F(AflMutator, TakesAnyInput) {
  EXPECT_THAT(made_of("", "", 1), SizeIs(kTimes));
  EXPECT_THAT(made_of("\xFF\x00.e.", "..", 1), SizeIs(kTimes));
}

}  // namespace
}  // namespace oauthspec::fuzz
