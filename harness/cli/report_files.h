// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "harness/report/format.h"
#include "harness/report/report.h"

namespace oauthspec::cli {

class Options;

/// A report that was asked for: --junit FILE.
struct ReportRequest {
  std::string format;  ///< A name of report::formats().
  std::string file;
};

/// Adds an option for each format to `options`; parsing fills `requests`.
void add_report_options(Options& options, std::vector<ReportRequest>& requests);

/// The files that reports are written to.
class ReportFiles {
 public:
  /// Opens each file and empties it, so that no earlier report is taken for the one to come.
  ///
  /// Errors: a sentence about the first one that cannot be written.
  [[nodiscard]] static std::expected<ReportFiles, std::string> open(
      const std::vector<ReportRequest>& requests);

  /// Writes the report into each of them.
  ///
  /// Output: nothing, or a sentence about the first one that could not be written whole.
  [[nodiscard]] std::optional<std::string> write(const report::Report& report);

  [[nodiscard]] bool none() const { return files_.empty(); }

 private:
  struct File {
    std::string name;
    const report::Format* format;
    std::ofstream out;
  };
  std::vector<File> files_;
};

}  // namespace oauthspec::cli
