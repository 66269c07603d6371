// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fuzz/driver/workplace.h"
#include "harness/cli/console.h"

namespace oauthspec::fuzz::driver {

/// oauthspec fuzz merge
struct MergeArguments {
  PlaceOptions places;
  std::string target;
  std::vector<std::string> folders;
  bool repository =
      false;  ///< Into the corpus that the project keeps, not into the one that grows.
};

void add_merge(cli::Options& options, MergeArguments& arguments);
[[nodiscard]] int run_merge(const MergeArguments& arguments, const cli::Console& console);

}  // namespace oauthspec::fuzz::driver
