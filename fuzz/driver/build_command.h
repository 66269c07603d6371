// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fuzz/driver/workplace.h"
#include "harness/cli/console.h"

namespace oauthspec::fuzz::driver {

/// oauthspec fuzz build
struct BuildArguments {
  PlaceOptions places;
  std::vector<std::string> targets;
};

void add_build(cli::Options& options, BuildArguments& arguments);
[[nodiscard]] int run_build(const BuildArguments& arguments, const cli::Console& console);

}  // namespace oauthspec::fuzz::driver
