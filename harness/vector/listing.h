// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <filesystem>
#include <string_view>
#include <vector>

#include "harness/vector/problem.h"

namespace oauthspec::vector {

/// The files of a folder whose names end in `suffix`, sorted. Folders inside it are not looked into.
///
/// Errors: a folder that is missing or cannot be read.
[[nodiscard]] std::expected<std::vector<std::filesystem::path>, Problem> files_in(
    const std::filesystem::path& directory, std::string_view suffix);

}  // namespace oauthspec::vector
