// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fuzz/driver/workplace.h"
#include "harness/cli/console.h"

namespace oauthspec::fuzz::driver {

/// Builds the targets' programs with the preset "fuzz".
///
/// Errors: what is missing and how to get it; or the last lines of what the build said.
[[nodiscard]] std::expected<void, std::string> build_targets(const Workplace& workplace,
                                                             const std::vector<Target>& targets,
                                                             const cli::Console& console);

/// Builds those whose program is missing, and says so.
///
/// Errors: as build_targets(); a program that is missing in a folder that the user named.
[[nodiscard]] std::expected<void, std::string> need_programs(const Workplace& workplace,
                                                             const std::vector<Target>& targets,
                                                             const cli::Console& console);

}  // namespace oauthspec::fuzz::driver
