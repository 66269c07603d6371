// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/cli/console.h"
#include "harness/cli/vectors_arguments.h"
#include "harness/cli/vectors_plan.h"
#include "harness/vector/load.h"

namespace oauthspec::cli {

/// oauthspec vectors: runs, judges, shows and records.
[[nodiscard]] int run_vectors(const VectorsArguments& arguments, const vector::Library& library,
                              const VectorsSurroundings& surroundings, const Console& console);

}  // namespace oauthspec::cli
