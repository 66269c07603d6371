// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/run_end.h"

#include <utility>

#include "harness/cli/console.h"

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
