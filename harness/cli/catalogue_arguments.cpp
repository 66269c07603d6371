// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/catalogue_arguments.h"

#include "harness/cli/command_line/options.h"
#include "harness/cli/option_texts.h"

namespace oauthspec::cli {

void add_list(Options& options, ListArguments& arguments) {
  options.add("PATTERN", arguments.patterns, "Which tests; patterns as for \"oauthspec vectors\"");
  const auto ops =
      options.add("--ops", arguments.ops, "List ops, each with the number of its tests");
  options.add("--suites", arguments.suites, "List suites, each with the number of its tests")
      .excludes(ops);
  options.add("-v,--verbose", arguments.verbose, "Show each test's title too");
  options.add("--vectors", arguments.vectors, kVectorsOption);
  options.footer("Example:\n  oauthspec list 'oauth1/**port**'\n");
}

void add_backends(Options& options, BackendsArguments& arguments) {
  options.add("--json", arguments.json, "Print JSON, for programs, instead of a table");
  options.footer(
      "HASHES BY is what a library uses of the processor's own instructions for hashing, as far as "
      "it tells. A backend that\nlacks an algorithm refuses it; no other library steps in. "
      "\"openssl-evp-mac\", \"openssl-md-copy\" and \"openssl-oneshot\"\nare OpenSSL with HMAC by "
      "each of its ways. A library is built in where it was installed then.\n\n"
      "Examples:\n"
      "  oauthspec backends\n"
      "  oauthspec vectors --backend nettle\n");
}

void add_requirements(Options& options, RequirementsArguments& arguments) {
  constexpr double kWhole = 100;
  const auto list = options.add("--list", arguments.list,
                                "List every statement, with what covers it, before the tables");
  options
      .add("--uncovered", arguments.uncovered, "List the statements that count and are not covered")
      .excludes(list);
  options.add("-v,--verbose", arguments.verbose,
              "Name the defects and tests beneath each statement that is listed");
  options.add("--document", arguments.document,
              "Only this document, as in \"RFC 5849\" or rfc5849");
  options
      .add("--minimum-must", arguments.minimum_must,
           "Fail where a smaller share, in per cent, of the statements at MUST level is "
           "covered, and list those that are not")
      .in_range(0, kWhole);
  options
      .add("--minimum-others", arguments.minimum_others,
           "The same for the statements at all other levels")
      .in_range(0, kWhole);
  const auto html = options.add("--html", arguments.html,
                                "Write a page to browse from statements to tests and defects, and "
                                "back, to this file");
  options
      .add("--show-secrets", arguments.show_secrets,
           "Do not mask secrets and tokens of tests on the page")
      .needs(html);
  options.add("--json", arguments.json, "Write everything, for programs, to this file");
  options.add("--vectors", arguments.vectors, kVectorsOption);
  options.footer(
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
