// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/score_runs.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "fuzz/driver/crash_files.h"
#include "fuzz/driver/engine.h"
#include "fuzz/driver/files.h"
#include "fuzz/driver/status.h"
#include "harness/adapter/program.h"
#include "harness/report/terminal.h"

namespace oauthspec::fuzz::driver {
namespace {

using std::chrono::milliseconds;
using std::filesystem::path;

constexpr milliseconds kStep{200};

// Looking up the names of functions takes longer than most bugs take to be found.
std::pair<std::string, std::string> without_symbols(const char* variable) {
  const char* const given = std::getenv(variable);
  const std::string before = given == nullptr ? "" : fmt::format("{}:", given);
  return {variable, before + "symbolize=0"};
}

bool left_a_crash(const Slice& slice) {
  return std::ranges::any_of(slice.status().artifacts, [](const std::string& file) {
    return is_crash_file(path(file).filename().string());
  });
}

double seconds_of(const adapter::ProcessorTime& used) {
  return std::chrono::duration<double>(used.user + used.system).count();
}

}  // namespace

ScoreRuns::ScoreRuns(const Places& places, path file, Score& score, const cli::Console& console)
    : places_(places),
      file_(std::move(file)),
      score_(score),
      console_(console),
      folder_(places.work / fmt::format(".score.{}", ::getpid())) {}

path ScoreRuns::folder_of(std::size_t number) const {
  return folder_.at() / fmt::format("{}", number);
}

ScoreRuns::Step ScoreRuns::work(const std::vector<ScoreJob>& jobs, unsigned cores,
                                const std::stop_token& stop) {
  std::size_t next = 0;
  while (!stop.stop_requested() && (next < jobs.size() || !under_way_.empty())) {
    for (; next < jobs.size() && under_way_.size() < cores; ++next) {
      if (Step step = start(jobs[next], next); !step) return step;
    }
    const milliseconds patience = kStep / static_cast<int>(under_way_.size());
    for (Slice& slice : under_way_) slice.read(patience);
    if (Step step = enter_those_over(jobs); !step) return step;
    show(jobs);
  }
  if (console_.err_is_terminal) console_.err << report::no_progress() << std::flush;
  for (Slice& slice : under_way_) slice.end();
  under_way_.clear();
  return {};
}

ScoreRuns::Step ScoreRuns::start(const ScoreJob& job, std::size_t number) {
  const path folder = folder_of(number);
  if (Step made = make_folder(folder / "corpus"); !made) return made;
  auto program =
      adapter::Program::start(planted_words(places_, job.target, job.seed, score_.limit, folder),
                              {.environment = {{"OAUTHSPEC_PLANTED", job.bug.name},
                                               without_symbols("ASAN_OPTIONS"),
                                               without_symbols("UBSAN_OPTIONS")},
                               .folder = {},
                               .dies_with_us = true});
  if (!program) return std::unexpected(program.error());
  under_way_.emplace_back(number, 0, score_.limit, *std::move(program));
  return {};
}

ScoreRuns::Step ScoreRuns::enter_those_over(const std::vector<ScoreJob>& jobs) {
  for (auto slice = under_way_.begin(); slice != under_way_.end();) {
    if (!slice->over()) {
      ++slice;
      continue;
    }
    if (Step step = enter(jobs[slice->target()], *slice); !step) return step;
    std::error_code ignored;
    std::filesystem::remove_all(folder_of(slice->target()), ignored);
    slice = under_way_.erase(slice);
    ++done_;
  }
  return {};
}

ScoreRuns::Step ScoreRuns::enter(const ScoreJob& job, const Slice& slice) {
  const auto& died = slice.died();
  const bool found = died && died->exit_code != 0 && left_a_crash(slice);
  if (died && died->exit_code != 0 && !found) {
    return std::unexpected(fmt::format("{} {}, and left no input that crashes: {}",
                                       places_.program(job.target.name + "_planted").string(),
                                       describe(*died), last_line(slice.output())));
  }
  score_.runs.push_back({.target = job.target.name,
                         .bug = job.bug.name,
                         .seed = job.seed,
                         .seconds = seconds_of(slice.used()),
                         .found = found,
                         // The line INITED ends the replay.
                         .replay = found && slice.status().first_coverage == 0});
  return write_whole(file_, write_score(score_));
}

void ScoreRuns::show(const std::vector<ScoreJob>& jobs) const {
  if (!console_.err_is_terminal || under_way_.empty()) return;
  const ScoreJob& job = jobs[under_way_.front().target()];
  console_.err << report::no_progress()
               << fmt::format("{} of {} runs; {}: {}", done_, jobs.size(), job.target.name,
                              job.bug.name)
               << std::flush;
}

}  // namespace oauthspec::fuzz::driver
