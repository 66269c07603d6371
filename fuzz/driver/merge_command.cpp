// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/merge_command.h"

#include <fmt/format.h>

#include "fuzz/driver/command.h"
#include "fuzz/driver/files.h"
#include "fuzz/driver/merge.h"
#include "harness/cli/command_line/options.h"

namespace oauthspec::fuzz::driver {

void add_merge(cli::Options& options, MergeArguments& arguments) {
  add_places(options, arguments.places);
  options.add("TARGET", arguments.target, "Which target").required();
  options.add("DIR", arguments.folders, "Folders of inputs").required().existing_folder();
  options.add(
      "--repository", arguments.repository,
      "Into the corpus that the project keeps, not into the one that grows in the folder of work");
}

int run_merge(const MergeArguments& arguments, const cli::Console& console) {
  int code = 0;
  const auto opened = open_built(arguments.places, {arguments.target}, console, code);
  if (!opened) return code;
  const Places& places = opened->workplace.places;
  const auto into =
      arguments.repository ? places.corpus(arguments.target) : places.grown(arguments.target);
  const auto added = merge_into(places, opened->targets.front(), into,
                                {arguments.folders.begin(), arguments.folders.end()});
  if (!added) return complain(console, added.error(), cli::unusable);
  const auto files = files_in(into);
  console.out << fmt::format("{} new inputs in {}: {} files, {} octets\n", *added, into.string(),
                             files.size(), octets_of(files));
  return cli::as_expected;
}

}  // namespace oauthspec::fuzz::driver
