// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/cli/console.h"

namespace oauthspec::cli {
class Options;
}  // namespace oauthspec::cli

namespace oauthspec::bench {

/// oauthspec bench list
struct ListArguments {
  std::string tree;  ///< Empty: the project that this program stands in.
  std::string bin;   ///< Empty: the folder of this program.
};
void add_list(cli::Options& options, ListArguments& arguments);

/// The sets, and what of each is built.
int run_list(const ListArguments& arguments, const cli::Console& console);

}  // namespace oauthspec::bench
