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
  bool list = false;
};

/// Adds its options to `app`; parsing fills `arguments`.
void add_selftest(CLI::App& app, SelftestArguments& arguments);

}  // namespace oauthspec::cli
