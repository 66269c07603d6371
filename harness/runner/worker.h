// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include "harness/adapter/session.h"
#include "harness/runner/board.h"

namespace oauthspec::runner {

/// One session, and the questions that it has open.
///
/// Threads: one at a time.
class Worker {
 public:
  Worker(Board& board, std::unique_ptr<adapter::Session> session, std::stop_token stop);

  /// Starts the session.
  [[nodiscard]] std::expected<adapter::Hello, adapter::StartProblem> start();

  /// Takes cases from the board until none is left. start() has succeeded.
  void run();

  /// Ends a session that started and has nothing to do.
  void dismiss();

 private:
  struct Question {
    std::size_t index = 0;
    std::chrono::steady_clock::time_point sent;
  };

  // An answer to a question that is not open.
  struct Stray {
    std::uint64_t id = 0;
  };

  using Turn = std::variant<adapter::Answer, adapter::Died, adapter::Garbage, adapter::TimedOut,
                            adapter::Interrupted, Stray>;

  void fill();
  void ask(std::size_t index);
  [[nodiscard]] Turn wait();
  void finish(const Question& question, Outcome outcome);
  void recover(const Turn& turn);
  [[nodiscard]] bool guilty(std::size_t index);
  [[nodiscard]] bool refresh();
  void interrupted();
  [[nodiscard]] Outcome outcome_of(const Turn& turn) const;
  [[nodiscard]] bool echoes(const Turn& turn) const;
  [[nodiscard]] std::string describe(const Turn& turn) const;

  Board& board_;
  std::unique_ptr<adapter::Session> session_;
  std::stop_token stop_;
  std::uint32_t most_open_ = 1;
  bool usable_ = true;   // Whether cases may still be taken.
  bool spoilt_ = false;  // Whether the process has to be replaced before the next question.
  std::vector<std::size_t> asked_;          // By id.
  std::map<std::uint64_t, Question> open_;  // By id: the oldest is the first.
  std::chrono::steady_clock::time_point heard_;
};

}  // namespace oauthspec::runner
