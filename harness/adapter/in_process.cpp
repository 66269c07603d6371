// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/in_process.h"

#include <exception>
#include <new>
#include <utility>

namespace oauthspec::adapter {

Verdict answer_or_failure(const AnswerFunction& answer, std::string_view op,
                          const nlohmann::json& in) {
  try {
    return answer(op, in);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    return Failure{"exception", error.what()};
  }
}

InProcessSession::InProcessSession(Hello hello, AnswerFunction answer)
    : hello_(std::move(hello)), answer_(std::move(answer)) {}

std::expected<Hello, StartProblem> InProcessSession::start() {
  if (interrupted_) {
    return std::unexpected(StartProblem{"interrupted", {}, true});
  }
  calls_.clear();
  return hello_;
}

void InProcessSession::send(const Call& call) {
  calls_.push_back(call);
}

Event InProcessSession::wait(std::chrono::steady_clock::time_point /*deadline*/) {
  if (interrupted_) {
    return Interrupted{};
  }
  if (calls_.empty()) {
    return TimedOut{};
  }
  const Call call = std::move(calls_.front());
  calls_.pop_front();
  return Answer{call.id, answer_or_failure(answer_, call.op, call.in)};
}

std::string InProcessSession::take_stderr() {
  return {};
}

void InProcessSession::finish() {
  calls_.clear();
}

void InProcessSession::kill() {
  calls_.clear();
}

void InProcessSession::interrupt() {
  interrupted_ = true;
}

}  // namespace oauthspec::adapter
