// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}  // namespace CLI

namespace oauthspec::cli {

/// oauthspec selftest
struct SelftestArguments {
  std::vector<std::string> patterns;
  bool list = false;
  bool verbose = false;
  std::string json;  ///< The file for the kill matrix; empty for none.
  std::string vectors;
};

/// Adds its options to `app`; parsing fills `arguments`.
void add_selftest(CLI::App& app, SelftestArguments& arguments);

}  // namespace oauthspec::cli
