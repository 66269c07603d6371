// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <exception>
#include <iostream>
#include <string>
#include <variant>
#include <vector>

#include <unistd.h>

#include "bench/command/arguments.h"
#include "harness/cli/console.h"

namespace oauthspec::bench {
namespace {

// What each kind of arguments asks for.
struct Command {
  const cli::Console& console;

  int operator()(const ListArguments& arguments) const { return run_list(arguments, console); }
  int operator()(const RunArguments& arguments) const { return run_run(arguments, console); }
  int operator()(const cli::Finished& finished) const { return finished.exit_code; }
};

}  // namespace
}  // namespace oauthspec::bench

int main(int argc, char** argv) {
  using namespace oauthspec;
  // The conventional code for a fault of the program's own, which none of the promised ones names.
  constexpr int kSoftware = 70;
  try {
    const cli::Console console{std::cout, std::cerr, isatty(STDOUT_FILENO) == 1,
                               isatty(STDERR_FILENO) == 1};
    const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
    return std::visit(bench::Command{console}, bench::parse_arguments(words, console));
  } catch (const std::exception& error) {
    std::cerr << "oauthspec-bench: internal error: " << error.what() << '\n';
    return kSoftware;
  }
}
