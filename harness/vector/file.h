// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/vector/problem.h"

namespace oauthspec::vector {

/// A JSON file with its text, which tells on what line a value stands.
struct JsonFile {
  std::string name;  ///< As it was opened.
  std::string text;
  nlohmann::json value;
};

/// Reads a file whole.
///
/// Errors: a file that is missing or cannot be read.
[[nodiscard]] std::expected<std::string, Problem> read_text(const std::filesystem::path& file);

/// Reads a JSON file.
///
/// Errors: those of read_text(); no JSON, a member that stands twice, nesting beyond 64 levels.
[[nodiscard]] std::expected<JsonFile, Problem> read_json(const std::filesystem::path& file);

/// Reads JSON that is in memory; `name` stands in for its file's.
///
/// Errors: as read_json(), but for those of files.
[[nodiscard]] std::expected<JsonFile, Problem> parse_json(std::string name, std::string text);

/// The line, from 1, on which each value of a valid JSON text begins, by JSON pointer. Values nested in
/// more than `depth` arrays and objects are left out.
[[nodiscard]] std::map<std::string, std::size_t, std::less<>> lines_of_values(std::string_view text,
                                                                              std::size_t depth);

/// A problem at one value of `file`; the line is that of the value, or of the nearest one around it.
[[nodiscard]] Problem problem_at(const JsonFile& file, std::string pointer, std::string reason);

}  // namespace oauthspec::vector
