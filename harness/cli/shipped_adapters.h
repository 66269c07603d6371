// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/vector/problem.h"

namespace oauthspec::cli {

/// One entry of harness/adapters/adapters.json.
struct ShippedAdapter {
  std::string name;
  std::string language;
  std::string library;
  std::vector<std::string> protocols;
  std::string command;                ///< For /bin/sh, from the root of the project.
  std::vector<std::string> packages;  ///< Debian's, that it needs.
  std::string npm_folder;  ///< The folder of its package-lock.json; empty where it needs none.
};

/// Reads adapters.json.
///
/// Errors: a file that is missing, no JSON, or not as adapters.schema.json beside it has it; a name that stands twice.
[[nodiscard]] std::expected<std::vector<ShippedAdapter>, vector::Problem> load_shipped_adapters(
    const std::filesystem::path& file);

/// The names of the packages that are installed, from the text of dpkg's status file.
[[nodiscard]] std::set<std::string, std::less<>> installed_packages(std::string_view status);

/// What a machine has.
struct Machine {
  std::filesystem::path tree;                                  ///< The root of the project.
  std::optional<std::set<std::string, std::less<>>> packages;  ///< Nothing: it has no dpkg.
  std::string path;                                            ///< $PATH
};

/// What is not there of all that an adapter needs: packages, npm packages, its program, the files that its command names.
[[nodiscard]] std::vector<std::string> missing(const ShippedAdapter& adapter,
                                               const Machine& machine);

}  // namespace oauthspec::cli
