// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/selftest_arguments.h"

#include "harness/cli/command_line/options.h"
#include "harness/cli/option_texts.h"

namespace oauthspec::cli {

void add_selftest(Options& options, SelftestArguments& arguments) {
  options.add("PATTERN", arguments.patterns,
              "Which defects; patterns as for \"oauthspec vectors\", and \"provider/NAME\" for the "
              "mock provider's");
  const auto list = options.add("--list", arguments.list,
                                "List the defects, each with the requirement that it breaks");
  options.add("-v,--verbose", arguments.verbose,
              "Show what caught each defect, and not only what went wrong");
  options.add("--json", arguments.json, "Write which test catches which defect to this file")
      .excludes(list);
  options.add("--vectors", arguments.vectors, kVectorsOption);
  options.footer(
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
