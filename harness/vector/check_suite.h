// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "harness/vector/file.h"
#include "harness/vector/load.h"

namespace oauthspec::vector {

/// Checks what a schema cannot say of a suite: names that must be known elsewhere, and controls.
///
/// Input:  `file` as suite.schema.json has it, `suite` read from it; `library` with all but its suites.
/// Output: nothing where all is well, else the first problem.
[[nodiscard]] std::optional<Problem> check_suite(const JsonFile& file, const Suite& suite,
                                                 const Library& library);

}  // namespace oauthspec::vector
