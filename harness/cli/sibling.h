// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "harness/cli/arguments.h"
#include "harness/cli/console.h"

namespace oauthspec::cli {

/// The program oauthspec-<name>: beside this one, else in `search`, folders separated by colons. Nothing where there is none, and for a
/// name that is more than letters, digits, "-" and "_".
[[nodiscard]] std::optional<std::filesystem::path> find_sibling(
    const std::string& name, const std::filesystem::path& program, const std::string& search);

/// Becomes the sibling. Returns only when there is none, with a hint and an exit code.
[[nodiscard]] int run_sibling(const SiblingArguments& arguments, const Console& console);

}  // namespace oauthspec::cli
