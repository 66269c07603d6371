// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/vector/suite.h"

namespace oauthspec::runner {

/// One test in its suite. Both belong to the library that was loaded.
struct Case {
  const vector::Suite* suite = nullptr;
  const vector::Test* test = nullptr;

  [[nodiscard]] std::string name() const { return vector::full_name(*suite, *test); }
};

/// Whether a glob fits a whole name. "*" stands for any octets within one segment, "**" for any octets at all.
[[nodiscard]] bool glob_matches(std::string_view pattern, std::string_view name);

/// Whether a pattern of the command line selects a test: a glob that fits, or a text that names the test, its
/// suite or the folder of its suite.
[[nodiscard]] bool selects(std::string_view pattern, std::string_view name);

/// 64-bit FNV-1a, as its authors publish it: it starts from 14695981039346656037, and each octet is first xored in, then the
/// product with 1099511628211 is taken modulo 2^64.
[[nodiscard]] std::uint64_t fnv1a_64(std::string_view octets);

/// One part of a run that is spread over `count` machines.
struct Shard {
  std::uint64_t index = 0;  ///< From 0.
  std::uint64_t count = 1;

  /// A test belongs to the part whose index is its name's hash modulo the count, so that it stays in its part when others come and go.
  [[nodiscard]] bool holds(std::string_view name) const { return fnv1a_64(name) % count == index; }
};

/// Reads "i/n", where i counts from 1.
///
/// Errors: a sentence that says what is expected.
[[nodiscard]] std::expected<Shard, std::string> parse_shard(std::string_view text);

/// What of a library is to be run.
struct Selection {
  std::vector<std::string> patterns;  ///< None: all tests.
  Shard shard;
};

/// The tests that at least one pattern selects and the shard holds, in the library's order.
[[nodiscard]] std::vector<Case> select(std::span<const vector::Suite> suites,
                                       const Selection& selection);

/// The patterns that select nothing at all, whatever the shard.
[[nodiscard]] std::vector<std::string> idle_patterns(std::span<const vector::Suite> suites,
                                                     const Selection& selection);

}  // namespace oauthspec::runner
