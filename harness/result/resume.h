// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <vector>

#include "harness/result/json_lines.h"

namespace oauthspec::result {

/// A run that ended early, as its results file has it.
struct Begun {
  Run run;
  std::vector<Result> finished;  ///< What became of each test that was run.
  std::uintmax_t octets = 0;  ///< How much of the file that is; what follows is to be written anew.
};

/// Reads a results file as far as it holds finished results: up to its end, to a result that says `not_run`, or to a
/// line that was cut short.
///
/// Output: nothing where the file is not there, or holds no finished result.
/// Errors: a file that cannot be read, or is no results file; a line in the wrong place; a test that stands twice.
[[nodiscard]] std::expected<std::optional<Begun>, ReadProblem> read_begun(
    const std::filesystem::path& file);

}  // namespace oauthspec::result
