// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace oauthspec::cli {

class Options;

/// oauthspec selftest
struct SelftestArguments {
  std::vector<std::string> patterns;
  bool list = false;
  bool verbose = false;
  std::string json;  ///< The file for the kill matrix; empty for none.
  std::string vectors;
};

/// Adds its options to `options`; parsing fills `arguments`.
void add_selftest(Options& options, SelftestArguments& arguments);

}  // namespace oauthspec::cli
