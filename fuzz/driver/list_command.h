// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fuzz/driver/workplace.h"
#include "harness/cli/console.h"

namespace oauthspec::fuzz::driver {

/// oauthspec fuzz list
struct ListArguments {
  PlaceOptions places;
  bool json = false;
};

void add_list(cli::Options& options, ListArguments& arguments);
[[nodiscard]] int run_list(const ListArguments& arguments, const cli::Console& console);

}  // namespace oauthspec::fuzz::driver
