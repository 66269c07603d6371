// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/overnight_command.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "fuzz/driver/build.h"
#include "fuzz/driver/command.h"
#include "fuzz/driver/files.h"
#include "fuzz/driver/lock.h"
#include "fuzz/driver/night_report.h"
#include "fuzz/driver/night_shift.h"
#include "harness/cli/command_line/options.h"
#include "harness/cli/interrupt.h"
#include "harness/report/time.h"

namespace oauthspec::fuzz::driver {
namespace {

using std::filesystem::path;

/// What a command is refused for.
struct Refused {
  std::string why;
  int code = cli::usage;
};

std::string time_now() {
  return report::time_text(
      std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
}

Night new_night(const OvernightArguments& arguments, const std::vector<Target>& targets) {
  constexpr double kMinute = 60;
  Night night;
  if (!arguments.engine.empty()) night.engine = arguments.engine;
  night.started = time_now();
  night.wanted = (arguments.hours * kMinute + arguments.minutes) * kMinute;
  night.cores = std::max(1U, std::thread::hardware_concurrency());
  for (const Target& target : targets) {
    night.targets.emplace_back();
    night.targets.back().name = target.name;
  }
  return night;
}

std::expected<Night, Refused> earlier_night(const path& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) {
    return std::unexpected(Refused{fmt::format(
        "there is no night to go on with: {} is missing; begin one with --hours", file.string())});
  }
  const auto text = read_whole(file);
  if (!text) return std::unexpected(Refused{text.error()});
  auto night = read_night(*text);
  if (!night) {
    return std::unexpected(Refused{fmt::format("{}: {}", file.string(), night.error())});
  }
  if (night->ended) {
    return std::unexpected(Refused{fmt::format(
        "the night of {} came to its end; begin another with --hours", night->started)});
  }
  night->end_note.clear();
  return *std::move(night);
}

// The night to work through: the one before, or a new one.
std::expected<Night, Refused> choose_night(const OvernightArguments& arguments,
                                           const std::vector<Target>& targets, const path& file,
                                           const cli::Console& console) {
  auto before = earlier_night(file);
  if (arguments.resume) return before;
  if (arguments.hours <= 0 && arguments.minutes <= 0) {
    return std::unexpected(Refused{"say how long with --hours or --minutes, or --resume"});
  }
  if (before) {
    console.err << fmt::format(
        "oauthspec-fuzz: the night of {} was cut short, and --resume would have gone on with it; "
        "its "
        "corpora and crashes are kept\n",
        before->started);
  }
  return new_night(arguments, targets);
}

std::expected<Night, Refused> plan(const OvernightArguments& arguments,
                                   const std::vector<Target>& targets, const path& file,
                                   const cli::Console& console) {
  auto night = choose_night(arguments, targets, file, console);
  if (night && !arguments.engine.empty() && night->engine != arguments.engine) {
    return std::unexpected(
        Refused{fmt::format("the night that was cut short was of --engine {}", night->engine)});
  }
  if (night && arguments.cores != 0) night->cores = arguments.cores;
  if (night && arguments.slice != 0) night->slice = arguments.slice;
  return night;
}

Done write_summaries(const OvernightArguments& arguments, const Night& night, const path& work,
                     const cli::Console& console) {
  const path json = arguments.json.empty() ? work / "night-summary.json" : path(arguments.json);
  const path html = arguments.html.empty() ? work / "night-summary.html" : path(arguments.html);
  if (Done written = write_whole(json, night_json(night, work)); !written) return written;
  if (Done written = write_whole(html, night_page(night, work)); !written) return written;
  console.out << fmt::format("\n{}\n{}\n", json.string(), html.string());
  return {};
}

int work(const OvernightArguments& arguments, const Workplace& workplace,
         const std::vector<Target>& targets, Night& night, const cli::Console& console) {
  const cli::InterruptWatch watch;
  NightShift shift(workplace, targets, night, console);
  const auto worked = shift.work(watch.token(), arguments.seed);
  if (!worked) night.end_note = worked.error();
  const path& folder = workplace.places.work;
  console.out << night_text(night, folder);
  const Done written = write_summaries(arguments, night, folder, console);
  if (!worked) return complain(console, worked.error(), cli::unusable);
  if (!written) return complain(console, written.error(), cli::unusable);
  if (!night.ended) return cli::interrupted;
  return night.crashes.empty() ? cli::as_expected : cli::unexpected_result;
}

std::vector<std::string> names_of(const Night& night) {
  std::vector<std::string> names;
  std::ranges::transform(night.targets, std::back_inserter(names), &TargetNight::name);
  return names;
}

}  // namespace

void add_overnight(cli::Options& options, OvernightArguments& arguments) {
  add_places(options, arguments.places);
  add_vectors(options, arguments.places);
  const auto chosen = options.add("TARGET", arguments.targets, "Which targets; else all of them");
  const auto hours = options.add("--hours", arguments.hours, "How long it takes").not_negative();
  const auto minutes =
      options.add("--minutes", arguments.minutes, "The same, added to the hours").not_negative();
  options
      .add("--engine", arguments.engine,
           "Which engine: libfuzzer, or afl (AFL++, with programs in build/afl/bin); else "
           "libfuzzer, or as before")
      .one_of({"libfuzzer", "afl"});
  options
      .add("--cores", arguments.cores,
           "Engines at a time; else one for each of the machine, or as before")
      .positive();
  options
      .add("--slice", arguments.slice,
           "Seconds that a target is given at a time; else 60, or as before")
      .positive();
  options.add("--seed", arguments.seed, "Where the engines' choices begin; 0: others each time")
      .show_default();
  options
      .add(
          "--resume", arguments.resume,
          "Go on with the night that was cut short, with its targets, for what is left of its time")
      .excludes(hours)
      .excludes(minutes)
      .excludes(chosen);
  options.add("--json", arguments.json,
              "The summary for programs; else night-summary.json in the folder of work");
  options.add("--html", arguments.html, "The summary as one page; else night-summary.html there");
  options.footer(
      "Every target gets slices in turn, those whose coverage grows up to four times as many. The "
      "state is written after\neach slice: after a kill or an interrupt, --resume goes on, and "
      "neither an input nor a crash is lost.\n\n"
      "Exit: 0; 1 something was found; 2 usage, or nothing to go on with; 3 a program is missing "
      "or "
      "does not run, or the\n      disk is full; 130 interrupted.\n\n"
      "Examples:\n"
      "  oauthspec fuzz overnight --hours 8\n"
      "  oauthspec fuzz overnight --minutes 30 --cores 2 uri percent\n"
      "  oauthspec fuzz overnight --resume\n");
}

int run_overnight(const OvernightArguments& arguments, const cli::Console& console) {
  int code = 0;
  auto opened = open_for(arguments.places, arguments.targets, console, code);
  if (!opened) return code;
  Workplace& workplace = opened->workplace;
  const path folder = workplace.places.work;
  if (Done made = make_folder(folder); !made) return complain(console, made.error(), cli::unusable);
  const auto lock =
      Lock::take(folder / "night.lock", Lock::With::nobody, "another night is at work here");
  if (!lock) return complain(console, lock.error(), cli::unusable);
  const auto corpora = take_corpora(folder, Lock::With::others_that_share);
  if (!corpora) return complain(console, corpora.error(), cli::unusable);
  auto night = plan(arguments, opened->targets, folder / "night.json", console);
  if (!night) return complain(console, night.error().why, night.error().code);
  if (night->engine == "afl") workplace.work_with_afl();
  // Those of the night before, where it is gone on with.
  const auto targets = named_targets(workplace.targets, names_of(*night));
  if (!targets) return complain(console, targets.error(), cli::usage);
  if (auto there = need_programs(workplace, *targets, console); !there) {
    return complain(console, there.error(), cli::unusable);
  }
  if (auto prepared = prepare(workplace, *targets); !prepared) {
    return complain(console, prepared.error(), cli::unusable);
  }
  return work(arguments, workplace, *targets, *night, console);
}

}  // namespace oauthspec::fuzz::driver
