// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/command/results.h"

namespace oauthspec::bench {

/// The results as an SVG chart, of the kind that the set names: bars are as long as a row's ratio, or its time where nothing is
/// compared; a row that a chart of lines finds no length in is left out of it.
[[nodiscard]] std::string chart(const Results& results);

/// A row of a chart of lines.
struct Length {
  std::string series;  ///< The row's name without its last part.
  double length = 0;
};

/// The length that a row's name ends with: "sign/parameters/1000". Nothing where it ends with no number.
[[nodiscard]] std::optional<Length> length_of(std::string_view row);

/// The powers of ten that an axis from `least` to `most` has lines at, from the one at or below `least` to the one at or above `most`; at
/// least two. Both are positive.
[[nodiscard]] std::vector<double> decades(double least, double most);

}  // namespace oauthspec::bench
