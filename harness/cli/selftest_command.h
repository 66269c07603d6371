// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/cli/console.h"
#include "harness/cli/selftest_arguments.h"

namespace oauthspec::cli {

/// Runs the vectors over every planted defect.
[[nodiscard]] int run_selftest(const SelftestArguments& arguments, const Console& console);

}  // namespace oauthspec::cli
