// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/cli/console.h"
#include "harness/cli/report_files.h"
#include "harness/cli/results_record.h"
#include "harness/report/tally.h"
#include "harness/result/json_lines.h"
#include "harness/runner/schedule.h"
#include "harness/vector/load.h"

namespace oauthspec::cli {

/// The exit code of a run.
[[nodiscard]] int exit_code_of(const runner::ScheduleReport& report, bool any_unexpected);

/// What a run leaves behind.
struct RunFiles {
  std::string command;  ///< Who complains, "oauthspec vectors".
  std::string results;  ///< The name of the results file.
  ResultsRecord& record;
  ReportFiles& reports;
};

/// Writes the end of the results and all reports.
///
/// Output: the exit code of the end, or `usage` in place of success where something could not be written whole, which is said.
[[nodiscard]] int close_run(const RunFiles& files, const result::End& end,
                            const vector::Library& library, const Console& console);

/// The last line of a results file.
///
/// Input: `now` as Run::started.
[[nodiscard]] result::End end_of(const report::Tally& tally, const runner::ScheduleReport& report,
                                 int exit_code, std::string now);

}  // namespace oauthspec::cli
