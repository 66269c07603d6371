// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/cli/console.h"

namespace oauthspec::cli {
class Options;
}  // namespace oauthspec::cli

namespace oauthspec::fuzz::driver {

/// oauthspec fuzz adapter
struct AdapterArguments {
  std::string adapter;
  std::vector<std::string> ops;
  std::int64_t seconds = 60;
  std::uint64_t inputs = 0;  ///< 0: as many as there is time for.
  unsigned seed = 1;
  std::int64_t patience = 10;
  std::string out;
  std::string vectors;
};

void add_adapter(cli::Options& options, AdapterArguments& arguments);

/// Puts changed vectors to somebody's library, and to the reference. Exit code 1 where they differ.
[[nodiscard]] int run_adapter(const AdapterArguments& arguments, const cli::Console& console);

}  // namespace oauthspec::fuzz::driver
