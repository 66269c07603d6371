// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/score_command.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>
#include <system_error>
#include <thread>

#include <fmt/format.h>

#include "fuzz/driver/build.h"
#include "fuzz/driver/command.h"
#include "fuzz/driver/corpus.h"
#include "fuzz/driver/files.h"
#include "fuzz/driver/lock.h"
#include "fuzz/driver/score.h"
#include "fuzz/driver/score_runs.h"
#include "harness/adapter/program.h"
#include "harness/cli/command_line/options.h"
#include "harness/cli/interrupt.h"

namespace oauthspec::fuzz::driver {
namespace {

using std::filesystem::path;

constexpr std::chrono::minutes kLongestList{5};

std::string planted(const Target& target) {
  return target.name + "_planted";
}

std::vector<std::string> planted_programs(const std::vector<Target>& targets) {
  std::vector<std::string> names;
  std::ranges::transform(targets, std::back_inserter(names), planted);
  return names;
}

std::expected<std::vector<ListedBug>, std::string> bugs_of(const Places& places,
                                                           const Target& target) {
  const std::string program = places.program(planted(target)).string();
  const auto run = adapter::run_to_end(
      {program, "-runs=0"},
      {.environment = {{"OAUTHSPEC_PLANTED", "list"}}, .folder = {}, .dies_with_us = true},
      kLongestList);
  if (!run) return std::unexpected(run.error());
  if (run->died.exit_code != 0) {
    return std::unexpected(fmt::format("{} {}", program, describe(run->died)));
  }
  return read_listed_bugs(target.name, run->output);
}

std::expected<std::vector<ListedBug>, std::string> bugs_of_all(const Places& places,
                                                               const std::vector<Target>& targets) {
  std::vector<ListedBug> all;
  for (const Target& target : targets) {
    auto bugs = bugs_of(places, target);
    if (!bugs) return bugs;
    std::ranges::move(*bugs, std::back_inserter(all));
  }
  return all;
}

// Names a target's program and its corpus by what is in them: a file of a corpus is named by its content.
std::expected<std::string, std::string> made_with(const Places& places, const Target& target) {
  const auto program = read_whole(places.program(planted(target)));
  if (!program) return std::unexpected(program.error());
  std::string all = content_name(*program);
  for (const path& file : files_in(places.corpus(target.name))) all += file.filename().string();
  return content_name(all);
}

std::expected<Score, std::string> earlier_score(
    const path& file, unsigned limit, const std::map<std::string, std::string, std::less<>>& made) {
  std::error_code ignored;
  Score none;
  none.limit = limit;
  none.made_with = made;
  if (!std::filesystem::exists(file, ignored)) return none;
  const auto text = read_whole(file);
  if (!text) return std::unexpected(text.error());
  auto score = read_score(*text);
  if (!score) return std::unexpected(fmt::format("{}: {}", file.string(), score.error()));
  for (const auto& [target, name] : made) keep_current(*score, target, name);
  if (!set_limit(*score, limit)) {
    return std::unexpected(
        fmt::format("the {} runs of {} had {} seconds: name another --file for a lower --limit",
                    score->runs.size(), file.string(), score->limit));
  }
  return score;
}

// All bugs with the first seed come first, so that a score that is cut short says something of each.
std::vector<ScoreJob> jobs_left(const Score& score, const std::vector<Target>& targets,
                                const std::vector<ListedBug>& bugs, std::uint64_t seeds) {
  std::vector<ScoreJob> jobs;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    for (const ListedBug& bug : bugs) {
      const auto target = std::ranges::find(targets, bug.target, &Target::name);
      if (target == targets.end() || has_run(score, bug, seed)) continue;
      jobs.push_back({.target = *target, .bug = bug, .seed = seed});
    }
  }
  return jobs;
}

int tell(const Score& score, const std::vector<ListedBug>& bugs, std::uint64_t seeds,
         const cli::Console& console) {
  const auto scores = sum_up(score, bugs, seeds);
  console.out << score_table(scores) << '\n' << score_summary(scores) << std::flush;
  return all_found(scores) ? cli::as_expected : cli::unexpected_result;
}

int score_targets(const Workplace& workplace, const std::vector<Target>& targets,
                  const ScoreArguments& arguments, const cli::Console& console) {
  const Places& places = workplace.places;
  const path file = std::filesystem::absolute(
      arguments.file.empty() ? places.tree / "fuzz" / "score.json" : path(arguments.file));
  const auto bugs = bugs_of_all(places, targets);
  if (!bugs) return complain(console, bugs.error(), cli::unusable);
  std::map<std::string, std::string, std::less<>> made;
  for (const Target& target : targets) {
    auto name = made_with(places, target);
    if (!name) return complain(console, name.error(), cli::unusable);
    made[target.name] = *std::move(name);
  }
  const auto lock =
      Lock::take(file.parent_path() / fmt::format(".{}.lock", file.filename().string()),
                 Lock::With::nobody, "another score is entered there; wait for its end");
  if (!lock) return complain(console, lock.error(), cli::unusable);
  auto score = earlier_score(file, arguments.limit, made);
  if (!score) return complain(console, score.error(), cli::usage);
  const cli::InterruptWatch watch;
  ScoreRuns runs(places, file, *score, console);
  const unsigned cores =
      arguments.cores == 0 ? std::max(1U, std::thread::hardware_concurrency()) : arguments.cores;
  const auto worked =
      runs.work(jobs_left(*score, targets, *bugs, arguments.seeds), cores, watch.token());
  if (!worked) return complain(console, worked.error(), cli::unusable);
  const int code = tell(*score, *bugs, arguments.seeds, console);
  return watch.token().stop_requested() ? cli::interrupted : code;
}

}  // namespace

void add_score(cli::Options& options, ScoreArguments& arguments) {
  add_places(options, arguments.places);
  options.add("TARGET", arguments.targets, "Which targets; else all of them");
  options.add("--seeds", arguments.seeds, "Looks for each bug with the seeds 1 to this")
      .show_default()
      .positive();
  options.add("--limit", arguments.limit, "Seconds that a run may take").show_default().positive();
  options.add("--cores", arguments.cores, "Runs at a time; else one for each of the machine");
  options.add("--file", arguments.file,
              "Where each run is entered, and those that are there are not made again; else "
              "fuzz/score.json of the source");
  options.footer(
      "Exit: 0; 1 a bug was not found in half of its runs; 2 usage; 3 a program is missing and "
      "cannot be built, or does not run; 130 interrupted.\n\nA higher --limit has all runs made "
      "again that found nothing, of targets that are not named, too, when these are.\n\nExample:\n "
      " "
      "oauthspec fuzz score percent uri --limit 60 --file build/score.json\n");
}

int run_score(const ScoreArguments& arguments, const cli::Console& console) {
  int code = 0;
  const auto opened = open_for(arguments.places, arguments.targets, console, code);
  if (!opened) return code;
  if (auto there =
          need_programs_named(opened->workplace, planted_programs(opened->targets), console);
      !there) {
    return complain(console, there.error(), cli::unusable);
  }
  return score_targets(opened->workplace, opened->targets, arguments, console);
}

}  // namespace oauthspec::fuzz::driver
