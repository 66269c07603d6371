// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "harness/checks/check.h"
#include "harness/cli/catalogue_arguments.h"
#include "harness/cli/console.h"
#include "harness/defects/defect.h"
#include "harness/vector/load.h"

namespace oauthspec::cli {

/// Shows what of the catalogue the vectors cover, lists what they do not, writes both to files, and holds it to minima.
///
/// Input: the planted defects, whose declared requirements count as covered where a test of their op cites them:
///        defects/declared.h says why. The checks of servers are shown beside, and cover nothing.
[[nodiscard]] int run_requirements(const RequirementsArguments& arguments,
                                   const vector::Library& library,
                                   std::span<const defects::Defect> planted,
                                   std::span<const checks::Topic> checks, const Console& console);

}  // namespace oauthspec::cli
