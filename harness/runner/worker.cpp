// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/worker.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/result/sanitizer.h"

namespace oauthspec::runner {
namespace {

using Clock = std::chrono::steady_clock;

// No more than this is kept for an adapter that does not read, and one question beyond it.
constexpr std::size_t kMostUnsent = 1024UL * 1024;
// An adapter that started once and fails to start so many times in a row does so for good.
constexpr int kStarts = 3;

}  // namespace

Worker::Worker(Board& board, std::unique_ptr<adapter::Session> session, std::stop_token stop)
    : board_(board), session_(std::move(session)), stop_(std::move(stop)) {}

std::expected<adapter::Hello, adapter::StartProblem> Worker::start() {
  const std::stop_callback interrupt(stop_, [this] { session_->interrupt(); });
  auto hello = session_->start();
  if (hello) {
    most_open_ = std::min(hello->max_in_flight, kMostOpen);
  }
  return hello;
}

void Worker::run() {
  const std::stop_callback interrupt(stop_, [this] { session_->interrupt(); });
  while (usable_) {
    fill();
    if (open_.empty()) {
      break;
    }
    Turn turn = wait();
    if (auto* answer = std::get_if<adapter::Answer>(&turn)) {
      const Question question = open_.extract(answer->id).mapped();
      finish(question, std::move(*answer));
    } else {
      recover(turn);
    }
  }
  spoilt_ ? session_->kill() : dismiss();
}

void Worker::dismiss() {
  static_cast<void>(session_->take_stderr());
  session_->finish();
  // Leaks are found at the end, when no test is there to speak of them.
  if (const auto report = result::sanitizer_report(session_->take_stderr())) {
    board_.remark("when the adapter ended, stderr held a report of " + result::describe(*report));
  }
}

void Worker::fill() {
  while (open_.size() < most_open_ && session_->unsent() < kMostUnsent) {
    const auto index = board_.take();
    if (!index || !refresh()) {
      return;
    }
    ask(*index);
  }
}

void Worker::ask(std::size_t index) {
  const std::uint64_t id = asked_.size();
  asked_.push_back(index);
  open_[id] = {index, Clock::now()};
  const Case& one = board_.at(index);
  session_->send({id, one.suite->op, one.test->in});
}

Worker::Turn Worker::wait() {
  const auto since = std::max(open_.begin()->second.sent, heard_);
  adapter::Event event = session_->wait(since + board_.options().timeout);
  if (const auto* answer = std::get_if<adapter::Answer>(&event);
      answer != nullptr && !open_.contains(answer->id)) {
    return Stray{answer->id};
  }
  return std::visit([](auto&& other) { return Turn(std::forward<decltype(other)>(other)); },
                    std::move(event));
}

void Worker::finish(const Question& question, Outcome outcome) {
  const auto now = Clock::now();
  const auto took = now - std::max(question.sent, heard_);
  heard_ = now;
  board_.finish({question.index, std::move(outcome), session_->take_stderr(),
                 std::chrono::duration_cast<std::chrono::microseconds>(took)});
}

// The process is of no more use, and any of the open questions may be why.
void Worker::recover(const Turn& turn) {
  if (std::holds_alternative<adapter::Interrupted>(turn)) {
    interrupted();
    return;
  }
  const auto open = std::exchange(open_, {});
  if (session_->isolated()) {
    finish(open.begin()->second, outcome_of(turn));
    return;
  }
  spoilt_ = true;
  // Nothing else was at work: no second wait is needed to know who stalls.
  if (open.size() == 1 && std::holds_alternative<adapter::TimedOut>(turn)) {
    finish(open.begin()->second, adapter::TimedOut{});
    return;
  }
  const std::string what = describe(turn);
  bool explained = echoes(turn);
  if (explained) {
    board_.trouble(what);
  }
  std::vector<std::string> suspects;
  for (const auto& [id, question] : open) {
    suspects.push_back(board_.at(question.index).name());
    explained = guilty(question.index) || explained;
    if (!usable_) {
      return;
    }
  }
  if (!explained) {
    board_.trouble(fmt::format("{}, and not again when asked one at a time: {}", what,
                               fmt::join(suspects, ", ")));
  }
}

// Asks one question with nothing else open, hands on what comes of it, and says whether it spoils the process.
bool Worker::guilty(std::size_t index) {
  while (refresh()) {
    ask(index);
    Turn turn = wait();
    const Question question = std::exchange(open_, {}).begin()->second;
    if (auto* answer = std::get_if<adapter::Answer>(&turn)) {
      finish(question, std::move(*answer));
      return false;
    }
    if (std::holds_alternative<adapter::Interrupted>(turn)) {
      interrupted();
      return false;
    }
    spoilt_ = true;
    if (echoes(turn)) {
      // The question before this one is at fault; this one has yet to be heard.
      board_.trouble(describe(turn));
      continue;
    }
    finish(question, outcome_of(turn));
    return true;
  }
  return false;
}

// Replaces a spoilt process. False: there is none to ask any more.
bool Worker::refresh() {
  if (!spoilt_) {
    return true;
  }
  session_->kill();
  std::string reason;
  for (int i = 0; i < kStarts; ++i) {
    if (!board_.restart()) {
      usable_ = false;
      return false;
    }
    const auto hello = session_->start();
    if (hello) {
      spoilt_ = false;
      return true;
    }
    if (hello.error().interrupted) {
      interrupted();
      return false;
    }
    reason = hello.error().reason;
  }
  board_.give_up("the adapter does not start again: " + reason);
  usable_ = false;
  return false;
}

void Worker::interrupted() {
  board_.interrupt();
  spoilt_ = true;
  usable_ = false;
}

// What becomes of the one question that is to blame.
Outcome Worker::outcome_of(const Turn& turn) const {
  if (const auto* died = std::get_if<adapter::Died>(&turn)) {
    return *died;
  }
  if (const auto* garbage = std::get_if<adapter::Garbage>(&turn)) {
    return *garbage;
  }
  if (std::holds_alternative<Stray>(turn)) {
    return adapter::Garbage{{}, describe(turn)};
  }
  return adapter::TimedOut{};
}

// Whether the turn is a second answer to a question of this session.
bool Worker::echoes(const Turn& turn) const {
  const auto* stray = std::get_if<Stray>(&turn);
  return stray != nullptr && stray->id < asked_.size();
}

std::string Worker::describe(const Turn& turn) const {
  if (const auto* died = std::get_if<adapter::Died>(&turn)) {
    return "the adapter " + adapter::describe(*died);
  }
  if (const auto* garbage = std::get_if<adapter::Garbage>(&turn)) {
    // Without the line itself: it may hold secrets, and nothing masks what belongs to no test.
    return "the adapter broke the protocol: " + garbage->reason;
  }
  if (echoes(turn)) {
    return fmt::format("the adapter answered twice: {}",
                       board_.at(asked_[std::get<Stray>(turn).id]).name());
  }
  if (const auto* stray = std::get_if<Stray>(&turn)) {
    return fmt::format("the adapter answered question {}, which was never asked", stray->id);
  }
  return "the adapter did not answer in time";
}

}  // namespace oauthspec::runner
