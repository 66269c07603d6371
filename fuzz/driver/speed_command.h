// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fuzz/driver/workplace.h"
#include "harness/cli/console.h"

namespace oauthspec::fuzz::driver {

/// oauthspec fuzz speed
struct SpeedArguments {
  PlaceOptions places;
  std::vector<std::string> targets;
  unsigned rounds = 3;
  double seconds = 3;
};

void add_speed(cli::Options& options, SpeedArguments& arguments);
[[nodiscard]] int run_speed(const SpeedArguments& arguments, const cli::Console& console);

}  // namespace oauthspec::fuzz::driver
