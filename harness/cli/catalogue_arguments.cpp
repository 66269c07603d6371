// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/catalogue_arguments.h"

#include <cstddef>

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
  constexpr std::size_t kWhole = 100;
  auto* list = app.add_flag("--list", arguments.list,
                            "List every statement, with what covers it, before the tables");
  app.add_flag("--uncovered", arguments.uncovered,
               "List the statements that count and are not covered")
      ->excludes(list);
  app.add_flag("-v,--verbose", arguments.verbose,
               "Name the defects and tests beneath each statement that is listed");
  app.add_option("--document", arguments.document,
                 "Only this document, as in \"RFC 5849\" or rfc5849");
  app.add_option("--minimum-must", arguments.minimum_must,
                 "Fail where a smaller share, in per cent, of the statements at MUST level is "
                 "covered, and list those that are not")
      ->check(CLI::Range(std::size_t{0}, kWhole));
  app.add_option("--minimum-others", arguments.minimum_others,
                 "The same for the statements at all other levels")
      ->check(CLI::Range(std::size_t{0}, kWhole));
  auto* html = app.add_option("--html", arguments.html,
                              "Write a page to browse from statements to tests and defects, and "
                              "back, to this file");
  app.add_flag("--show-secrets", arguments.show_secrets,
               "Do not mask secrets and tokens of tests on the page")
      ->needs(html);
  app.add_option("--json", arguments.json, "Write everything, for programs, to this file");
  app.add_option("--vectors", arguments.vectors, kVectorsOption);
  app.footer(
      "A statement counts if it was seen in a published text, is not withdrawn, and a library can "
      "show it. It is\ncovered when a planted defect that breaks it is caught by a test citing it "
      "(\"oauthspec selftest\" proves that),\nor when a test that expects a refusal and its "
      "accepted control both cite it. At MUST level are MUST, MUST NOT,\nREQUIRED, SHALL and SHALL "
      "NOT; a statement that is DEFINED uses no such word.\n\n"
      "Exit: 0; 1 less is covered than a minimum asks for; 2 usage, an invalid vector file, "
      "nothing "
      "matched, or a\n      file that could not be written.\n\n"
      "Examples:\n"
      "  oauthspec requirements --uncovered --document rfc5849\n"
      "  oauthspec requirements --html requirements.html\n"
      "  oauthspec requirements --minimum-must 100 --minimum-others 90\n");
}

}  // namespace oauthspec::cli
