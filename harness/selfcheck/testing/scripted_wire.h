// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/adapter/in_process.h"
#include "harness/adapter/messages.h"
#include "harness/adapter/reference/reference.h"
#include "harness/adapter/wire.h"

namespace oauthspec::selfcheck::fakes {

/// What comes of one line; one reply that repeats for ever where `endless` is set.
struct Replies : std::vector<adapter::Heard> {
  using vector::vector;
  bool endless = false;
};

[[nodiscard]] inline Replies endless(const std::string& line) {
  Replies replies{line};
  replies.endless = true;
  return replies;
}

/// A wire to a function of the test's own.
class ScriptedWire final : public adapter::Wire {
 public:
  explicit ScriptedWire(std::function<Replies(const std::string& line)> script)
      : script_(std::move(script)) {}

  [[nodiscard]] std::optional<std::string> open() override { return std::nullopt; }
  void put(std::string_view text) override {
    const std::string line(text.substr(0, text.size() - 1));
    Replies replies = script_(line);
    if (replies.endless) {
      repeated_ = replies[0];
    }
    coming_.insert(coming_.end(), replies.begin(), replies.end());
  }
  [[nodiscard]] adapter::Heard next(std::chrono::steady_clock::time_point /*deadline*/) override {
    if (interrupted_) {
      return adapter::Interrupted{};
    }
    if (coming_.empty()) {
      return repeated_.value_or(adapter::TimedOut{});
    }
    adapter::Heard heard = std::move(coming_.front());
    coming_.pop_front();
    return heard;
  }
  void end_input() override { coming_.push_back(adapter::Died{0, std::nullopt}); }
  [[nodiscard]] std::string take_rest() override { return {}; }
  [[nodiscard]] std::string take_stderr() override { return {}; }
  void close() override {
    coming_.clear();
    repeated_.reset();
  }
  void interrupt() override { interrupted_ = true; }

 private:
  std::function<Replies(const std::string& line)> script_;
  std::deque<adapter::Heard> coming_;
  std::optional<adapter::Heard> repeated_;
  bool interrupted_ = false;
};

/// The reference, as an adapter of its own would answer.
[[nodiscard]] inline Replies reference_replies(const std::string& line) {
  const auto without_end = [](std::string text) { return text.substr(0, text.size() - 1); };
  const auto message = adapter::parse_from_runner(line);
  if (!message) {
    return {adapter::Died{2, std::nullopt}};
  }
  if (std::holds_alternative<adapter::RunnerHello>(*message)) {
    return {without_end(adapter::write_hello(adapter::reference_hello()))};
  }
  if (const auto* call = std::get_if<adapter::Call>(&*message)) {
    return {without_end(adapter::write_answer(
        {call->id, adapter::answer_or_failure(adapter::reference_answer, call->op, call->in)}))};
  }
  return {adapter::Died{0, std::nullopt}};
}

}  // namespace oauthspec::selfcheck::fakes
