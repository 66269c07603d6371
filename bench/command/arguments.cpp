// SPDX-License-Identifier: Apache-2.0
#include "bench/command/arguments.h"

namespace oauthspec::bench {
namespace {

constexpr const char* kFooter =
    "Each command has --help; bench/README.md tells more.\n\n"
    "Examples:\n"
    "  oauthspec bench list\n"
    "  oauthspec bench run signature --compare\n"
    "  oauthspec bench run peers --compare --markdown peers.md --svg peers.svg\n\n"
    "Exit: 0; 2 usage; 3 what is needed is not built, or does not run; 130 interrupted.\n";

}  // namespace

Arguments parse_arguments(const std::vector<std::string>& words, const cli::Console& console) {
  cli::Program<Arguments> program(
      "oauthspec-bench", OAUTHSPEC_VERSION,
      "How fast signing, encoding and verifying are, by crypto library, and beside other libraries "
      "for OAuth.",
      kFooter);
  program.add("list", "List the sets of measurements", add_list);
  program.add("run", "Measure sets", add_run);
  return program.read(words, console);
}

}  // namespace oauthspec::bench
