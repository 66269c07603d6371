// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/cli/console.h"
#include "mock_provider/shell/arguments.h"

namespace oauthspec::provider {

/// Puts the server checks to providers with one planted defect each, and to one without any, all in this process.
///
/// Output: the exit code. The file of --json has
///         {"defects": [{"name", "requirement", "description", "citing", "caught_by": [id of a check]}],
///          "correct": [{"profile", "checks", "reported": [{"check", "verdict", "message"}]}]}
[[nodiscard]] int selftest(const SelftestArguments& arguments, const cli::Console& console);

}  // namespace oauthspec::provider
