// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fuzz/driver/workplace.h"
#include "harness/cli/console.h"

namespace oauthspec::fuzz::driver {

/// oauthspec fuzz seeds
struct SeedsArguments {
  PlaceOptions places;
  std::string folder;
  std::vector<std::string> targets;
};

void add_seeds(cli::Options& options, SeedsArguments& arguments);
[[nodiscard]] int run_seeds(const SeedsArguments& arguments, const cli::Console& console);

}  // namespace oauthspec::fuzz::driver
