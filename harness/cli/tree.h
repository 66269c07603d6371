// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

namespace oauthspec::cli {

/// Where this program's file is.
[[nodiscard]] std::filesystem::path executable();

/// The folder that the project's files are in, as seen from `program`, this program's file.
///
/// Input:  `file` is one of them, by its path inside the project: "harness/adapters/adapters.json".
/// Output: ../share/oauthspec beside the program, else the program's folder or the nearest one above it, whichever has `file`.
[[nodiscard]] std::optional<std::filesystem::path> find_tree(const std::filesystem::path& program,
                                                             const std::filesystem::path& file);

}  // namespace oauthspec::cli
