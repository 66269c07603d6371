// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <string>
#include <vector>

namespace oauthspec::fuzz::driver {

/// A fuzz target, as fuzz/targets/<name>.json describes it.
struct Target {
  std::string name;
  std::string title;
  std::string spec;
  std::string kind;  ///< codec, parser or sequence
  std::size_t max_length = 0;
  std::string dictionary;  ///< fuzz/dictionaries/<dictionary>.dict
  std::string mutator;     ///< octets, or the structure-aware one that it is linked with.
};

/// Reads a description.
///
/// Errors: no JSON, or a member that is missing or of another type, in a line for people.
[[nodiscard]] std::expected<Target, std::string> read_target(const std::string& name,
                                                             const std::string& text);

/// Reads every *.json of a folder, in the order of their names.
///
/// Errors: as read_target(), with the file's name; no such folder; no target in it.
[[nodiscard]] std::expected<std::vector<Target>, std::string> read_targets(
    const std::filesystem::path& folder);

/// The targets of these names; all of them where no name is given.
///
/// Errors: a name that no target has, with all that there are.
[[nodiscard]] std::expected<std::vector<Target>, std::string> named_targets(
    const std::vector<Target>& all, const std::vector<std::string>& names);

}  // namespace oauthspec::fuzz::driver
