// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

/// What of the reference's source the corpora reach, by what llvm-cov exports.
namespace oauthspec::fuzz::driver {

/// One source file.
struct FileCoverage {
  std::string file;  ///< In the tree: "harness/reference/codec/uri.cpp".
  std::size_t lines = 0;
  std::size_t covered = 0;
  std::vector<std::string>
      uncovered;  ///< Functions that nothing called, "line name", by their lines.
};

/// Reads what llvm-cov exports as lcov. Of functions that begin in the same line, instances of a template, one that was called is enough.
///
/// Input:  files outside of `tree` are passed over.
/// Errors: no file of the tree in it.
[[nodiscard]] std::expected<std::vector<FileCoverage>, std::string> read_lcov(
    std::string_view lcov, const std::string& tree);

/// Whether a file of the tree is one of those that the targets have to reach: those of the reference, but for what no input leads to:
/// making of keys, the system's clock and random numbers, the example.
[[nodiscard]] bool is_parser_file(std::string_view file);

/// Of the parsers' files, in per cent of their lines; 0 where they have none.
[[nodiscard]] double percent_covered(const std::vector<FileCoverage>& files);

/// A Markdown table of the files, with the total of the parsers' in its last row; and the functions that nothing called.
[[nodiscard]] std::string coverage_table(const std::vector<FileCoverage>& files);

}  // namespace oauthspec::fuzz::driver
