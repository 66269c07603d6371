// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/cli/console.h"
#include "harness/cli/report_arguments.h"
#include "harness/vector/load.h"

namespace oauthspec::cli {

/// Turns results files into reports.
///
/// Input: `colour` is whether what is printed may have any.
[[nodiscard]] int run_report(const ReportArguments& arguments, const vector::Library& library,
                             bool colour, const Console& console);

/// Says what differs between two results files.
[[nodiscard]] int run_diff(const DiffArguments& arguments, const vector::Library& library,
                           const Console& console);

}  // namespace oauthspec::cli
