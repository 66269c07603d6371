// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/arguments.h"

#include "harness/cli/command_line/program.h"

namespace oauthspec::fuzz::driver {
namespace {

constexpr const char* kFooter =
    "Each command has --help; fuzz/README.md tells more.\n\n"
    "Examples:\n"
    "  oauthspec fuzz list\n"
    "  oauthspec fuzz run percent --time 600\n"
    "  oauthspec fuzz overnight --hours 8\n"
    "  oauthspec fuzz triage build/fuzz-work/percent/crashes/NAME/crash-SHA1\n\n"
    "Exit: 0; 1 something was found; 2 usage; 3 what is needed is missing and cannot be built, or "
    "does "
    "not run;\n      130 interrupted.\n";

}  // namespace

Arguments parse_arguments(const std::vector<std::string>& words, const cli::Console& console) {
  cli::Program<Arguments> program("oauthspec-fuzz", OAUTHSPEC_VERSION,
                                  "Fuzzing of the reference's parsers and of the mock provider.",
                                  kFooter);
  program.add("list", "List the targets", add_list);
  program.add("build", "Build the targets' programs", add_build);
  program.add("run", "Fuzz one target", add_run);
  program.add("overnight", "Fuzz many targets in turn", add_overnight);
  program.add("triage", "Look into an input that crashed", add_triage);
  program.add("merge", "Take inputs that reach more into a corpus", add_merge);
  program.add("minimise", "Make a corpus as small as it can be", add_minimise);
  program.add("seeds", "Write the inputs that the vectors give", add_seeds);
  program.add("import", "Take in other machines' corpora", add_import);
  program.add("export", "Give out the corpora", add_export);
  program.add("adapter", "Put changed vectors to a library of others", add_adapter);
  program.add("score", "Measure how soon planted bugs are found", add_score);
  program.add("speed", "Measure how fast the targets run", add_speed);
  program.add("coverage", "Measure what the corpora reach", add_coverage);
  return program.read(words, console);
}

}  // namespace oauthspec::fuzz::driver
