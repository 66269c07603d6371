// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fuzz/driver/workplace.h"
#include "harness/cli/console.h"

namespace oauthspec::fuzz::driver {

/// oauthspec fuzz triage
struct TriageArguments {
  PlaceOptions places;
  std::string file;
  std::string target;  ///< Empty: told by the folder that the file is in.
  unsigned runs = 5;
  unsigned seconds = 30;  ///< For making it smaller.
  bool add = false;
  std::string report;  ///< Empty: in the folder of work.
};

void add_triage(cli::Options& options, TriageArguments& arguments);
[[nodiscard]] int run_triage(const TriageArguments& arguments, const cli::Console& console);

}  // namespace oauthspec::fuzz::driver
