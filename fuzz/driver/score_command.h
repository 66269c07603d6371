// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fuzz/driver/workplace.h"
#include "harness/cli/console.h"

namespace oauthspec::fuzz::driver {

/// oauthspec fuzz score
struct ScoreArguments {
  PlaceOptions places;
  std::vector<std::string> targets;
  std::uint64_t seeds = 5;
  unsigned limit = 300;
  unsigned cores = 0;  ///< 0: as many as the machine has.
  std::string file;    ///< Empty: fuzz/score.json of the tree.
};

void add_score(cli::Options& options, ScoreArguments& arguments);
[[nodiscard]] int run_score(const ScoreArguments& arguments, const cli::Console& console);

}  // namespace oauthspec::fuzz::driver
