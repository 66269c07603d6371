// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/report_arguments.h"

#include "harness/cli/command_line/options.h"
#include "harness/cli/option_texts.h"
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

void add_report(Options& options, ReportArguments& arguments) {
  options
      .add("RESULTS", arguments.results,
           "Results files, as --results writes them: shards of one run become one, every "
           "other file is a run of its own")
      .required();
  const auto format =
      options
          .add("--format", arguments.format,
               "The format for --output; without it, and without any of those below, "
               "terminal")
          .one_of(names_of(report::formats()));
  options.add("--output", arguments.output, "The file for --format; else it is printed")
      .needs(format);
  options.add("--vectors", arguments.vectors, kVectorsOption);
  options.add("--color", arguments.colour, "auto, always or never")
      .one_of({"auto", "always", "never"})
      .show_default();
  add_report_options(options, arguments.reports);
  options.footer(
      "Examples:\n"
      "  oauthspec report results.jsonl\n"
      "  oauthspec report results.jsonl --junit out.xml --badge badge.json\n"
      "  oauthspec report shard-*.jsonl --format markdown >> \"$GITHUB_STEP_SUMMARY\"\n\n"
      "Exit: 0 the reports are written, whatever they say; 2 a results file cannot be read, or a "
      "report not written.\n");
}

void add_diff(Options& options, DiffArguments& arguments) {
  options.add("BEFORE", arguments.before, "A results file").required();
  options.add("AFTER", arguments.after, "A later one").required();
  options.add("--format", arguments.format, "How to print it")
      .one_of(names_of(report::diff_formats()))
      .show_default();
  options.add("--vectors", arguments.vectors, kVectorsOption);
  options.footer(
      "Examples:\n"
      "  oauthspec diff before.jsonl after.jsonl\n"
      "  oauthspec diff before.jsonl after.jsonl --format markdown >> \"$GITHUB_STEP_SUMMARY\"\n\n"
      "Exit: 0 no regressions; 1 a test is unexpected in AFTER and was not in BEFORE, or AFTER is "
      "no whole run;\n"
      "      2 a results file cannot be read.\n");
}

}  // namespace oauthspec::cli
