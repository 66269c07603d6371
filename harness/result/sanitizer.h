// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oauthspec::result {

/// What a sanitizer said of a program that was built with it.
struct SanitizerReport {
  std::string sanitizer;  ///< "AddressSanitizer"
  std::string kind;       ///< "heap-buffer-overflow"
  std::string
      place;  ///< "parse (uri.c:8)", or "uri.c:8:3"; empty where the report names no line of a source.

  friend bool operator==(const SanitizerReport&, const SanitizerReport&) = default;
};

/// Finds the report of AddressSanitizer, HWAddressSanitizer, LeakSanitizer, MemorySanitizer, ThreadSanitizer or
/// UndefinedBehaviorSanitizer, as gcc's and clang's runtimes write them.
///
/// Input:  what a program wrote to stderr, or the end of it.
/// Output: of several the first; but "runtime error", after which a program mostly goes on, only where there is no other.
[[nodiscard]] std::optional<SanitizerReport> sanitizer_report(std::string_view stderr_text);

/// "AddressSanitizer: heap-buffer-overflow in parse (uri.c:8)"
[[nodiscard]] std::string describe(const SanitizerReport& report);

}  // namespace oauthspec::result
