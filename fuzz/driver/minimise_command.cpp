// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/minimise_command.h"

#include <fmt/format.h>

#include "fuzz/driver/command.h"
#include "fuzz/driver/files.h"
#include "fuzz/driver/lock.h"
#include "fuzz/driver/merge.h"
#include "fuzz/driver/told_crashes.h"
#include "harness/cli/command_line/options.h"

namespace oauthspec::fuzz::driver {

void add_minimise(cli::Options& options, MinimiseArguments& arguments) {
  add_places(options, arguments.places);
  add_vectors(options, arguments.places);
  options.add("TARGET", arguments.target, "Which target").required();
  options.add("--repository", arguments.repository,
              "The corpus that the project keeps, made of itself, the one that grew and the seeds");
  options.footer(
      "Exit: 0; 1 an input crashed, or doing it once more gave another corpus, so the target is "
      "not "
      "deterministic; 2 usage;\n      3 the program does not run, another command is at work on "
      "the "
      "corpora, or the disk is full: the corpus is as it was.\n");
}

int run_minimise(const MinimiseArguments& arguments, const cli::Console& console) {
  int code = 0;
  const auto opened = open_built(arguments.places, {arguments.target}, console, code);
  if (!opened) return code;
  const Places& places = opened->workplace.places;
  const auto lock = take_corpora(places.work, Lock::With::nobody);
  if (!lock) return complain(console, lock.error(), cli::unusable);
  if (auto prepared = prepare(opened->workplace, opened->targets); !prepared) {
    return complain(console, prepared.error(), cli::unusable);
  }
  const auto& name = arguments.target;
  const auto corpus = arguments.repository ? places.corpus(name) : places.grown(name);
  if (const Done made = make_folder(corpus); !made)
    return complain(console, made.error(), cli::unusable);
  const auto other = arguments.repository ? places.grown(name) : places.corpus(name);
  const auto done =
      minimise_corpus(places, opened->targets.front(), corpus, {other, places.seeds(name)});
  if (!done) return complain(console, done.error(), cli::unusable);
  const auto files = files_in(corpus);
  console.out << fmt::format("{}: {} files before, {} after, {} octets\n", corpus.string(),
                             done->before, done->after, octets_of(files));
  const auto crashes = tell_crashes(places, name, done->output, console);
  if (!crashes) return complain(console, crashes.error(), cli::unusable);
  if (*crashes != 0) return cli::unexpected_result;
  if (done->again == done->after) return cli::as_expected;
  return complain(console,
                  fmt::format("done once more, it keeps {} files: the target does not do the same "
                              "with the same input",
                              done->again),
                  cli::unexpected_result);
}

}  // namespace oauthspec::fuzz::driver
