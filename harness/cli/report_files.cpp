// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/report_files.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "harness/cli/command_line/options.h"

namespace oauthspec::cli {

void add_report_options(Options& options, std::vector<ReportRequest>& requests) {
  for (const report::Format& format : report::formats()) {
    const std::string name(format.name);
    options
        .add(
            "--" + name,
            [&requests, name](const std::string& file) { requests.push_back({name, file}); },
            fmt::format("Write a report to this file: {}", format.about))
        .type_name("FILE")
        .group("Reports");
  }
}

std::expected<ReportFiles, std::string> ReportFiles::open(
    const std::vector<ReportRequest>& requests) {
  ReportFiles files;
  for (const ReportRequest& request : requests) {
    std::ofstream out(request.file, std::ios::binary | std::ios::trunc);
    if (!out) {
      return std::unexpected(
          fmt::format("{}: {}", request.file, std::generic_category().message(errno)));
    }
    files.files_.push_back({request.file, report::format_named(request.format), std::move(out)});
  }
  return files;
}

std::optional<std::string> ReportFiles::write(const report::Report& report) {
  for (File& file : files_) {
    file.out << file.format->write(report) << std::flush;
    if (!file.out) {
      return file.name + " could not be written whole";
    }
  }
  return std::nullopt;
}

}  // namespace oauthspec::cli
