// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "harness/cli/report_files.h"

namespace oauthspec::cli {

/// oauthspec report
struct ReportArguments {
  std::vector<std::string> results;  ///< Results files.
  std::string format;                ///< Empty: terminal, unless there are `reports`.
  std::string output;                ///< Where `format` goes; empty: stdout.
  std::vector<ReportRequest> reports;
  std::string vectors;
  std::string colour = "auto";
};

/// oauthspec diff
struct DiffArguments {
  std::string before;
  std::string after;
  std::string format = "text";
  std::string vectors;
};

/// Each adds its options to `options`; parsing fills `arguments`.
void add_report(Options& options, ReportArguments& arguments);
void add_diff(Options& options, DiffArguments& arguments);

}  // namespace oauthspec::cli
