// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "harness/checks/check.h"
#include "harness/vector/load.h"

namespace oauthspec::cli {

/// "server/code-grant/a-code-is-used-once"
[[nodiscard]] std::string test_name(const checks::Check& check);

/// The check of a test's name; null where there is none.
[[nodiscard]] const checks::Check* check_of(const std::string& test);

/// The checks as suites of tests, a suite a topic, in the order of their names; so that what selects, expects and reports tests
/// does it for checks, too.
///
/// Input: the catalogue tells what statements were seen in a published text.
[[nodiscard]] std::vector<vector::Suite> check_suites(const vector::Catalogue& catalogue);

/// The pattern as it fits names of checks: "code-grant" means "server/code-grant".
[[nodiscard]] std::string check_pattern(const std::string& pattern);

}  // namespace oauthspec::cli
