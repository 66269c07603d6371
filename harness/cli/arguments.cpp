// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/arguments.h"

#include <algorithm>

#include "harness/cli/command_line/program.h"
#include "harness/cli/option_texts.h"

namespace oauthspec::cli {
namespace {

bool known(const std::string& word) {
  return std::ranges::find(commands(), word) != commands().end();
}

}  // namespace

const std::vector<std::string>& commands() {
  static const std::vector<std::string> all{"vectors",  "list",     "requirements", "adapter",
                                            "adapters", "backends", "selfcheck",    "report",
                                            "diff",     "selftest", "server",       "doctor"};
  return all;
}

Arguments parse_arguments(const std::vector<std::string>& words, const Console& console) {
  if (!words.empty() && !words[0].starts_with('-') && !known(words[0])) {
    return SiblingArguments{words[0], {words.begin() + 1, words.end()}};
  }
  Program<Arguments> program(
      "oauthspec", OAUTHSPEC_VERSION,
      "Conformance vectors and server checks for OAuth, and a reference implementation that passes "
      "them.",
      std::string("Each command has --help. Any other command X runs the program oauthspec-X.\n\n"
                  "Examples:\n"
                  "  oauthspec vectors\n"
                  "  oauthspec vectors --adapter 'python3 my_adapter.py'\n"
                  "  oauthspec server --config as.json\n"
                  "  oauthspec list --suites\n\n") +
          kExitCodes);
  program.add("vectors", "Put test vectors to a library, or to the reference", add_vectors);
  program.add("server", "Put checks to a live server", add_server);
  program.add("doctor", "Find out whether a configuration fits its server", add_doctor);
  program.add("list", "List tests, suites or ops", add_list);
  program.add("requirements", "Show which statements of the RFCs the vectors cover",
              add_requirements);
  program.add("adapter", "Speak the adapter protocol for the reference", add_adapter);
  program.add("adapters", "List the adapters for real libraries", add_adapters);
  program.add("backends", "List the crypto libraries that the reference can run on", add_backends);
  program.add("selfcheck", "Check an adapter against the protocol", add_selfcheck);
  program.add("report", "Turn results files into reports", add_report);
  program.add("diff", "Compare two results files", add_diff);
  program.add("selftest", "Prove that the vectors find planted defects", add_selftest);
  return program.read(words, console);
}

}  // namespace oauthspec::cli
