// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "fuzz/driver/workplace.h"
#include "harness/cli/console.h"

namespace oauthspec::fuzz::driver {

/// oauthspec fuzz overnight
struct OvernightArguments {
  PlaceOptions places;
  std::vector<std::string> targets;
  double hours = 0;
  double minutes = 0;
  std::string engine;  ///< Empty: libfuzzer, or as before.
  unsigned cores = 0;  ///< 0: as many as the machine has, or as before.
  unsigned slice = 0;  ///< Seconds; 0: a minute, or as before.
  std::uint64_t seed = 0;
  bool resume = false;
  std::string json;  ///< Empty: night-summary.json in the folder of work.
  std::string html;  ///< Empty: night-summary.html there.
};

void add_overnight(cli::Options& options, OvernightArguments& arguments);
[[nodiscard]] int run_overnight(const OvernightArguments& arguments, const cli::Console& console);

}  // namespace oauthspec::fuzz::driver
