// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <csignal>
#include <cstdint>

namespace oauthspec::provider {

/// Why a server stops.
enum class Stop : std::uint8_t {
  terminated,   ///< SIGTERM or SIGHUP
  interrupted,  ///< SIGINT
  parent_gone,  ///< The other end of stdin was closed.
  failed,       ///< The system did not let us wait.
};

/// While one exists, SIGINT, SIGTERM and SIGHUP do not end the program, but wait() returns. Those that were ignored stay so.
///
/// Threads: to be made before any thread that must not be struck by the signals.
class StopWatch {
 public:
  StopWatch();
  StopWatch(const StopWatch&) = delete;
  StopWatch& operator=(const StopWatch&) = delete;
  StopWatch(StopWatch&&) = delete;
  StopWatch& operator=(StopWatch&&) = delete;
  ~StopWatch();

  /// Returns when there is a reason to stop.
  ///
  /// Input: whether the end of stdin is one. What comes there is read and passed over.
  [[nodiscard]] Stop wait(bool with_parent) const;

 private:
  sigset_t before_{};
  int signals_ = -1;
};

}  // namespace oauthspec::provider
