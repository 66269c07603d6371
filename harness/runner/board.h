// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "harness/runner/schedule.h"

namespace oauthspec::runner {

/// What the sessions of one run share: the cases still to do, the restarts left, the sink.
///
/// Threads: any number at a time, but for offer() and close(), which belong before the first and after the last session.
class Board {
 public:
  Board(std::span<const Case> cases, const ScheduleOptions& options, const ObservationSink& sink);

  [[nodiscard]] const Case& at(std::size_t index) const { return cases_[index]; }
  [[nodiscard]] const ScheduleOptions& options() const { return options_; }

  /// Puts a case at the end of the queue.
  void offer(std::size_t index) { queue_.push_back(index); }
  [[nodiscard]] std::size_t offered() const { return queue_.size(); }

  /// The next case; none when the queue is empty or the run is over.
  [[nodiscard]] std::optional<std::size_t> take();

  /// Hands an observation to the sink.
  void finish(Observation observation);

  /// Something that belongs to no single case.
  void trouble(std::string text);
  void remark(std::string text);

  /// Ends the run. The first reason is kept.
  void give_up(std::string reason);
  void interrupt();

  /// Counts one restart. False: it is one too many, and the run is over.
  [[nodiscard]] bool restart();

  /// Reports every case that nobody finished, so that the counts add up, and how the run went.
  [[nodiscard]] ScheduleReport close();

 private:
  std::span<const Case> cases_;
  const ScheduleOptions& options_;
  const ObservationSink& sink_;
  std::mutex mutex_;
  std::deque<std::size_t> queue_;
  std::vector<bool> finished_;
  ScheduleReport report_;
};

}  // namespace oauthspec::runner
