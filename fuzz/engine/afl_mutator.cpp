// SPDX-License-Identifier: Apache-2.0
// AFL++'s hooks, around the mutator that this is linked with, in a library that AFL_CUSTOM_MUTATOR_LIBRARY names: libAFLDriver asks no
// target for libFuzzer's. AFL++ calls them in its own process, beside its own changes of octets.
#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "fuzz/mutate/choice.h"
#include "fuzz/mutate/mutator.h"
#include "fuzz/mutate/text_change.h"

// The rest of the library is hidden.
#define OAUTHSPEC_AFL_HOOK extern "C" __attribute__((visibility("default")))

namespace {

/// What is made of an input stays here until the next one.
struct Workshop {
  oauthspec::fuzz::Dice dice;
  std::size_t longest;
  std::string made;
};

std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};  // NOLINT
}

/// An octet mutator is a function, which can remember nothing else. AFL++ has one thread, and loads the library once.
oauthspec::fuzz::Dice octet_dice;

std::size_t change_octets(std::uint8_t* octets, std::size_t size, std::size_t capacity) {
  return oauthspec::fuzz::change_octet(octets, size, capacity, octet_dice);
}

/// The longest input that the target is given. AFL++ says a mebibyte, whatever it was told, and cuts off the rest.
std::size_t longest_input() {
  constexpr std::size_t kLongestOfAnyTarget = 65536;
  const char* const told = std::getenv("AFL_INPUT_LEN_MAX");
  const std::string_view digits = told != nullptr ? told : "";
  std::size_t longest = kLongestOfAnyTarget;
  std::from_chars(digits.data(), digits.data() + digits.size(), longest);
  return longest;
}

}  // namespace

/// The same seed gives the same changes, but for signatures that are never the same.
OAUTHSPEC_AFL_HOOK void* afl_custom_init(void* /*afl*/, unsigned seed) {
  octet_dice.seed(seed);
  auto workshop = std::make_unique<Workshop>(
      Workshop{.dice = oauthspec::fuzz::Dice(seed), .longest = longest_input(), .made = {}});
  return workshop.release();
}

/// Makes an input of one, and of `other`, where AFL++ has a second one.
OAUTHSPEC_AFL_HOOK std::size_t afl_custom_fuzz(void* data, std::uint8_t* octets, std::size_t size,
                                               std::uint8_t** out, std::uint8_t* other,
                                               std::size_t other_size, std::size_t max_size) {
  auto& workshop = *static_cast<Workshop*>(data);
  const oauthspec::fuzz::Mutator& mutator = oauthspec::fuzz::linked_mutator();
  const std::size_t capacity = std::min(max_size, workshop.longest);
  const std::string_view input = text_of(octets, size);
  // As often as not would leave the changes too little.
  const bool crosses = other != nullptr && oauthspec::fuzz::one_in(5, workshop.dice);
  workshop.made = crosses
                      ? mutator.cross(input, text_of(other, other_size), capacity, workshop.dice)
                      : mutator.mutate(input, capacity, workshop.dice, change_octets);
  *out = reinterpret_cast<std::uint8_t*>(workshop.made.data());  // NOLINT
  return workshop.made.size();
}

OAUTHSPEC_AFL_HOOK void afl_custom_deinit(void* data) {
  const std::unique_ptr<Workshop> workshop(static_cast<Workshop*>(data));
}
