// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "harness/adapter/protocol.h"

namespace oauthspec::adapter {

/// Why an adapter cannot be used at all.
struct StartProblem {
  std::string reason;
  std::string stderr_text;
  bool interrupted = false;  ///< Nothing is wrong with the adapter: interrupt() was called.
};

/// The adapter ended, or closed its stdout, while something was asked of it.
struct Died {
  std::optional<int> exit_code;
  std::optional<int> signal;
};

/// The adapter broke the protocol: a line that is no answer, or one that is too long.
struct Garbage {
  std::string line;  ///< Its first octets, made printable.
  std::string reason;
};

/// The deadline passed, and no answer came.
struct TimedOut {};

/// interrupt() was called.
struct Interrupted {};

/// What wait() can bring. After Died, Garbage and TimedOut the session is of use again only after kill() and start(), unless it is
/// isolated().
using Event = std::variant<Answer, Died, Garbage, TimedOut, Interrupted>;

/// "exited with code 3", "was killed by signal 11 (Segmentation fault)", "closed its output".
[[nodiscard]] std::string describe(const Died& died);

/// One conversation with one adapter, whatever runs it.
///
/// Threads: one thread uses a session; interrupt() alone may be called from any other one.
class Session {
 public:
  Session() = default;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  Session(Session&&) = delete;
  Session& operator=(Session&&) = delete;
  virtual ~Session() = default;

  /// Starts the adapter and exchanges hellos. May be called again after finish() and kill().
  [[nodiscard]] virtual std::expected<Hello, StartProblem> start() = 0;

  /// Whether each question has a process of its own: what happens then is that question's doing, and the next one knows nothing
  /// of it. Such a session has one question open at a time.
  [[nodiscard]] virtual bool isolated() const { return false; }

  /// Puts one question on its way. Never blocks; a question to a dead adapter shows as Died in wait().
  virtual void send(const Call& call) = 0;

  /// How many octets of questions the adapter has not taken yet.
  [[nodiscard]] virtual std::size_t unsent() const { return 0; }

  /// The next thing that happens.
  [[nodiscard]] virtual Event wait(std::chrono::steady_clock::time_point deadline) = 0;

  /// What the adapter wrote to stderr since this was last asked.
  [[nodiscard]] virtual std::string take_stderr() = 0;

  /// Says bye, lets the adapter end by itself for a while, then ends it.
  virtual void finish() = 0;

  /// Ends the adapter and every process that it started.
  virtual void kill() = 0;

  /// Makes the running and every later start() and wait() return at once. Cannot be undone.
  virtual void interrupt() = 0;
};

/// Makes one more session with the same adapter.
using SessionFactory = std::function<std::unique_ptr<Session>()>;

}  // namespace oauthspec::adapter
