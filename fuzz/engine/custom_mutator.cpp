// SPDX-License-Identifier: Apache-2.0
// libFuzzer's two hooks, around the mutator that the target is linked with.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/check/execution.h"
#include "fuzz/mutate/mutator.h"
#include "fuzz/mutate/text_change.h"

// Not every engine that knows the hooks has this function.
extern "C" __attribute__((weak)) std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size,
                                                              std::size_t max_size);

namespace {

std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};  // NOLINT
}

oauthspec::fuzz::OctetMutator octet_mutator() {
  return LLVMFuzzerMutate != nullptr ? LLVMFuzzerMutate : oauthspec::fuzz::change_octets;
}

std::size_t put(const std::string& text, std::uint8_t* out, std::size_t capacity) {
  const std::string_view kept = std::string_view(text).substr(0, capacity);
  std::ranges::copy(kept, out);
  return kept.size();
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned seed) {
  const oauthspec::fuzz::Execution execution;
  oauthspec::fuzz::Dice dice(seed);
  const std::string changed = oauthspec::fuzz::linked_mutator().mutate(
      text_of(data, size), max_size, dice, octet_mutator());
  return put(changed, data, max_size);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* data1, std::size_t size1,
                                                 const std::uint8_t* data2, std::size_t size2,
                                                 std::uint8_t* out, std::size_t max_out_size,
                                                 unsigned seed) {
  const oauthspec::fuzz::Execution execution;
  oauthspec::fuzz::Dice dice(seed);
  const std::string crossed = oauthspec::fuzz::linked_mutator().cross(
      text_of(data1, size1), text_of(data2, size2), max_out_size, dice);
  return put(crossed, out, max_out_size);
}
