// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/randomness.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "harness/reference/codec/base64.h"

namespace oauthspec::checks {
namespace {

constexpr std::size_t kSamples = 12;

// Knuth's linear congruential generator, its upper octet.
class Octets {
 public:
  explicit Octets(std::uint64_t seed) : state_(seed) {}
  std::uint8_t operator()() {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::uint8_t>(state_ >> 56U);
  }

 private:
  std::uint64_t state_;
};

std::string text(Octets& octets, std::size_t length, std::string_view alphabet) {
  std::string made;
  for (std::size_t i = 0; i < length; ++i) made += alphabet[octets() % alphabet.size()];
  return made;
}

std::vector<std::string> samples(std::uint64_t seed,
                                 const std::function<std::string(Octets&, std::size_t)>& make) {
  Octets octets(seed);
  std::vector<std::string> made;
  for (std::size_t i = 0; i < kSamples; ++i) made.push_back(make(octets, i));
  return made;
}

constexpr std::string_view kHex = "0123456789abcdef";

// RFC6749-10.10-2: what has 128 bits is never said to have fewer.
TEST(Randomness, HoldsNoRandomTextForLessThanItIs) {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const auto hex =
        samples(seed, [](Octets& octets, std::size_t) { return text(octets, 32, kHex); });
    EXPECT_GE(guess(hex).at_most, 128) << seed;
    EXPECT_GE(guess(hex).seen, 128) << seed;
    const auto base64 = samples(seed, [](Octets& octets, std::size_t) {
      std::vector<std::uint8_t> sixteen(16);
      for (std::uint8_t& octet : sixteen) octet = octets();
      return oauth::codec::base64_encode(sixteen, oauth::codec::Base64::url);
    });
    EXPECT_GE(guess(base64).at_most, 128) << seed;
  }
}

TEST(Randomness, CountsOnlyWhatVaries) {
  const auto prefixed = samples(1, [](Octets& octets, std::size_t) {
    return "a-long-prefix-that-all-have-in-common-" + text(octets, 8, kHex);
  });
  EXPECT_DOUBLE_EQ(guess(prefixed).at_most, 32);
}

TEST(Randomness, SeesAUuidOfVersion4AsItIs) {
  const auto uuids = samples(2, [](Octets& octets, std::size_t) {
    return text(octets, 8, kHex) + '-' + text(octets, 4, kHex) + "-4" + text(octets, 3, kHex) +
           '-' + text(octets, 1, "89ab") + text(octets, 3, kHex) + '-' + text(octets, 12, kHex);
  });
  EXPECT_LT(guess(uuids).at_most, 128);  // It has 122.
  EXPECT_GE(guess(uuids).at_most, 122);
}

TEST(Randomness, DoesNotBelieveACounter) {
  const auto counted =
      samples(3, [](Octets&, std::size_t i) { return "token-00000" + std::to_string(1234 + i); });
  EXPECT_LT(guess(counted).at_most, 4);
  const auto timed = samples(4, [](Octets& octets, std::size_t i) {
    return std::to_string(1'800'000'000 + 7 * i) + text(octets, 4, kHex);
  });
  EXPECT_LT(guess(timed).at_most, 32);
}

TEST(Randomness, TellsEqualOnes) {
  const std::vector<std::string> two{"the-same", "the-same"};
  EXPECT_TRUE(guess(two).repeats);
  EXPECT_DOUBLE_EQ(guess(two).at_most, 0);
}

TEST(Randomness, TakesLengthsThatDifferAsTheyCome) {
  const auto ragged =
      samples(5, [](Octets& octets, std::size_t i) { return text(octets, 40 + (i % 3), kHex); });
  EXPECT_DOUBLE_EQ(guess(ragged).seen, 160);
  EXPECT_DOUBLE_EQ(guess(ragged).at_most, 168);
}

}  // namespace
}  // namespace oauthspec::checks
