// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace oauthspec::cli {

class Options;

/// oauthspec adapter
struct AdapterArguments {
  std::string defect;   ///< The name of a planted defect; empty for the reference.
  std::string backend;  ///< Of the reference; empty: openssl.
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

/// Each adds its options to `options`; parsing fills `arguments`.
void add_adapter(Options& options, AdapterArguments& arguments);
void add_adapters(Options& options, AdaptersArguments& arguments);
void add_selfcheck(Options& options, SelfcheckArguments& arguments);

}  // namespace oauthspec::cli
