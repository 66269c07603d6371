// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/checks/run.h"
#include "harness/result/result.h"
#include "harness/vector/suite.h"

namespace oauthspec::cli {

/// A check that was not run yet, as a result.
[[nodiscard]] result::Result unrun(const vector::Suite& suite, const vector::Test& test);

/// What became of a check, as a result: a MUST that is not met fails, what is less binding warns; what got no answer is a timeout or
/// an error. Bodies are cut at 16 KiB.
///
/// Input: `result` as unrun() gives it.
void fill(result::Result& result, const vector::Test& test, const checks::CheckResult& found);

}  // namespace oauthspec::cli
