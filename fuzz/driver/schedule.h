// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace oauthspec::fuzz::driver {

/// What a target's slices have come to.
struct Share {
  double seconds = 0;  ///< Used, of one core.
  /// Where it stands in the round: seconds used, fewer for a target whose coverage grows, more for one that ends in a crash at once.
  double position = 0;
  double growth = 0;  ///< New coverage in a slice, the newest counting most.
  std::uint64_t slices = 0;
  unsigned quick_crashes = 0;  ///< How many slices in a row ended in a crash before their time.
};

/// What one slice came to.
struct SliceEnd {
  double seconds = 0;  ///< That it took,
  double wanted = 0;   ///< and that it was given.
  std::uint64_t new_coverage = 0;
  bool crashed = false;
};

/// Whose turn it is: of those that no process is at work on, or of all where there is one on each, the one that is furthest behind; the first
/// of several. `busy` holds how many processes are at work on each; `shares` are not empty.
[[nodiscard]] std::size_t next_turn(const std::vector<Share>& shares,
                                    const std::vector<unsigned>& busy);

/// Enters a slice. A target has a weight between 1 and 4, by its growth as against that of the target that grows most. A slice that ended in a
/// crash early counts as a whole one, the second in a row as two, the third as four, and so on to 32.
void enter_slice(std::vector<Share>& shares, std::size_t target, const SliceEnd& end);

}  // namespace oauthspec::fuzz::driver
