// SPDX-License-Identifier: Apache-2.0
// The least that a fuzz target does: decodes its input once, and asks for nothing. How fast this runs is what the targets' speed is
// measured against.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/check/execution.h"
#include "harness/reference/codec/percent.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const oauthspec::fuzz::Execution execution;
  // NOLINTNEXTLINE(bugprone-unused-return-value): it asks for nothing.
  static_cast<void>(oauth::codec::percent_decode(
      std::string_view(reinterpret_cast<const char*>(data), size)));  // NOLINT
  return 0;
}
