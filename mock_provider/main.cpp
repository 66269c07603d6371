// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <variant>
#include <vector>

#include <unistd.h>

#include "harness/cli/console.h"
#include "harness/reference/codec/percent_kernels.h"
#include "mock_provider/shell/arguments.h"
#include "mock_provider/shell/selftest.h"
#include "mock_provider/shell/serve.h"

namespace oauthspec::provider {
namespace {

// What each kind of arguments asks for.
struct Command {
  const cli::Console& console;

  int operator()(const ServeArguments& arguments) const { return serve(arguments, console); }
  int operator()(const SelftestArguments& arguments) const { return selftest(arguments, console); }
  int operator()(const cli::Finished& finished) const { return finished.exit_code; }
};

}  // namespace
}  // namespace oauthspec::provider

int main(int argc, char** argv) {
  using namespace oauthspec;
  // The conventional code for a fault of the program's own, which none of the promised ones names.
  constexpr int kSoftware = 70;
  try {
    const cli::Console console{std::cout, std::cerr, isatty(STDOUT_FILENO) == 1,
                               isatty(STDERR_FILENO) == 1};
    const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
    namespace percent = oauth::codec::percent;
    if (const auto problem = percent::use_variable(std::getenv(percent::kVariable))) {
      console.err << "oauthspec-provider: " << *problem << '\n';
      return cli::usage;
    }
    return std::visit(provider::Command{console}, provider::parse_arguments(words, console));
  } catch (const std::exception& error) {
    std::cerr << "oauthspec-provider: internal error: " << error.what() << '\n';
    return kSoftware;
  }
}
