// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/run_command.h"

#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "fuzz/driver/command.h"
#include "fuzz/driver/corpus.h"
#include "fuzz/driver/engine.h"
#include "fuzz/driver/files.h"
#include "fuzz/driver/lock.h"
#include "fuzz/driver/night_report.h"
#include "fuzz/driver/room.h"
#include "fuzz/driver/status.h"
#include "fuzz/driver/told_crashes.h"
#include "harness/adapter/program.h"
#include "harness/cli/command_line/options.h"
#include "harness/cli/interrupt.h"
#include "harness/report/terminal.h"

namespace oauthspec::fuzz::driver {
namespace {

using std::chrono::milliseconds;
using std::filesystem::path;

constexpr milliseconds kStep{200};
constexpr milliseconds kGrace{5000};

/// A run as it came to its end.
struct Ended {
  EngineStatus status;
  std::string output;
  std::optional<adapter::Died> died;
  bool interrupted = false;
};

std::string status_line(const EngineStatus& status, std::string_view target) {
  return fmt::format("{}: {} executions, {}/s, coverage {}, {} inputs", target,
                     short_number(status.executions), short_number(status.rate), status.coverage,
                     status.inputs);
}

Ended follow(adapter::Program& program, const std::string& target, const cli::Console& console) {
  const cli::InterruptWatch watch;
  Ended ended;
  StatusReader reader;
  while (!(ended.died = program.ended())) {
    const std::string piece = program.read(kStep);
    reader.take(piece);
    adapter::append_output(ended.output, piece);
    if (!program.open()) std::this_thread::sleep_for(milliseconds(2));
    if (console.err_is_terminal) {
      console.err << '\r' << report::no_progress() << status_line(reader.status(), target)
                  << std::flush;
    }
    if (watch.token().stop_requested()) {
      ended.interrupted = true;
      program.end(kGrace);
      break;
    }
  }
  const std::string rest = program.read(milliseconds(0));
  reader.take(rest);
  adapter::append_output(ended.output, rest);
  if (console.err_is_terminal) console.err << report::no_progress() << std::flush;
  ended.status = reader.status();
  return ended;
}

int finish(const Workplace& workplace, const std::string& target, const Ended& ended,
           std::size_t before, const cli::Console& console) {
  const Places& places = workplace.places;
  const path grown = places.grown(target);
  // The engine may have been writing an input, or had no room to.
  const auto mended = mend_names(grown);
  const std::size_t after = files_in(grown).size();
  console.out << fmt::format("{}, {} inputs in {} ({} before)\n", status_line(ended.status, target),
                             after, grown.string(), before);
  const auto crashes = tell_crashes(places, target, ended.output, console);
  if (!crashes) return complain(console, crashes.error(), cli::unusable);
  if (!mended) return complain(console, mended.error(), cli::unusable);
  if (const Done room = need_room(grown); !room) {
    return complain(console, room.error(), cli::unusable);
  }
  if (ended.interrupted) return cli::interrupted;
  if (*crashes != 0) return cli::unexpected_result;
  if (ended.died && ended.died->exit_code == 0) return cli::as_expected;
  const bool absent = ended.died && ended.died->exit_code == adapter::kNotThere;
  return complain(
      console,
      fmt::format("{} {}, and left no input that crashes: {}", places.program(target).string(),
                  absent || !ended.died ? "could not be run" : describe(*ended.died),
                  last_line(ended.output)),
      cli::unusable);
}

}  // namespace

void add_run(cli::Options& options, RunArguments& arguments) {
  add_places(options, arguments.places);
  add_vectors(options, arguments.places);
  options.add("TARGET", arguments.target, "Which target").required();
  options.add("--time", arguments.seconds, "Seconds that it takes").show_default().positive();
  options.add("--seed", arguments.seed, "Where its choices begin; 0: another one each time")
      .show_default();
  options.add("--engine", arguments.engine, "Which engine: libfuzzer")
      .one_of({"libfuzzer"})
      .show_default();
  options.add("ENGINE_ARGUMENT", arguments.more,
              "Words for the engine, after \"--\": -only_ascii=1");
  options.footer(
      "Exit: 0; 1 something was found; 2 usage; 3 the program is missing and cannot be built, or "
      "does not run, or the disk is full; 130 interrupted.\n\nExample:\n  oauthspec fuzz run "
      "percent --time 600\n");
}

int run_run(const RunArguments& arguments, const cli::Console& console) {
  int code = 0;
  const auto opened = open_built(arguments.places, {arguments.target}, console, code);
  if (!opened) return code;
  const Workplace& workplace = opened->workplace;
  const auto lock = take_corpora(workplace.places.work, Lock::With::others_that_share);
  if (!lock) return complain(console, lock.error(), cli::unusable);
  if (auto prepared = prepare(workplace, opened->targets); !prepared) {
    return complain(console, prepared.error(), cli::unusable);
  }
  const path grown = workplace.places.grown(arguments.target);
  if (const Done room = need_room(grown); !room) {
    return complain(console, room.error(), cli::unusable);
  }
  const std::size_t before = files_in(grown).size();
  auto program =
      adapter::Program::start(run_words(workplace.places, {.target = opened->targets.front(),
                                                           .seconds = arguments.seconds,
                                                           .seed = arguments.seed,
                                                           .more = arguments.more}),
                              {.environment = {}, .folder = {}, .dies_with_us = true});
  if (!program) return complain(console, program.error(), cli::unusable);
  const Ended ended = follow(*program, arguments.target, console);
  return finish(workplace, arguments.target, ended, before, console);
}

}  // namespace oauthspec::fuzz::driver
