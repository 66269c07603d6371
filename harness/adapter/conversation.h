// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include "harness/adapter/child.h"
#include "harness/adapter/session.h"
#include "harness/adapter/stderr_window.h"

namespace oauthspec::adapter {

/// A line of the child's stdout without its line end, or why there is none.
using Line = std::variant<std::string, Died, Garbage, TimedOut, Interrupted>;

/// How much of a line that is no message is shown.
inline constexpr std::size_t kShownOctets = 200;

/// The pipes of one session and of whatever child it has at the moment.
///
/// Both directions move while somebody waits: a child that is stopped while it writes cannot stop us, nor one that does not
/// read. What is read and not yet taken is never more than one line and one chunk; stderr is a window.
///
/// Threads: one at a time; interrupt() alone may be called from any other one.
class Conversation {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Conversation(std::size_t stderr_octets);

  /// Starts a child; the one before has been closed.
  ///
  /// Errors: why the system gives none.
  [[nodiscard]] std::optional<std::string> open(const std::string& command);

  /// Puts text on its way, which it takes when somebody waits and nothing is at hand: many questions make one write.
  void put(std::string_view text);

  /// Closes the child's stdin behind what was put.
  void end_input();

  /// How many octets the child's stdin has not taken yet.
  [[nodiscard]] std::size_t unsent() const { return outbox_.size() - sent_; }

  /// The next line, or Died at the end of the output; that says how the child ended where it does so within a second.
  [[nodiscard]] Line next_line(Clock::time_point deadline);

  /// What stands behind the last line end, when the output has ended.
  [[nodiscard]] std::string take_rest();

  /// Waits for the child's own end, which may come after that of its output. Nothing: it goes on, or interrupt() was called.
  [[nodiscard]] std::optional<Died> ended(Clock::time_point deadline);

  /// What the child wrote to stderr since this was last asked; what a child leaves behind when it is closed, too.
  [[nodiscard]] std::string take_stderr();

  /// Gives the child time to end by itself, and takes no more notice of what it writes to stdout.
  void let_end(std::chrono::milliseconds grace);

  /// Ends the child's process group and closes the pipes. May be called at any time.
  void close(std::chrono::milliseconds grace);

  /// Makes whatever waits, now and later, return at once.
  void interrupt();

  [[nodiscard]] bool interrupted() const { return interrupted_; }

 private:
  void read_out();
  void read_err();
  void write();
  void shut_input();
  void drain();
  [[nodiscard]] std::optional<Line> line_at_hand();

  static constexpr std::size_t kChunk = 64UL * 1024;

  boost::asio::io_context io_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{
      io_.get_executor()};
  boost::asio::posix::stream_descriptor in_{io_};
  boost::asio::posix::stream_descriptor out_{io_};
  boost::asio::posix::stream_descriptor err_{io_};
  boost::asio::posix::stream_descriptor end_{io_};  // Readable once the child has ended.
  std::optional<Child> child_;
  std::atomic<bool> interrupted_{false};
  std::array<char, kChunk> out_chunk_{};
  std::array<char, kChunk> err_chunk_{};
  std::string inbox_;
  std::size_t taken_ = 0;    // Octets of the inbox that were handed on.
  std::size_t scanned_ = 0;  // Octets of the inbox that were searched for a line feed.
  std::string outbox_;
  std::size_t sent_ = 0;  // Octets of the outbox that the pipe has taken.
  bool writing_ = false;  // Whether the rest of the outbox waits for room in the pipe.
  bool input_ends_ = false;
  bool out_ended_ = true;
  bool reading_ = false;
  StderrWindow stderr_;
};

}  // namespace oauthspec::adapter
