// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/merge_command.h"

#include <fmt/format.h>

#include "fuzz/driver/command.h"
#include "fuzz/driver/files.h"
#include "fuzz/driver/lock.h"
#include "fuzz/driver/merge.h"
#include "fuzz/driver/told_crashes.h"
#include "harness/cli/command_line/options.h"

namespace oauthspec::fuzz::driver {

void add_merge(cli::Options& options, MergeArguments& arguments) {
  add_places(options, arguments.places);
  options.add("TARGET", arguments.target, "Which target").required();
  options.add("DIR", arguments.folders, "Folders of inputs").required().existing_folder();
  options.add(
      "--repository", arguments.repository,
      "Into the corpus that the project keeps, not into the one that grows in the folder of work");
  options.footer(
      "Exit: 0; 1 an input crashed; 2 usage; 3 the program is missing and cannot be built, or does "
      "not run, or the disk is full.\n");
}

int run_merge(const MergeArguments& arguments, const cli::Console& console) {
  int code = 0;
  const auto opened = open_built(arguments.places, {arguments.target}, console, code);
  if (!opened) return code;
  const Places& places = opened->workplace.places;
  const auto into =
      arguments.repository ? places.corpus(arguments.target) : places.grown(arguments.target);
  const auto lock = take_corpora(places.work, Lock::With::others_that_share);
  if (!lock) return complain(console, lock.error(), cli::unusable);
  const auto merged = merge_into(places, opened->targets.front(), into,
                                 {arguments.folders.begin(), arguments.folders.end()});
  if (!merged) return complain(console, merged.error(), cli::unusable);
  const auto files = files_in(into);
  console.out << fmt::format("{} new inputs in {}: {} files, {} octets\n", merged->added,
                             into.string(), files.size(), octets_of(files));
  const auto crashes = tell_crashes(places, arguments.target, merged->output, console);
  if (!crashes) return complain(console, crashes.error(), cli::unusable);
  return *crashes == 0 ? cli::as_expected : cli::unexpected_result;
}

}  // namespace oauthspec::fuzz::driver
