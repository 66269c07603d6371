// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <csignal>
#include <stop_token>
#include <thread>

namespace oauthspec::cli {

/// While one exists, SIGINT, SIGTERM and SIGHUP request a stop instead of ending the program. Those that were ignored stay so.
///
/// Threads: to be made before any thread that must not be struck by the signals.
class InterruptWatch {
 public:
  InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;
  InterruptWatch(InterruptWatch&&) = delete;
  InterruptWatch& operator=(InterruptWatch&&) = delete;
  ~InterruptWatch();

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

 private:
  sigset_t watched_{};
  sigset_t before_{};
  std::stop_source source_;
  std::atomic<bool> over_{false};
  std::thread waiter_;
};

}  // namespace oauthspec::cli
