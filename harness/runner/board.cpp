// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/board.h"

#include <utility>

#include <fmt/format.h>

namespace oauthspec::runner {

Board::Board(std::span<const Case> cases, const ScheduleOptions& options,
             const ObservationSink& sink)
    : cases_(cases), options_(options), sink_(sink), finished_(cases.size(), false) {}

std::optional<std::size_t> Board::take() {
  const std::lock_guard lock(mutex_);
  if (queue_.empty() || report_.given_up || report_.interrupted) {
    return std::nullopt;
  }
  const std::size_t index = queue_.front();
  queue_.pop_front();
  return index;
}

void Board::finish(Observation observation) {
  {
    const std::lock_guard lock(mutex_);
    finished_[observation.index] = true;
  }
  sink_(std::move(observation));
}

void Board::trouble(std::string text) {
  const std::lock_guard lock(mutex_);
  report_.troubles.push_back(std::move(text));
}

void Board::remark(std::string text) {
  const std::lock_guard lock(mutex_);
  report_.remarks.push_back(std::move(text));
}

void Board::give_up(std::string reason) {
  const std::lock_guard lock(mutex_);
  if (!report_.given_up) {
    report_.given_up = std::move(reason);
  }
}

void Board::interrupt() {
  const std::lock_guard lock(mutex_);
  report_.interrupted = true;
}

bool Board::restart() {
  const std::lock_guard lock(mutex_);
  if (report_.given_up || report_.interrupted) {
    return false;
  }
  if (report_.restarts == options_.max_restarts) {
    report_.given_up =
        fmt::format("the adapter was restarted {} times already, and --max-restarts allows no more",
                    options_.max_restarts);
    return false;
  }
  ++report_.restarts;
  return true;
}

ScheduleReport Board::close() {
  const std::string reason = report_.interrupted
                                 ? "interrupted"
                                 : report_.given_up.value_or("no session of the adapter was left");
  for (std::size_t index = 0; index < cases_.size(); ++index) {
    if (!finished_[index]) {
      finish({index, NotRun{reason}, {}, {}});
    }
  }
  return std::move(report_);
}

}  // namespace oauthspec::runner
