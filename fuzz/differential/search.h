// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "fuzz/differential/compare.h"
#include "fuzz/mutate/mutator.h"

namespace oauthspec::fuzz {

/// How long a search goes on.
struct SearchLimits {
  std::uint64_t inputs = 0;           ///< At most so many inputs are asked.
  std::function<bool()> out_of_time;  ///< Asked before each input.
  std::size_t shrinking = 2000;       ///< Questions for making one difference small.
};

/// What a search came to.
struct Found {
  std::vector<Difference> differences;  ///< One a kind and op, made small.
  std::uint64_t inputs = 0;             ///< Inputs asked, those of shrinking not counted.
  std::size_t left_out =
      0;  ///< Vectors that the library answers otherwise as they are, so that their mutants would only repeat it.
  std::string stopped;  ///< Why it ended early, for people; empty where it did not.
};

/// Puts changed inputs of the pool's vectors to the library and to the reference, and keeps the smallest of each kind of difference.
///
/// Input: `seed` tells all choices; the same seed and library give the same differences where time does not end them.
[[nodiscard]] Found search(const std::vector<Base>& pool, Comparison& comparison,
                           const SearchLimits& limits, unsigned seed);

}  // namespace oauthspec::fuzz
