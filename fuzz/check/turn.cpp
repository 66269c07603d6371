// SPDX-License-Identifier: Apache-2.0
#include "fuzz/check/turn.h"

#include <cstdint>
#include <functional>

// Every engine that drives a target from within has it.
extern "C" __attribute__((weak)) std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size,
                                                              std::size_t max_size);

namespace oauthspec::fuzz {
namespace {

constexpr std::size_t kShort = 4;

}  // namespace

Turn::Turn(std::string_view input, std::size_t lots)
    : is_all_(input.size() <= kShort || LLVMFuzzerMutate == nullptr),
      // Of the whole input, so that each change of it may come to another lot.
      lot_(std::hash<std::string_view>()(input) % lots) {}

}  // namespace oauthspec::fuzz
