// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fuzz/driver/workplace.h"
#include "harness/cli/console.h"

namespace oauthspec::fuzz::driver {

/// oauthspec fuzz coverage
struct CoverageArguments {
  PlaceOptions places;
  std::vector<std::string> targets;
  std::string html;  ///< A folder; empty: no pages.
  std::string lcov;  ///< A file; empty: none.
  double floor = 95;
};

void add_coverage(cli::Options& options, CoverageArguments& arguments);
[[nodiscard]] int run_coverage(const CoverageArguments& arguments, const cli::Console& console);

}  // namespace oauthspec::fuzz::driver
