// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/report_arguments.h"

#include <CLI/CLI.hpp>

namespace oauthspec::cli {

void add_report(CLI::App& app, ReportArguments& arguments) {
  app.add_option("RESULTS", arguments.results, "Results files")->required();
  app.footer("Example:\n  oauthspec report results.jsonl\n");
}

void add_diff(CLI::App& app, DiffArguments& arguments) {
  app.add_option("BEFORE", arguments.before, "A results file")->required();
  app.add_option("AFTER", arguments.after, "A later one")->required();
  app.footer("Example:\n  oauthspec diff before.jsonl after.jsonl\n");
}

}  // namespace oauthspec::cli
