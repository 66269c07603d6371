// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <deque>
#include <functional>

#include "harness/adapter/session.h"

namespace oauthspec::adapter {

/// Answers one op at once; what it throws counts as a failure of the library.
using AnswerFunction = std::function<Verdict(std::string_view op, const nlohmann::json& in)>;

/// Asks `answer`, and turns what it throws into a Failure.
[[nodiscard]] Verdict answer_or_failure(const AnswerFunction& answer, std::string_view op,
                                        const nlohmann::json& in);

/// An adapter that is a function of ours: no process, no timeout, answers in the order of the questions.
class InProcessSession final : public Session {
 public:
  InProcessSession(Hello hello, AnswerFunction answer);

  [[nodiscard]] std::expected<Hello, StartProblem> start() override;
  void send(const Call& call) override;
  [[nodiscard]] Event wait(std::chrono::steady_clock::time_point deadline) override;
  [[nodiscard]] std::string take_stderr() override;
  void finish() override;
  void kill() override;
  void interrupt() override;

 private:
  Hello hello_;
  AnswerFunction answer_;
  std::deque<Call> calls_;
  std::atomic<bool> interrupted_{false};
};

}  // namespace oauthspec::adapter
