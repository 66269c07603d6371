// SPDX-License-Identifier: Apache-2.0
#include "bench/median_reporter.h"

#include <algorithm>
#include <cstddef>
#include <iostream>

namespace oauthspec::bench {
namespace {

double median(std::vector<double>& times) {
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::ranges::nth_element(times, middle);
  return *middle;
}

}  // namespace

void MedianReporter::ReportRuns(const std::vector<Run>& reports) {
  for (const Run& run : reports) {
    if (run.run_type == Run::RT_Iteration && !run.error_occurred && run.threads == 1) {
      std::string name = run.run_name.function_name;
      if (!run.run_name.args.empty()) name.append("/").append(run.run_name.args);
      nanoseconds_[name].push_back(run.GetAdjustedCPUTime());
    }
    failed_ = failed_ || run.error_occurred;
  }
  ConsoleReporter::ReportRuns(reports);
}

void MedianReporter::print(std::ostream& out, std::string_view denominator) {
  const auto one = nanoseconds_.find(std::string(denominator));
  if (one == nanoseconds_.end()) return;
  const double bare = median(one->second);
  out << "\nmedian processor time, and how many times that of " << denominator << ":\n";
  for (auto& [name, times] : nanoseconds_) {
    out << "  " << name << ": " << median(times) << " ns";
    if (name != denominator) out << ", " << median(times) / bare << " times";
    out << '\n';
  }
}

int run_in_turns(int argc, char** argv, std::string_view denominator, void (*add)()) {
  std::vector<std::string> words{argv[0], "--benchmark_enable_random_interleaving=true",
                                 "--benchmark_repetitions=15", "--benchmark_min_time=0.1",
                                 "--benchmark_report_aggregates_only=false"};
  words.insert(words.end(), argv + 1, argv + argc);
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  auto count = static_cast<int>(pointers.size());
  benchmark::Initialize(&count, pointers.data());
  if (benchmark::ReportUnrecognizedArguments(count, pointers.data())) return 2;
  add();
  MedianReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  reporter.print(std::cout, denominator);
  return reporter.failed() ? 1 : 0;
}

}  // namespace oauthspec::bench
