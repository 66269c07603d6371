// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bench/command/measure.h"
#include "harness/cli/console.h"

namespace oauthspec::cli {
class Options;
}  // namespace oauthspec::cli

namespace oauthspec::bench {

/// oauthspec bench run
struct RunArguments {
  std::string tree;  ///< Empty: the project that this program stands in.
  std::string bin;   ///< Empty: the folder of this program.
  std::vector<std::string> sets;
  unsigned repetitions = 7;
  double seconds = 0.2;
  Selection selection;
  bool compare = false;
  std::optional<std::string> json;
  std::optional<std::string> markdown;
  std::optional<std::string> svg;
};
void add_run(cli::Options& options, RunArguments& arguments);

/// Measures sets, and writes what was asked for.
int run_run(const RunArguments& arguments, const cli::Console& console);

/// The file for the chart of one set: `file` where it is the only one, else with the set's name before its extension.
[[nodiscard]] std::filesystem::path chart_file(const std::filesystem::path& file,
                                               const std::string& set, bool only);

}  // namespace oauthspec::bench
