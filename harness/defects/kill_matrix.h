// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <nlohmann/json.hpp>

#include "harness/defects/selftest.h"

namespace oauthspec::defects {

/// Which test catches which defect, for programs.
///
/// Output: {"defects": [{"name", "op", "requirement", "title", "as_planned", "caught": [{"test", "status", "cites"}]}],
///         "refusals": [{"suite", "requirement", "tests", "caught": [name of a defect]}],
///         "flags": [{"suite", "flag", "tests", "caught": [name of a defect]}],
///         "requirements": {id: {"covered", "expected", "blamed": [name of a defect], "refused_and_accepted"}}}
[[nodiscard]] nlohmann::json kill_matrix(const vector::Library& library,
                                         const std::vector<Trial>& trials);

}  // namespace oauthspec::defects
