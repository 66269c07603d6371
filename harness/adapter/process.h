// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "harness/adapter/process_options.h"
#include "harness/adapter/session.h"

namespace oauthspec::adapter {

class Conversation;

/// An adapter in one child process, over its stdin and stdout, question after question.
class ProcessSession final : public Session {
 public:
  explicit ProcessSession(ProcessOptions options);
  ProcessSession(const ProcessSession&) = delete;
  ProcessSession& operator=(const ProcessSession&) = delete;
  ProcessSession(ProcessSession&&) = delete;
  ProcessSession& operator=(ProcessSession&&) = delete;
  /// Ends the child without grace: whoever wants it to end in peace calls finish() or kill() before.
  ~ProcessSession() override;

  [[nodiscard]] std::expected<Hello, StartProblem> start() override;
  void send(const Call& call) override;
  [[nodiscard]] std::size_t unsent() const override;
  [[nodiscard]] Event wait(std::chrono::steady_clock::time_point deadline) override;
  [[nodiscard]] std::string take_stderr() override;
  void finish() override;
  void kill() override;
  void interrupt() override;

 private:
  ProcessOptions options_;
  std::unique_ptr<Conversation> conversation_;
};

}  // namespace oauthspec::adapter
