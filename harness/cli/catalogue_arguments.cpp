// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/catalogue_arguments.h"

#include <CLI/CLI.hpp>

#include "harness/cli/options.h"

namespace oauthspec::cli {

void add_list(CLI::App& app, ListArguments& arguments) {
  app.add_option("PATTERN", arguments.patterns,
                 "Which tests; patterns as for \"oauthspec vectors\"");
  auto* ops = app.add_flag("--ops", arguments.ops, "List ops, each with the number of its tests");
  app.add_flag("--suites", arguments.suites, "List suites, each with the number of its tests")
      ->excludes(ops);
  app.add_flag("-v,--verbose", arguments.verbose, "Show each test's title too");
  app.add_option("--vectors", arguments.vectors, kVectorsOption);
  app.footer("Example:\n  oauthspec list 'oauth1/**port**'\n");
}

void add_requirements(CLI::App& app, RequirementsArguments& arguments) {
  app.add_flag("--uncovered", arguments.uncovered,
               "Only what a library can show and no test cites");
  app.add_option("--document", arguments.document,
                 "Only this document, as in \"RFC 5849\" or rfc5849");
  app.add_flag("-v,--verbose", arguments.verbose, "Name the tests that cite each requirement");
  app.add_option("--vectors", arguments.vectors, kVectorsOption);
  app.footer("Example:\n  oauthspec requirements --uncovered --document rfc5849\n");
}

}  // namespace oauthspec::cli
