// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/selftest_arguments.h"

#include <CLI/CLI.hpp>

namespace oauthspec::cli {

void add_selftest(CLI::App& app, SelftestArguments& arguments) {
  app.add_flag("--list", arguments.list, "List the defects");
  app.footer("Example:\n  oauthspec selftest\n");
}

}  // namespace oauthspec::cli
