// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/report_command.h"

#include <algorithm>
#include <expected>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "harness/report/diff_text.h"
#include "harness/report/text.h"
#include "harness/result/json_lines.h"

namespace oauthspec::cli {
namespace {

std::expected<std::vector<result::File>, std::string> read_all(
    const std::vector<std::string>& names) {
  std::vector<result::File> files;
  for (const std::string& name : names) {
    auto file = result::read(name);
    if (!file) {
      const auto& [line, reason] = file.error();
      return std::unexpected(line == 0 ? fmt::format("{}: {}", name, reason)
                                       : fmt::format("{}:{}: {}", name, line, reason));
    }
    files.push_back(*std::move(file));
  }
  return files;
}

int complain(std::string_view command, const std::string& problem, const Console& console) {
  console.err << fmt::format("oauthspec {}: {}\n", command, report::harmless(problem));
  return usage;
}

// One file is one run, even where another one is a shard of the same.
report::Report one_run(result::File file, const vector::Library& library) {
  std::vector<result::File> files;
  files.push_back(std::move(file));
  return report::assemble(std::move(files), library);
}

}  // namespace

int run_report(const ReportArguments& arguments, const vector::Library& library, bool colour,
               const Console& console) {
  auto results = read_all(arguments.results);
  if (!results) {
    return complain("report", results.error(), console);
  }
  report::Report report = report::assemble(*std::move(results), library);
  std::vector<ReportRequest> requests = arguments.reports;
  if (!arguments.output.empty()) {
    requests.push_back({arguments.format, arguments.output});
  }
  // Opened only now, for a slip may have named a results file twice.
  auto files = ReportFiles::open(requests);
  if (!files) {
    return complain("report", files.error(), console);
  }
  if (const auto problem = files->write(report)) {
    return complain("report", *problem, console);
  }
  if (arguments.output.empty() && (requests.empty() || !arguments.format.empty())) {
    report.colour = colour;
    const std::string format = arguments.format.empty() ? "terminal" : arguments.format;
    console.out << report::format_named(format)->write(report) << std::flush;
    if (!console.out) {
      return complain("report", "the report could not be printed whole", console);
    }
  }
  return as_expected;
}

int run_diff(const DiffArguments& arguments, const vector::Library& library,
             const Console& console) {
  auto results = read_all({arguments.before, arguments.after});
  if (!results) {
    return complain("diff", results.error(), console);
  }
  const report::Report before = one_run(std::move(results->front()), library);
  const report::Report after = one_run(std::move(results->back()), library);
  const report::Difference difference = report::compare(before.runs.front(), after.runs.front());
  const auto formats = report::diff_formats();
  const auto format = std::ranges::find(formats, arguments.format, &report::DiffFormat::name);
  console.out << format->write(difference, library) << std::flush;
  return report::regressed(difference) ? unexpected_result : as_expected;
}

}  // namespace oauthspec::cli
