// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <csignal>
#include <exception>
#include <iostream>
#include <string>
#include <variant>
#include <vector>

#include <unistd.h>

#include "fuzz/driver/arguments.h"
#include "fuzz/driver/command.h"
#include "harness/cli/console.h"

namespace oauthspec::fuzz::driver {
namespace {

// What each kind of arguments asks for.
struct Command {
  const cli::Console& console;

  int operator()(const ListArguments& arguments) const { return run_list(arguments, console); }
  int operator()(const BuildArguments& arguments) const { return run_build(arguments, console); }
  int operator()(const SeedsArguments& arguments) const { return run_seeds(arguments, console); }
  int operator()(const RunArguments& arguments) const { return run_run(arguments, console); }
  int operator()(const OvernightArguments& arguments) const {
    return run_overnight(arguments, console);
  }
  int operator()(const MergeArguments& arguments) const { return run_merge(arguments, console); }
  int operator()(const MinimiseArguments& arguments) const {
    return run_minimise(arguments, console);
  }
  int operator()(const ImportArguments& arguments) const { return run_import(arguments, console); }
  int operator()(const ExportArguments& arguments) const { return run_export(arguments, console); }
  int operator()(const TriageArguments& arguments) const { return run_triage(arguments, console); }
  int operator()(const AdapterArguments& arguments) const {
    return run_adapter(arguments, console);
  }
  int operator()(const ScoreArguments& arguments) const { return run_score(arguments, console); }
  int operator()(const SpeedArguments& arguments) const { return run_speed(arguments, console); }
  int operator()(const CoverageArguments& arguments) const {
    return run_coverage(arguments, console);
  }
  int operator()(const cli::Finished& finished) const { return finished.exit_code; }
};

}  // namespace
}  // namespace oauthspec::fuzz::driver

int main(int argc, char** argv) {
  using namespace oauthspec;
  // The conventional code for a fault of the program's own, which none of the promised ones names.
  constexpr int kSoftware = 70;
  // A file that becomes too large is an error that is told, and no reason to die.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    const cli::Console console{std::cout, std::cerr, isatty(STDOUT_FILENO) == 1,
                               isatty(STDERR_FILENO) == 1};
    const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
    const int code =
        std::visit(fuzz::driver::Command{console}, fuzz::driver::parse_arguments(words, console));
    if (std::cout.flush()) return code;
    return fuzz::driver::complain(console, "what was to be told cannot be written", cli::unusable);
  } catch (const std::exception& error) {
    std::cerr << "oauthspec-fuzz: internal error: " << error.what() << '\n';
    return kSoftware;
  }
}
