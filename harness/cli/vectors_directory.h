// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <filesystem>
#include <string>

namespace oauthspec::cli {

/// The folder of the vectors.
///
/// Input:  `option` is --vectors, or empty; `environment` is OAUTHSPEC_VECTORS, or null; `program` is this program's file.
/// Output: the first of option and environment that is given; else the folder vectors/ of find_tree().
/// Errors: a sentence, where that is no folder of vectors or there is none.
[[nodiscard]] std::expected<std::filesystem::path, std::string> find_vectors(
    const std::string& option, const char* environment, const std::filesystem::path& program);

}  // namespace oauthspec::cli
