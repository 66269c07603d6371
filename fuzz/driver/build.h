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

/// The same, of programs by what follows "fuzz_" in their names: "percent_planted", "baseline_percent_decode".
[[nodiscard]] std::expected<void, std::string> need_programs_named(
    const Workplace& workplace, const std::vector<std::string>& names, const cli::Console& console);

/// Runs CMake, or what else builds, in the project's source.
///
/// Errors: what cannot be done, with the last lines of what it said.
[[nodiscard]] std::expected<void, std::string> run_build_step(const std::vector<std::string>& words,
                                                              const std::filesystem::path& tree);

/// Errors: tools that building needs and that are not there, and how to get them.
[[nodiscard]] std::expected<void, std::string> need_build_tools(const Workplace& workplace);

}  // namespace oauthspec::fuzz::driver
