// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "harness/adapter/session.h"

namespace oauthspec::adapter {

/// How to run an adapter as a child process.
struct ProcessOptions {
  std::string command;        ///< For /bin/sh -c.
  std::string suite_version;  ///< What our hello says.
  std::chrono::milliseconds start_timeout{
      30'000};                                    ///< For its hello: virtual machines start slowly.
  std::chrono::milliseconds finish_grace{2'000};  ///< From bye to SIGTERM.
  std::chrono::milliseconds kill_grace{1'000};    ///< From SIGTERM to SIGKILL.
  std::size_t stderr_octets = 16UL * 1024;        ///< How much of its stderr is kept for each case.
};

/// An adapter in a child process, over its stdin and stdout. A command that is stopped while it writes cannot stop us,
/// nor one that does not read: both directions move at once.
class ProcessSession final : public Session {
 public:
  explicit ProcessSession(ProcessOptions options);
  ProcessSession(const ProcessSession&) = delete;
  ProcessSession& operator=(const ProcessSession&) = delete;
  ProcessSession(ProcessSession&&) = delete;
  ProcessSession& operator=(ProcessSession&&) = delete;
  ~ProcessSession() override;

  [[nodiscard]] std::expected<Hello, StartProblem> start() override;
  void send(const Call& call) override;
  [[nodiscard]] Event wait(std::chrono::steady_clock::time_point deadline) override;
  [[nodiscard]] std::string take_stderr() override;
  void finish() override;
  void kill() override;
  void interrupt() override;

 private:
  class Conversation;

  ProcessOptions options_;
  std::unique_ptr<Conversation> conversation_;
};

}  // namespace oauthspec::adapter
