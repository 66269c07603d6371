// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/speed.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "fuzz/driver/median.h"

namespace oauthspec::fuzz::driver {
namespace {

constexpr std::array<std::pair<std::string_view, double>, 3> kFloors{
    {{"codec", 0.4}, {"parser", 0.04}, {"sequence", 0.004}}};

SpeedRow compared(const TargetSpeed& baseline, const TargetSpeed& target) {
  std::vector<double> ratios;
  for (std::size_t round = 0; round < std::min(target.rates.size(), baseline.rates.size());
       ++round) {
    ratios.push_back(target.rates[round] / baseline.rates[round]);
  }
  return {.target = target.target,
          .kind = target.kind,
          .rate = median(target.rates),
          .ratio = median(ratios),
          .floor = speed_floor(target.kind)};
}

}  // namespace

double speed_floor(std::string_view kind) {
  const auto* const found =
      std::ranges::find(kFloors, kind, &std::pair<std::string_view, double>::first);
  return found == kFloors.end() ? 0 : found->second;
}

std::uint64_t more_executions(std::uint64_t executions, double seconds, double wanted) {
  constexpr double kMostGrowth = 50;
  const double growth = seconds <= 0 ? kMostGrowth : std::min(kMostGrowth, wanted / seconds);
  const auto next = static_cast<std::uint64_t>(static_cast<double>(executions) * growth);
  return std::max<std::uint64_t>(next, 1);
}

std::vector<SpeedRow> compare_speeds(const TargetSpeed& baseline,
                                     const std::vector<TargetSpeed>& targets) {
  std::vector<SpeedRow> rows;
  for (const TargetSpeed& target : targets) rows.push_back(compared(baseline, target));
  return rows;
}

std::string speed_table(const TargetSpeed& baseline, const std::vector<SpeedRow>& rows) {
  std::string table =
      "| target | kind | executions a second | ratio | floor | |\n|---|---|---:|---:|---:|---|\n";
  for (const SpeedRow& row : rows) {
    table += fmt::format("| {} | {} | {:.0f} | {:.4f} | {} | {} |\n", row.target, row.kind,
                         row.rate, row.ratio, row.floor, row.fast_enough() ? "" : "too slow");
  }
  return table +
         fmt::format("| {} | | {:.0f} | 1 | | |\n", baseline.target, median(baseline.rates));
}

}  // namespace oauthspec::fuzz::driver
