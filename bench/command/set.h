// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace oauthspec::bench {

/// How the figures of a set are drawn.
enum class Chart {
  bars,              ///< Times, on an axis that begins at nothing.
  logarithmic_bars,  ///< Times that lie far apart.
  lines,  ///< How times grow: both axes logarithmic; the last part of a row's name is the length.
};

/// Rows of one Google Benchmark program.
struct ProgramRows {
  std::string program;  ///< As "bench_percent": the file's name beside this command.
  std::string filter;   ///< A regular expression that a row's name has to fit.
  std::string prefix =
      {};  ///< Set before each row's name, to tell whose it is where others are beside it.
};

/// What each row is compared with: the row whose name `name` makes out of its own.
struct Denominator {
  std::string
      rows;  ///< A regular expression; a row that it does not fit has nothing to be compared with.
  std::string
      name;  ///< The other row's name, where $1 stands for what the first brackets of `rows` took.
};

/// A named set of measurements: bench/sets/<name>.json.
struct Set {
  std::string name = {};
  std::string title = {};
  std::vector<ProgramRows> programs = {};
  bool peers = false;  ///< Whether the loops of bench/peers/ belong to it.
  std::vector<Denominator> denominators =
      {};  ///< The first whose expression a row fits is its own.
  Chart chart = Chart::bars;
};

/// Reads the description of a set.
///
/// Errors: no JSON, a member that is missing or unknown, a regular expression that is none; for people.
[[nodiscard]] std::expected<Set, std::string> read_set(const std::string& name,
                                                       const std::string& text);

/// Reads all sets of a folder, by name.
///
/// Errors: those of read_set() with the file's name before them, a folder without sets.
[[nodiscard]] std::expected<std::vector<Set>, std::string> read_sets(
    const std::filesystem::path& folder);

/// The row that `row` is compared with; nothing where there is none.
[[nodiscard]] std::optional<std::string> denominator_of(const Set& set, const std::string& row);

}  // namespace oauthspec::bench
