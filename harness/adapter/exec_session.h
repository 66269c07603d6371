// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "harness/adapter/process_options.h"
#include "harness/adapter/session.h"

namespace oauthspec::adapter {

class Conversation;

/// An adapter that is started once for each question: for shells, and for targets that crash.
///
/// start() runs the command with our hello as its whole stdin, and takes its hello. Each question is a process of its own, with
/// the call as its whole stdin; it has to write one answer and exit with 0. What it started itself ends with it.
class ExecSession final : public Session {
 public:
  explicit ExecSession(ProcessOptions options);
  ExecSession(const ExecSession&) = delete;
  ExecSession& operator=(const ExecSession&) = delete;
  ExecSession(ExecSession&&) = delete;
  ExecSession& operator=(ExecSession&&) = delete;
  ~ExecSession() override;

  /// Its hello's max_in_flight counts for nothing: there is one question a process.
  [[nodiscard]] std::expected<Hello, StartProblem> start() override;
  [[nodiscard]] bool isolated() const override { return true; }
  void send(const Call& call) override;
  /// Waits for the end of the process as well: an answer counts only when it exits with 0.
  [[nodiscard]] Event wait(std::chrono::steady_clock::time_point deadline) override;
  [[nodiscard]] std::string take_stderr() override;
  void finish() override;
  void kill() override;
  void interrupt() override;

 private:
  [[nodiscard]] std::optional<std::string> run(const std::string& message);

  ProcessOptions options_;
  std::unique_ptr<Conversation> conversation_;
  std::uint64_t asked_ = 0;
  std::optional<std::string> not_started_;  // Why there is no process for the question.
};

}  // namespace oauthspec::adapter
