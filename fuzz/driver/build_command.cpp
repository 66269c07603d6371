// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/build_command.h"

#include <fmt/format.h>

#include "fuzz/driver/build.h"
#include "fuzz/driver/command.h"
#include "harness/cli/command_line/options.h"

namespace oauthspec::fuzz::driver {

void add_build(cli::Options& options, BuildArguments& arguments) {
  add_places(options, arguments.places);
  options.add("TARGET", arguments.targets, "Which targets; else all of them");
}

int run_build(const BuildArguments& arguments, const cli::Console& console) {
  int code = 0;
  const auto opened = open_for(arguments.places, arguments.targets, console, code);
  if (!opened) return code;
  if (!opened->workplace.builds) {
    return complain(console, "--bin names a folder of programs that are built already", cli::usage);
  }
  const auto built = build_targets(opened->workplace, opened->targets, console);
  if (!built) return complain(console, built.error(), cli::unusable);
  console.out << fmt::format("built in {}\n", opened->workplace.places.binaries.string());
  return cli::as_expected;
}

}  // namespace oauthspec::fuzz::driver
