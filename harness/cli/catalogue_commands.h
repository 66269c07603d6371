// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/cli/arguments.h"
#include "harness/cli/console.h"
#include "harness/vector/load.h"

namespace oauthspec::cli {

/// Lists tests, suites or ops, one a line.
[[nodiscard]] int run_list(const ListArguments& arguments, const vector::Library& library,
                           const Console& console);

/// Shows what of the catalogue the vectors cite, one requirement a line, then the share of each document.
[[nodiscard]] int run_requirements(const RequirementsArguments& arguments,
                                   const vector::Library& library, const Console& console);

}  // namespace oauthspec::cli
