// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>

namespace oauthspec::bench {

/// Prints what Google Benchmark prints, keeps the processor time of each repetition, and says how many times the median of one row each of the others takes.
class MedianReporter final : public benchmark::ConsoleReporter {
 public:
  MedianReporter() : ConsoleReporter(OO_Tabular) {}

  void ReportRuns(const std::vector<Run>& reports) override;

  [[nodiscard]] bool failed() const { return failed_; }

  /// Prints medians and ratios; those of rows of several threads are left to Google Benchmark.
  void print(std::ostream& out, std::string_view denominator);

 private:
  std::map<std::string, std::vector<double>> nanoseconds_;
  bool failed_ = false;
};

/// Runs what `add` registers: in turns, 15 times each, so that whatever else the machine does falls on all alike. What the command line says
/// wins.
///
/// Output: the exit code.
[[nodiscard]] int run_in_turns(int argc, char** argv, std::string_view denominator, void (*add)());

}  // namespace oauthspec::bench
