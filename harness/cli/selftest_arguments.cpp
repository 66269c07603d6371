// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/selftest_arguments.h"

#include <CLI/CLI.hpp>

#include "harness/cli/options.h"

namespace oauthspec::cli {

void add_selftest(CLI::App& app, SelftestArguments& arguments) {
  app.add_option(
      "PATTERN", arguments.patterns,
      "Which defects; patterns as for \"oauthspec vectors\", and \"provider/NAME\" for the "
      "mock provider's");
  auto* list = app.add_flag("--list", arguments.list,
                            "List the defects, each with the requirement that it breaks");
  app.add_flag("-v,--verbose", arguments.verbose,
               "Show what caught each defect, and not only what went wrong");
  app.add_option("--json", arguments.json, "Write which test catches which defect to this file")
      ->excludes(list);
  app.add_option("--vectors", arguments.vectors, kVectorsOption);
  app.footer(
      "Exit: 0 when every defect is caught and blamed on its requirement, and nothing is reported "
      "of an\n      implementation without a defect; 1 when not; 2 usage, an invalid vector file "
      "or "
      "nothing matched; 3 oauthspec-provider, which has the mock provider's defects, is there but "
      "cannot be used.\n\n"
      "Examples:\n"
      "  oauthspec selftest\n"
      "  oauthspec selftest --list\n"
      "  oauthspec selftest --verbose 'oauth1/base_string_uri/*'\n");
}

}  // namespace oauthspec::cli
