// SPDX-License-Identifier: Apache-2.0
#include "bench/command/statistics.h"

#include <algorithm>
#include <cstddef>

#include <boost/math/statistics/univariate_statistics.hpp>

namespace oauthspec::bench {
namespace {

double median(std::vector<double> values) {
  return boost::math::statistics::median(values);
}

// Of one value there are no quartiles.
double spread(std::vector<double> values, double median) {
  constexpr std::size_t kLeast = 3;
  if (values.size() < kLeast || median <= 0) return 0;
  return boost::math::statistics::interquartile_range(values) / median;
}

}  // namespace

std::optional<Summary> summarise(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  const auto [least, most] = std::ranges::minmax(values);
  const double middle = median(values);
  return Summary{
      .median = middle, .least = least, .most = most, .spread = spread(std::move(values), middle)};
}

std::optional<double> ratio(const std::vector<double>& values,
                            const std::vector<double>& denominators) {
  if (values.empty() || denominators.empty()) return std::nullopt;
  if (std::ranges::any_of(denominators, [](double one) { return one <= 0; })) return std::nullopt;
  if (values.size() != denominators.size()) return median(values) / median(denominators);
  std::vector<double> ratios(values.size());
  std::ranges::transform(values, denominators, ratios.begin(), std::divides<>());
  return median(std::move(ratios));
}

}  // namespace oauthspec::bench
