// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/night_shift.h"

#include <algorithm>
#include <cmath>
#include <system_error>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "fuzz/driver/afl.h"
#include "fuzz/driver/corpus.h"
#include "fuzz/driver/crash_files.h"
#include "fuzz/driver/files.h"
#include "fuzz/driver/night_report.h"
#include "fuzz/driver/room.h"
#include "fuzz/driver/status.h"
#include "harness/report/terminal.h"
#include "harness/report/text.h"
#include "harness/report/time.h"

namespace oauthspec::fuzz::driver {
namespace {

using std::chrono::milliseconds;
using std::filesystem::path;

constexpr milliseconds kStep{200};
constexpr unsigned kMostFailures = 3;

std::string time_now() {
  return report::time_text(std::chrono::floor<milliseconds>(std::chrono::system_clock::now()));
}

// By what the engine says: where two are at work on one target, the file may be sorted already.
bool crashed(const EngineStatus& status) {
  return std::ranges::any_of(status.artifacts, [](const std::string& file) {
    return is_crash_file(path(file).filename().string());
  });
}

// What a slice adds to its target; how many edges are new.
std::uint64_t enter_status(TargetNight& target, const EngineStatus& status) {
  if (target.first_coverage == 0) {
    target.first_coverage = status.first_coverage;
    target.coverage = status.first_coverage;
  }
  const std::uint64_t fresh =
      status.coverage > target.coverage ? status.coverage - target.coverage : 0;
  target.coverage = std::max(target.coverage, status.coverage);
  target.features = std::max(target.features, status.features);
  target.executions += status.executions;
  target.added += status.added;
  if (status.inputs != 0) target.inputs = status.inputs;
  return fresh;
}

}  // namespace

double NightShift::now() const {
  return spent_before_ +
         std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
}

NightShift::Step NightShift::save() {
  night_.spent = now();
  return write_whole(workplace_.places.work / "night.json", write_night(night_));
}

NightShift::Step NightShift::work(const std::stop_token& stop, std::uint64_t seed) {
  Step step = save();
  if (step) step = sort_what_is_left();
  if (step) step = take_in(stop, seed);
  const Step ended = end_all();
  if (console_.err_is_terminal) console_.err << report::no_progress() << std::flush;
  return step ? ended : step;
}

NightShift::Step NightShift::sort_what_is_left() {
  for (std::size_t target = 0; target < targets_.size(); ++target) {
    if (workplace_.places.afl) {
      if (Step step = harvest_all_afl(workplace_.places, targets_[target].name); !step) return step;
      if (Step step = prepare_afl(workplace_.places, targets_[target].name); !step) return step;
    }
    if (Step step = enter_crashes(target, ""); !step) return step;
  }
  return {};
}

NightShift::Step NightShift::take_in(const std::stop_token& stop, std::uint64_t seed) {
  while (!stop.stop_requested()) {
    if (Step step = start_slices(seed); !step) return step;
    if (slices_.empty()) {
      night_.ended = true;
      return {};
    }
    const milliseconds patience = kStep / static_cast<int>(slices_.size());
    for (Slice& slice : slices_) slice.read(patience);
    for (auto slice = slices_.begin(); slice != slices_.end();) {
      if (!slice->over()) {
        ++slice;
        continue;
      }
      if (Step step = enter(*slice, false); !step) return step;
      slice = slices_.erase(slice);
    }
    show();
  }
  night_.end_note = "it was interrupted";
  return {};
}

NightShift::Step NightShift::start_slices(std::uint64_t seed) {
  while (slices_.size() < night_.cores) {
    const double left = night_.wanted - now();
    // An engine counts in whole seconds.
    if (left < 0.5) return {};
    const unsigned seconds = std::min(night_.slice, static_cast<unsigned>(std::ceil(left)));
    if (Step step = start_slice(seed, seconds); !step) return step;
  }
  return {};
}

NightShift::Step NightShift::start_slice(std::uint64_t seed, unsigned seconds) {
  if (Step room = need_room(workplace_.places.work); !room) return room;
  std::vector<unsigned> busy(targets_.size(), 0);
  for (const Slice& slice : slices_) ++busy[slice.target()];
  const std::size_t target = next_turn(shares_of(night_), busy);
  ++night_.slices;
  const RunOrder order{.target = targets_[target],
                       .seconds = seconds,
                       .seed = seed == 0 ? 0 : seed + night_.slices,
                       .more = {}};
  const unsigned number = free_number(target);
  auto program = start_engine(order, number);
  if (!program) return std::unexpected(program.error());
  slices_.emplace_back(target, number, seconds, *std::move(program));
  return {};
}

// The least number that no process at work on the target has.
unsigned NightShift::free_number(std::size_t target) const {
  unsigned number = 0;
  const auto taken = [&](const Slice& slice) {
    return slice.target() == target && slice.number() == number;
  };
  while (std::ranges::any_of(slices_, taken)) ++number;
  return number;
}

std::expected<adapter::Program, std::string> NightShift::start_engine(const RunOrder& order,
                                                                      unsigned number) const {
  const Places& places = workplace_.places;
  if (!places.afl) {
    return adapter::Program::start(run_words(places, order),
                                   {.environment = {}, .folder = {}, .dies_with_us = true});
  }
  return adapter::Program::start(
      afl_words(places, order, number),
      {.environment = afl_environment(places, order.target), .folder = {}, .dies_with_us = true});
}

// `ours`: whether we have ended it before its time.
NightShift::Step NightShift::enter(Slice& slice, bool ours) {
  TargetNight& target = night_.targets[slice.target()];
  EngineStatus status = slice.status();
  if (workplace_.places.afl) {
    auto harvest = harvest_afl(workplace_.places, target.name, slice.number());
    if (!harvest) return std::unexpected(harvest.error());
    status = *std::move(harvest);
  }
  const std::uint64_t fresh = enter_status(target, status);
  std::vector<Share> shares = shares_of(night_);
  enter_slice(shares, slice.target(),
              {.seconds = slice.seconds(),
               .wanted = slice.wanted(),
               .new_coverage = fresh,
               .crashed = crashed(status)});
  set_shares(night_, shares);
  enter_history(target);
  // Before what crashed is named, which takes a while.
  if (Step step = save(); !step) return step;
  if (Step step = enter_crashes(slice.target(), slice.output()); !step) return step;
  return judge_failure(slice, crashed(status), ours);
}

NightShift::Step NightShift::enter_crashes(std::size_t target, const std::string& output) {
  const std::string& name = targets_[target].name;
  for (const path& input : unsorted_crashes(workplace_.places, name)) {
    const auto sorted = know_crash(workplace_.places, name, input, output);
    if (!sorted) return std::unexpected(sorted.error());
    const bool fresh = enter_crash(night_, {.target = name,
                                            .name = sorted->crash.name,
                                            .headline = sorted->crash.headline,
                                            .input = sorted->file,
                                            .times = 1,
                                            .first_seen = time_now()});
    if (Step step = save(); !step) return step;
    sort_crash(workplace_.places, name, input, *sorted);
    if (fresh && console_.err_is_terminal) {
      console_.err << report::no_progress()
                   << fmt::format("{}: {}\n", name, report::one_line(sorted->crash.headline));
    }
  }
  return {};
}

// A program that cannot run at all must not be tried all night.
NightShift::Step NightShift::judge_failure(const Slice& slice, bool crashed, bool ours) {
  const auto& died = slice.died();
  unsigned& failures = failures_[slice.target()];
  if (ours || crashed || !died || died->exit_code == 0) {
    failures = 0;
    return {};
  }
  if (++failures < kMostFailures) return {};
  return std::unexpected(
      fmt::format("{} {}, {} times in a row, and left no input that crashes: {}",
                  workplace_.places.program(targets_[slice.target()].name).string(),
                  describe(*died), failures, last_line(slice.output())));
}

NightShift::Step NightShift::end_all() {
  Step first = {};
  for (Slice& slice : slices_) {
    slice.end();
    Step step = enter(slice, true);
    if (first && !step) first = step;
    // It may have been writing an input.
    const auto mended = mend_names(workplace_.places.grown(targets_[slice.target()].name));
    if (first && !mended) first = std::unexpected(mended.error());
  }
  slices_.clear();
  if (Step step = save(); first && !step) first = step;
  return first;
}

void NightShift::show() const {
  if (!console_.err_is_terminal) return;
  std::vector<std::string> names;
  for (const Slice& slice : slices_) names.push_back(targets_[slice.target()].name);
  console_.err << report::no_progress()
               << progress_line(night_, now(), fmt::format("{}", fmt::join(names, ", ")))
               << std::flush;
}

}  // namespace oauthspec::fuzz::driver
