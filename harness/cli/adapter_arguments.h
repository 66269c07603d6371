// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}  // namespace CLI

namespace oauthspec::cli {

/// oauthspec adapter
struct AdapterArguments {
  std::string defect;  ///< The name of a planted defect; empty for the reference.
};

/// oauthspec adapters
struct AdaptersArguments {
  std::vector<std::string> names;  ///< Empty: all of them.
  std::string tree;                ///< The root of the project; empty: where this program is.
};

/// oauthspec selfcheck
struct SelfcheckArguments {
  std::string adapter;
  double timeout_seconds = 10;
  std::string vectors;
  std::string colour = "auto";
  bool verbose = false;
};

/// Each adds its options to `app`; parsing fills `arguments`.
void add_adapter(CLI::App& app, AdapterArguments& arguments);
void add_adapters(CLI::App& app, AdaptersArguments& arguments);
void add_selfcheck(CLI::App& app, SelfcheckArguments& arguments);

}  // namespace oauthspec::cli
