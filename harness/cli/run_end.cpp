// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/run_end.h"

#include <utility>

#include <fmt/format.h>

#include "harness/report/report.h"

namespace oauthspec::cli {

int exit_code_of(const runner::ScheduleReport& report, bool any_unexpected) {
  if (report.interrupted) {
    return interrupted;
  }
  if (report.start_problem || report.given_up) {
    return unusable;
  }
  return any_unexpected || !report.troubles.empty() ? unexpected_result : as_expected;
}

int close_run(const RunFiles& files, const result::End& end, const vector::Library& library,
              const Console& console) {
  int exit_code = end.exit_code;
  const auto complain = [&](const std::string& problem) {
    console.err << fmt::format("{}: {}\n", files.command, problem);
    exit_code = exit_code == as_expected ? usage : exit_code;
  };
  files.record.write(end);
  if (!files.record.error().empty()) {
    complain(fmt::format("{} could not be written whole: {}", files.results, files.record.error()));
  }
  if (files.reports.none()) return exit_code;
  const auto problem = files.reports.write(report::assemble({files.record.take()}, library));
  if (problem) complain(*problem);
  return exit_code;
}

result::End end_of(const report::Tally& tally, const runner::ScheduleReport& report, int exit_code,
                   std::string now) {
  result::End end;
  for (const auto& [suite, counts] : tally.suites()) {
    for (const auto& [status, count] : counts) {
      end.counts[std::string(result::name(status))] += count;
    }
  }
  end.exit_code = exit_code;
  end.note = report.interrupted ? "interrupted" : report.given_up.value_or("");
  end.ended = std::move(now);
  return end;
}

}  // namespace oauthspec::cli
