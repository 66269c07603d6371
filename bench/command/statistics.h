// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

namespace oauthspec::bench {

/// What is told of many measurements of one thing.
struct Summary {
  double median = 0;
  double least = 0;
  double most = 0;
  double spread = 0;  ///< The range between the quartiles, as a part of the median.
};

/// Errors: nothing where there are no values.
[[nodiscard]] std::optional<Summary> summarise(std::vector<double> values);

/// How many times `denominators` the `values` are: the median of the ratios of each round, where both were measured at the same time and
/// under the same load; with other numbers of rounds, the ratio of the medians.
///
/// Errors: nothing where one of them is empty, or a denominator is not positive.
[[nodiscard]] std::optional<double> ratio(const std::vector<double>& values,
                                          const std::vector<double>& denominators);

}  // namespace oauthspec::bench
