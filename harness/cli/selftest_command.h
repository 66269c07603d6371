// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

#include "harness/cli/console.h"
#include "harness/cli/selftest_arguments.h"
#include "harness/vector/load.h"

namespace oauthspec::cli {

/// oauthspec selftest: puts the vectors to every planted defect, and to implementations without one; and lets the sibling put the server
/// checks to its own.
///
/// Input:  `provider` is the program oauthspec-provider; nothing where there is none, which is said.
[[nodiscard]] int run_selftest(const SelftestArguments& arguments, const vector::Library& library,
                               const std::optional<std::filesystem::path>& provider,
                               const Console& console);

}  // namespace oauthspec::cli
