// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fuzz/driver/workplace.h"
#include "harness/cli/console.h"

namespace oauthspec::fuzz::driver {

/// oauthspec fuzz run
struct RunArguments {
  PlaceOptions places;
  std::string target;
  unsigned seconds = 60;
  std::uint64_t seed = 0;
  std::string engine = "libfuzzer";
  std::vector<std::string> more;  ///< For the engine, as they are.
};

void add_run(cli::Options& options, RunArguments& arguments);
[[nodiscard]] int run_run(const RunArguments& arguments, const cli::Console& console);

}  // namespace oauthspec::fuzz::driver
