// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/report/tally.h"
#include "harness/result/json_lines.h"
#include "harness/runner/schedule.h"

namespace oauthspec::cli {

/// The exit code of a run.
[[nodiscard]] int exit_code_of(const runner::ScheduleReport& report, bool any_unexpected);

/// The last line of a results file.
///
/// Input: `now` as Run::started.
[[nodiscard]] result::End end_of(const report::Tally& tally, const runner::ScheduleReport& report,
                                 int exit_code, std::string now);

}  // namespace oauthspec::cli
