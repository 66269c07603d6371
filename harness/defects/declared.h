// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "harness/defects/defect.h"
#include "harness/vector/coverage.h"
#include "harness/vector/load.h"

namespace oauthspec::defects {

/// The requirements that defects are blamed on, without putting the tests to them.
///
/// What a defect declares is taken at its word where a test of its op cites the requirement. That word is kept by
/// `oauthspec selftest`, which every build runs as a test: it fails unless each defect is caught, by a test that cites the
/// requirement that the defect declares. So where it passes, this is what the trials would say; minutes are saved.
[[nodiscard]] std::vector<vector::Blame> declared_blames(const vector::Library& library,
                                                         std::span<const Defect> defects);

}  // namespace oauthspec::defects
