// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/seeds_command.h"

#include <fmt/format.h>

#include "fuzz/driver/command.h"
#include "harness/cli/command_line/options.h"

namespace oauthspec::fuzz::driver {

void add_seeds(cli::Options& options, SeedsArguments& arguments) {
  add_places(options, arguments.places);
  add_vectors(options, arguments.places);
  options.add("DIR", arguments.folder, "The folder for them: each target has one of its own in it")
      .required();
  options.add("TARGET", arguments.targets, "Which targets; else all of them");
}

int run_seeds(const SeedsArguments& arguments, const cli::Console& console) {
  int code = 0;
  const auto opened = open_for(arguments.places, arguments.targets, console, code);
  if (!opened) return code;
  const auto written = write_seeds(opened->workplace, opened->targets, arguments.folder, "");
  if (!written) return complain(console, written.error(), cli::unusable);
  console.out << fmt::format("{} new inputs in {}\n", *written, arguments.folder);
  return cli::as_expected;
}

}  // namespace oauthspec::fuzz::driver
