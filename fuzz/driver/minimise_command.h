// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fuzz/driver/workplace.h"
#include "harness/cli/console.h"

namespace oauthspec::fuzz::driver {

/// oauthspec fuzz minimise
struct MinimiseArguments {
  PlaceOptions places;
  std::string target;
  bool repository = false;  ///< The corpus that the project keeps, not the one that grows.
};

void add_minimise(cli::Options& options, MinimiseArguments& arguments);
[[nodiscard]] int run_minimise(const MinimiseArguments& arguments, const cli::Console& console);

}  // namespace oauthspec::fuzz::driver
