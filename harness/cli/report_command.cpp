// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/report_command.h"

namespace oauthspec::cli {

int run_report(const ReportArguments& /*arguments*/, const Console& console) {
  console.err << "oauthspec report: not built yet\n";
  return usage;
}

int run_diff(const DiffArguments& /*arguments*/, const Console& console) {
  console.err << "oauthspec diff: not built yet\n";
  return usage;
}

}  // namespace oauthspec::cli
