// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "harness/adapter/session.h"

namespace oauthspec::adapter {

/// What comes from the other end: a line without its line feed, or why there is none.
using Heard = std::variant<std::string, Died, Garbage, TimedOut, Interrupted>;

/// Lines to and from one command, whatever they say: what a Session makes messages of.
///
/// Threads: one thread uses a wire; interrupt() alone may be called from any other one.
class Wire {
 public:
  Wire() = default;
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;
  Wire(Wire&&) = delete;
  Wire& operator=(Wire&&) = delete;
  virtual ~Wire() = default;

  /// Starts the command; after close() it may be called again.
  ///
  /// Output: nothing, or what the system says when it gives no process.
  [[nodiscard]] virtual std::optional<std::string> open() = 0;

  /// Puts text on its way, line feeds included. Never blocks; that nobody reads shows as Died in next().
  virtual void put(std::string_view text) = 0;

  /// The next thing that happens. Garbage is a line longer than kLineOctets.
  [[nodiscard]] virtual Heard next(std::chrono::steady_clock::time_point deadline) = 0;

  /// Ends the command's input, once all that was put is written.
  virtual void end_input() = 0;

  /// What came of a line that has no end; it is not heard any more.
  [[nodiscard]] virtual std::string take_rest() = 0;

  /// What the command wrote to stderr since this was last asked.
  [[nodiscard]] virtual std::string take_stderr() = 0;

  /// Ends the command and every process that it started.
  virtual void close() = 0;

  /// Makes the running and every later next() return at once. Cannot be undone.
  virtual void interrupt() = 0;
};

/// A wire to a child process, over its stdin and stdout.
///
/// Input: `command` is for /bin/sh -c; of its stderr the last `stderr_octets` are kept.
[[nodiscard]] std::unique_ptr<Wire> wire_to_process(std::string command, std::size_t stderr_octets);

}  // namespace oauthspec::adapter
