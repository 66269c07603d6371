// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/cli/console.h"
#include "harness/cli/selftest_arguments.h"
#include "harness/vector/load.h"

namespace oauthspec::cli {

/// oauthspec selftest: puts the vectors to every planted defect, and to implementations without one.
[[nodiscard]] int run_selftest(const SelftestArguments& arguments, const vector::Library& library,
                               const Console& console);

}  // namespace oauthspec::cli
