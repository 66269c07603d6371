// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/cli/console.h"
#include "harness/cli/report_arguments.h"

namespace oauthspec::cli {

/// Turns results files into a report.
[[nodiscard]] int run_report(const ReportArguments& arguments, const Console& console);

/// Says what differs between two results files.
[[nodiscard]] int run_diff(const DiffArguments& arguments, const Console& console);

}  // namespace oauthspec::cli
