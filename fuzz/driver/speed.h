// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// How fast targets run beside the trivial one: what of the time that a fuzzer has goes into new inputs.
namespace oauthspec::fuzz::driver {

/// What a target of this kind has to reach of the executions a second that the trivial target reaches; 0 for a kind that is unknown.
[[nodiscard]] double speed_floor(std::string_view kind);

/// How many executions to ask for next, where so many took `seconds` and about `wanted` seconds are wanted. Grows by fifty times at
/// most, since a short run tells little.
[[nodiscard]] std::uint64_t more_executions(std::uint64_t executions, double seconds,
                                            double wanted);

/// What one program came to.
struct TargetSpeed {
  std::string target;
  std::string kind;
  std::vector<double> rates;  ///< Executions a second of the processor's time, in each round.
};

/// One row of what is told.
struct SpeedRow {
  std::string target;
  std::string kind;
  double rate = 0;  ///< The median of the rounds.
  double ratio =
      0;  ///< The median of what each round's rate is beside the trivial one's in the same round.
  double floor = 0;

  [[nodiscard]] bool fast_enough() const { return ratio >= floor; }
};

[[nodiscard]] std::vector<SpeedRow> compare_speeds(const TargetSpeed& baseline,
                                                   const std::vector<TargetSpeed>& targets);

/// A Markdown table, with the trivial target in its last row.
[[nodiscard]] std::string speed_table(const TargetSpeed& baseline,
                                      const std::vector<SpeedRow>& rows);

}  // namespace oauthspec::fuzz::driver
