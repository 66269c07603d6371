// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/seeds_command.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "fuzz/driver/command.h"

namespace oauthspec::fuzz::driver {

void add_seeds(CLI::App& app, SeedsArguments& arguments) {
  add_places(app, arguments.places);
  app.add_option("DIR", arguments.folder,
                 "The folder for them: each target has one of its own in it")
      ->required();
  app.add_option("TARGET", arguments.targets, "Which targets; else all of them");
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
