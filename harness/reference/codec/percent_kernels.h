// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "harness/reference/codec/marks.h"

/// The same percent-encoding for different machines. percent.h and find_mark.h are what use it; this is for tests and benchmarks of each
/// kernel, and for a program that lets its user choose one.
namespace oauth::codec::percent {

/// What was decoded before the end of the text, or before a "%" that begins no escape.
struct Decoded {
  char* end;
  std::size_t read;
};

/// Which of some octets have a mark.
struct Marks {
  std::uint64_t marked = 0;  ///< A bit for each octet, the lowest for the first.
  std::size_t octets = 0;    ///< How many were looked at.
};

/// Functions that give the same, each by other instructions. None allocates, and none reads beyond its input.
struct Kernel {
  std::string_view name;
  /// See write_percent_encoded().
  char* (*encode)(char* out, std::string_view octets);
  /// See write_percent_encoded_twice().
  char* (*encode_twice)(char* out, std::string_view octets);
  /// Decodes into text.size() + kPercentSlack octets; `plus` is what a "+" stands for.
  Decoded (*decode)(char* out, std::string_view text, char plus);
  /// Looks at octets from `at` on, at one at least and at 64 at most; there is one.
  Marks (*marks)(std::string_view text, std::size_t at, Mark mark);
};

/// Those that this machine can run, "portable" first and the best last: "sse4", "avx2", "avx512" on x86-64, where the build had Highway.
[[nodiscard]] std::span<const Kernel* const> available();

/// What in_use() gives; null before anybody asked. None of a caller's business: it is here so that asking takes no call.
extern constinit std::atomic<const Kernel*> chosen;
[[nodiscard]] const Kernel& choose_best();

/// The best, until use() says another.
[[nodiscard]] inline const Kernel& in_use() {
  const Kernel* const kernel = chosen.load(std::memory_order_relaxed);
  return kernel == nullptr ? choose_best() : *kernel;
}

/// Lets all threads use the kernel of that name from now on.
///
/// Output: false, and no change, where available() has none of that name.
[[nodiscard]] bool use(std::string_view name);

/// The environment variable that chooses a kernel. Only a program's shell asks for it.
inline constexpr const char* kVariable = "OAUTHSPEC_SIMD";

/// use() for what the variable says.
///
/// Input:  value, as getenv() gives it: null leaves the choice as it is.
/// Output: nothing, or why there is no such kernel.
[[nodiscard]] std::optional<std::string> use_variable(const char* value);

extern const Kernel portable_kernel;
// In a build for x86-64 with Highway.
extern const Kernel sse4_kernel;
extern const Kernel avx2_kernel;
extern const Kernel avx512_kernel;

}  // namespace oauth::codec::percent
