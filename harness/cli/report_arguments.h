// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}  // namespace CLI

namespace oauthspec::cli {

/// oauthspec report
struct ReportArguments {
  std::vector<std::string> results;  ///< Results files.
};

/// oauthspec diff
struct DiffArguments {
  std::string before;
  std::string after;
};

/// Each adds its options to `app`; parsing fills `arguments`.
void add_report(CLI::App& app, ReportArguments& arguments);
void add_diff(CLI::App& app, DiffArguments& arguments);

}  // namespace oauthspec::cli
