// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "bench/command/measure.h"
#include "bench/command/set.h"

namespace oauthspec::cli {
class Options;
}  // namespace oauthspec::cli

namespace oauthspec::bench {

/// Adds the options --tree and --bin, which every command has.
void add_places(cli::Options& options, std::string& tree, std::string& bin);

/// Where a command works, and the sets that it finds there.
struct Workplace {
  Places places;
  std::vector<Set> sets;
};

/// Input:  empty texts stand for the project that this program stands in, and the program's own folder.
/// Errors: no tree, no sets in it, a set that is none; for people.
[[nodiscard]] std::expected<Workplace, std::string> open_workplace(const std::string& tree,
                                                                   const std::string& bin);

}  // namespace oauthspec::bench
