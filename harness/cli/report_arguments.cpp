// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/report_arguments.h"

#include <CLI/CLI.hpp>

#include "harness/cli/options.h"
#include "harness/report/diff_text.h"

namespace oauthspec::cli {
namespace {

template <class Formats>
std::vector<std::string> names_of(const Formats& formats) {
  std::vector<std::string> names;
  for (const auto& format : formats) names.emplace_back(format.name);
  return names;
}

}  // namespace

void add_report(CLI::App& app, ReportArguments& arguments) {
  app.add_option("RESULTS", arguments.results,
                 "Results files, as --results writes them: shards of one run become one, every "
                 "other file is a run of its own")
      ->required();
  auto* const format =
      app.add_option("--format", arguments.format,
                     "The format for --output; without it, and without any of those below, "
                     "terminal")
          ->check(CLI::IsMember(names_of(report::formats())));
  app.add_option("--output", arguments.output, "The file for --format; else it is printed")
      ->needs(format);
  app.add_option("--vectors", arguments.vectors, kVectorsOption);
  app.add_option("--color", arguments.colour, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  add_report_options(app, arguments.reports);
  app.footer(
      "Examples:\n"
      "  oauthspec report results.jsonl\n"
      "  oauthspec report results.jsonl --junit out.xml --badge badge.json\n"
      "  oauthspec report shard-*.jsonl --format markdown >> \"$GITHUB_STEP_SUMMARY\"\n\n"
      "Exit: 0 the reports are written, whatever they say; 2 a results file cannot be read, or a "
      "report not written.\n");
}

void add_diff(CLI::App& app, DiffArguments& arguments) {
  app.add_option("BEFORE", arguments.before, "A results file")->required();
  app.add_option("AFTER", arguments.after, "A later one")->required();
  app.add_option("--format", arguments.format, "How to print it")
      ->check(CLI::IsMember(names_of(report::diff_formats())))
      ->capture_default_str();
  app.add_option("--vectors", arguments.vectors, kVectorsOption);
  app.footer(
      "Examples:\n"
      "  oauthspec diff before.jsonl after.jsonl\n"
      "  oauthspec diff before.jsonl after.jsonl --format markdown >> \"$GITHUB_STEP_SUMMARY\"\n\n"
      "Exit: 0 no regressions; 1 a test is unexpected in AFTER and was not in BEFORE, or AFTER is "
      "no whole run;\n"
      "      2 a results file cannot be read.\n");
}

}  // namespace oauthspec::cli
