// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/speed_command.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iterator>
#include <stop_token>
#include <string_view>

#include <fmt/format.h>
#include <unistd.h>

#include "fuzz/driver/build.h"
#include "fuzz/driver/command.h"
#include "fuzz/driver/engine.h"
#include "fuzz/driver/files.h"
#include "fuzz/driver/speed.h"
#include "fuzz/driver/status.h"
#include "fuzz/driver/temporary_folder.h"
#include "harness/adapter/program.h"
#include "harness/cli/command_line/options.h"
#include "harness/cli/interrupt.h"
#include "harness/report/terminal.h"

namespace oauthspec::fuzz::driver {
namespace {

constexpr const char* kBaseline = "baseline_percent_decode";
constexpr std::chrono::minutes kLongestRun{10};

/// One run as it was.
struct Pace {
  std::uint64_t executions = 0;
  double seconds = 0;  ///< Of the processor's, in the program's own code.
};

/// A program that is measured.
struct Runner {
  Target target;
  std::string program;
  std::uint64_t executions = 1000;  ///< To ask for next.
  std::vector<double> rates;
};

std::expected<Pace, std::string> run_once(const Places& places, const Runner& runner) {
  const TemporaryFolder folder(places.work / fmt::format(".speed.{}", ::getpid()));
  if (const Done made = make_folder(folder.at() / "corpus"); !made) {
    return std::unexpected(made.error());
  }
  const auto run = adapter::run_to_end(
      paced_words(places, runner.target, runner.program, runner.executions, folder.at()),
      {.environment = {}, .folder = {}, .dies_with_us = true}, kLongestRun);
  if (!run) return std::unexpected(run.error());
  StatusReader reader;
  reader.take(run->output + "\n");
  if (run->died.exit_code != 0 || reader.status().executions == 0) {
    return std::unexpected(fmt::format("{} {}: {}", places.program(runner.program).string(),
                                       run->timed_out ? "took too long" : describe(run->died),
                                       last_line(run->output)));
  }
  return Pace{.executions = reader.status().executions,
              .seconds = std::chrono::duration<double>(run->used.user).count()};
}

// How many executions take about the time that is wanted.
std::expected<void, std::string> grow(const Places& places, Runner& runner, double wanted) {
  constexpr int kMostTries = 12;
  constexpr double kNear = 0.6;
  for (int attempt = 0; attempt < kMostTries; ++attempt) {
    const auto pace = run_once(places, runner);
    if (!pace) return std::unexpected(pace.error());
    const bool enough = pace->seconds >= kNear * wanted;
    runner.executions = more_executions(runner.executions, pace->seconds, wanted);
    if (enough) return {};
  }
  return std::unexpected(fmt::format("{} takes no time", places.program(runner.program).string()));
}

std::expected<void, std::string> measure(const Places& places, Runner& runner) {
  const auto pace = run_once(places, runner);
  if (!pace) return std::unexpected(pace.error());
  constexpr double kLeast = 1e-6;  // What the system counts in.
  runner.rates.push_back(static_cast<double>(pace->executions) / std::max(pace->seconds, kLeast));
  return {};
}

// The trivial target runs on the corpus of the one that decodes the same, where there is one, and as libFuzzer runs any target.
Runner baseline_runner(const std::vector<Target>& all) {
  const auto percent = std::ranges::find(all, "percent", &Target::name);
  Target target = percent == all.end() ? Target{.name = "percent",
                                                .title = "",
                                                .spec = "",
                                                .kind = "",
                                                .max_length = 256,
                                                .dictionary = "percent",
                                                .mutator = "octets"}
                                       : *percent;
  target.kind.clear();
  return {.target = std::move(target), .program = kBaseline, .executions = 1000, .rates = {}};
}

TargetSpeed speed_of(const Runner& runner) {
  return {.target = runner.program, .kind = runner.target.kind, .rates = runner.rates};
}

/// All that is measured, the trivial target first.
class Race {
 public:
  Race(const Workplace& workplace, const std::vector<Target>& targets, const cli::Console& console)
      : places_(workplace.places), console_(console) {
    runners_.push_back(baseline_runner(workplace.targets));
    for (const Target& target : targets) {
      runners_.push_back(
          {.target = target, .program = target.name, .executions = 1000, .rates = {}});
    }
  }

  // In turns, so that what else the machine does strikes all alike. False: it was interrupted.
  std::expected<bool, std::string> run(const SpeedArguments& arguments,
                                       const std::stop_token& stop) {
    for (unsigned round = 0; round <= arguments.rounds; ++round) {
      for (Runner& runner : runners_) {
        if (stop.stop_requested()) return false;
        show(round, arguments.rounds, runner);
        const auto done =
            round == 0 ? grow(places_, runner, arguments.seconds) : measure(places_, runner);
        if (!done) return std::unexpected(done.error());
      }
    }
    if (console_.err_is_terminal) console_.err << report::no_progress() << std::flush;
    return true;
  }

  [[nodiscard]] int tell() const {
    std::vector<TargetSpeed> targets;
    std::transform(runners_.begin() + 1, runners_.end(), std::back_inserter(targets), speed_of);
    const TargetSpeed baseline = speed_of(runners_.front());
    const auto rows = compare_speeds(baseline, targets);
    console_.out << speed_table(baseline, rows);
    return std::ranges::all_of(rows, &SpeedRow::fast_enough) ? cli::as_expected
                                                             : cli::unexpected_result;
  }

 private:
  void show(unsigned round, unsigned rounds, const Runner& runner) const {
    if (!console_.err_is_terminal) return;
    console_.err << report::no_progress()
                 << fmt::format("round {} of {}; {}", round, rounds, runner.program) << std::flush;
  }

  const Places& places_;
  const cli::Console& console_;
  std::vector<Runner> runners_;
};

std::vector<std::string> programs_of(const std::vector<Target>& targets) {
  std::vector<std::string> programs{kBaseline};
  std::ranges::transform(targets, std::back_inserter(programs), &Target::name);
  return programs;
}

}  // namespace

void add_speed(cli::Options& options, SpeedArguments& arguments) {
  add_places(options, arguments.places);
  options.add("TARGET", arguments.targets, "Which targets; else all of them");
  options.add("--rounds", arguments.rounds, "How often each is measured").show_default().positive();
  options
      .add("--seconds", arguments.seconds,
           "Seconds of the processor's time that one measurement takes, about")
      .show_default()
      .positive();
  options.footer(
      "Exit: 0; 1 a target is below the floor of its kind; 2 usage; 3 a program is missing and "
      "cannot be built, or does not run; 130 interrupted.\n\nExample:\n  oauthspec fuzz speed "
      "percent uri\n");
}

int run_speed(const SpeedArguments& arguments, const cli::Console& console) {
  int code = 0;
  const auto opened = open_for(arguments.places, arguments.targets, console, code);
  if (!opened) return code;
  if (auto there = need_programs_named(opened->workplace, programs_of(opened->targets), console);
      !there) {
    return complain(console, there.error(), cli::unusable);
  }
  const cli::InterruptWatch watch;
  Race race(opened->workplace, opened->targets, console);
  const auto run = race.run(arguments, watch.token());
  if (!run) return complain(console, run.error(), cli::unusable);
  return *run ? race.tell() : cli::interrupted;
}

}  // namespace oauthspec::fuzz::driver
