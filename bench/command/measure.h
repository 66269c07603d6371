// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "bench/command/program.h"
#include "bench/command/results.h"
#include "bench/command/set.h"

namespace oauthspec::bench {

/// Where everything is.
struct Places {
  std::filesystem::path tree;      ///< The project's source, for the loops of bench/peers/.
  std::filesystem::path binaries;  ///< The programs of bench/.
};

/// Which rows of a set are measured. Those that they are compared with always are, too.
struct Selection {
  std::optional<std::string> filter = {};   ///< A regular expression that is found in their names.
  std::optional<std::string> backend = {};  ///< A part of their names, between slashes or commas.
};

/// One row that can be measured.
struct Measurable {
  std::string row;
  std::function<std::expected<std::vector<Sample>, std::string>(const Effort&)> measure;
};

/// What a set comes to on this machine.
struct Plan {
  std::vector<Measurable> rows = {};
  std::map<std::string, About> about = {};
  std::vector<LeftOut> left_out = {};
};

/// Which of the rows are measured.
[[nodiscard]] std::vector<std::string> select(const Set& set, const std::vector<std::string>& rows,
                                              const Selection& selection);

/// Finds out what of a set is here, and starts the loops.
///
/// Errors: a program that is here and does not run, for people.
[[nodiscard]] std::expected<Plan, std::string> plan(const Set& set, const Places& places,
                                                    const Selection& selection);

/// Is told of each step, before it is taken: round and number of rounds, and the row.
using Progress = std::function<void(unsigned, unsigned, const std::string&)>;

/// Measures: with `interleaved` one short run of each row after the other, in as many rounds as there are repetitions, so that whatever
/// else the machine does falls on all alike; without, all repetitions of one row before the next.
///
/// Output: nothing where it was interrupted.
/// Errors: a row that failed, for people.
[[nodiscard]] std::expected<std::optional<std::vector<Sample>>, std::string> measure(
    const Plan& plan, const Effort& effort, bool interleaved, const Progress& progress,
    const std::stop_token& stop);

}  // namespace oauthspec::bench
