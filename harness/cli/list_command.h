// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/cli/catalogue_arguments.h"
#include "harness/cli/console.h"
#include "harness/vector/load.h"

namespace oauthspec::cli {

/// Lists tests, suites or ops, one a line.
[[nodiscard]] int run_list(const ListArguments& arguments, const vector::Library& library,
                           const Console& console);

}  // namespace oauthspec::cli
