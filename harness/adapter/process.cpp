// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/process.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <ctime>
#include <optional>
#include <utility>
#include <variant>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "harness/adapter/child.h"
#include "harness/adapter/messages.h"
#include "harness/adapter/stderr_window.h"

namespace oauthspec::adapter {
namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;
using boost::system::error_code;

constexpr std::size_t kChunk = 64UL * 1024;
constexpr std::size_t kShownOctets = 200;
// How often the child is looked after while nothing is heard of it.
constexpr std::chrono::milliseconds kGlance{20};
// From the end of its output to that of the process, which may have a core to write.
constexpr std::chrono::milliseconds kLastBreath{1'000};

// A child that ended makes our write raise SIGPIPE. Held back for this thread and taken away, so that nobody else's
// handling of it changes.
class SigpipeHeld {
 public:
  SigpipeHeld() {
    sigemptyset(&sigpipe_);
    sigaddset(&sigpipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &sigpipe_, &before_);
  }
  SigpipeHeld(const SigpipeHeld&) = delete;
  SigpipeHeld& operator=(const SigpipeHeld&) = delete;
  SigpipeHeld(SigpipeHeld&&) = delete;
  SigpipeHeld& operator=(SigpipeHeld&&) = delete;
  ~SigpipeHeld() {
    const timespec at_once{};
    while (sigtimedwait(&sigpipe_, nullptr, &at_once) > 0) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t sigpipe_{};
  sigset_t before_{};
};

// What is pending on the stream ends with an error; whether closing failed helps nobody.
void shut(asio::posix::stream_descriptor& stream) {
  if (stream.is_open()) {
    ::close(stream.release());
  }
}

using Line = std::variant<std::string, Died, Garbage, TimedOut, Interrupted>;

}  // namespace

// The pipes of one session and of whatever child it has at the moment.
class ProcessSession::Conversation {
 public:
  explicit Conversation(std::size_t stderr_octets) : stderr_(stderr_octets) {}

  std::optional<std::string> open(const std::string& command);
  void put(std::string_view text);
  Line next_line(Clock::time_point deadline);
  std::string take_stderr();
  void let_end(std::chrono::milliseconds grace);
  void close(std::chrono::milliseconds grace);
  void interrupt();

 private:
  void read_out();
  void read_err();
  void write();
  void run_until(Clock::time_point deadline);
  std::optional<Line> line_at_hand();
  Died death();
  void drain();

  asio::io_context io_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_{io_.get_executor()};
  asio::posix::stream_descriptor in_{io_};
  asio::posix::stream_descriptor out_{io_};
  asio::posix::stream_descriptor err_{io_};
  std::optional<Child> child_;
  std::atomic<bool> interrupted_{false};
  std::array<char, kChunk> out_chunk_{};
  std::array<char, kChunk> err_chunk_{};
  std::string inbox_;
  std::size_t taken_ = 0;    // Octets of the inbox that were handed on.
  std::size_t scanned_ = 0;  // Octets of the inbox that were searched for a line feed.
  std::string outbox_;
  std::string writing_;
  bool out_ended_ = true;
  bool reading_ = false;
  StderrWindow stderr_;
};

std::optional<std::string> ProcessSession::Conversation::open(const std::string& command) {
  auto spawned = Child::spawn(command);
  if (!spawned) {
    return spawned.error();
  }
  child_ = std::move(spawned->first);
  in_.assign(spawned->second.in);
  out_.assign(spawned->second.out);
  err_.assign(spawned->second.err);
  out_ended_ = false;
  read_err();
  return std::nullopt;
}

void ProcessSession::Conversation::read_out() {
  if (reading_ || out_ended_) {
    return;
  }
  reading_ = true;
  out_.async_read_some(asio::buffer(out_chunk_), [this](error_code error, std::size_t octets) {
    reading_ = false;
    inbox_.append(out_chunk_.data(), octets);
    out_ended_ = out_ended_ || error;
  });
}

void ProcessSession::Conversation::read_err() {
  err_.async_read_some(asio::buffer(err_chunk_), [this](error_code error, std::size_t octets) {
    stderr_.append({err_chunk_.data(), octets});
    if (!error) {
      read_err();
    }
  });
}

void ProcessSession::Conversation::put(std::string_view text) {
  outbox_ += text;
  if (writing_.empty()) {
    write();
  }
}

void ProcessSession::Conversation::write() {
  writing_ = std::exchange(outbox_, {});
  if (writing_.empty() || !in_.is_open()) {
    writing_.clear();
    return;
  }
  // Asio tries to write at once, before anything runs.
  const SigpipeHeld held;
  asio::async_write(in_, asio::buffer(writing_), [this](error_code error, std::size_t) {
    writing_.clear();
    // A child that no longer reads shows itself at the end of its output; until then it may still answer.
    if (!error) {
      write();
    }
  });
}

void ProcessSession::Conversation::run_until(Clock::time_point deadline) {
  const SigpipeHeld held;
  io_.run_one_until(deadline);
}

std::optional<Line> ProcessSession::Conversation::line_at_hand() {
  const std::size_t end = inbox_.find('\n', scanned_);
  if (end == std::string::npos) {
    scanned_ = inbox_.size();
    if (inbox_.size() - taken_ > kLineOctets) {
      return Garbage{printable(std::string_view(inbox_).substr(taken_), kShownOctets),
                     fmt::format("a line of more than {} octets", kLineOctets)};
    }
    // Only now, with no line left in it, does the inbox move: many lines of one read cost one move.
    inbox_.erase(0, std::exchange(taken_, 0));
    scanned_ = inbox_.size();
    return std::nullopt;
  }
  std::string line = inbox_.substr(taken_, end - taken_);
  taken_ = scanned_ = end + 1;
  if (line.size() > kLineOctets) {
    return Garbage{printable(line, kShownOctets),
                   fmt::format("a line of more than {} octets", kLineOctets)};
  }
  if (line.ends_with('\r')) {
    line.pop_back();
  }
  return line;
}

Line ProcessSession::Conversation::next_line(Clock::time_point deadline) {
  while (true) {
    if (interrupted_) {
      return Interrupted{};
    }
    if (auto line = line_at_hand()) {
      drain();
      return *std::move(line);
    }
    if (out_ended_) {
      return death();
    }
    const auto now = Clock::now();
    if (now >= deadline) {
      drain();
      return TimedOut{};
    }
    read_out();
    run_until(std::min(deadline, now + kGlance));
    // A grandchild may hold the output open after the command's end.
    if (reading_ && child_ && child_->ended()) {
      drain();
      out_ended_ = out_ended_ || reading_;
    }
  }
}

// What is in the pipes already, and no more: a child may write for ever.
void ProcessSession::Conversation::drain() {
  const SigpipeHeld held;
  constexpr int kReads = 16;
  for (int i = 0; i < kReads && io_.poll_one() > 0; ++i) {
  }
}

Died ProcessSession::Conversation::death() {
  if (!child_) {
    return Died{};
  }
  const auto deadline = Clock::now() + kLastBreath;
  auto died = child_->ended();
  while (!died && !interrupted_ && Clock::now() < deadline) {
    run_until(Clock::now() + kGlance);
    died = child_->ended();
  }
  drain();
  return died.value_or(Died{});
}

std::string ProcessSession::Conversation::take_stderr() {
  return stderr_.take();
}

void ProcessSession::Conversation::let_end(std::chrono::milliseconds grace) {
  const auto deadline = Clock::now() + grace;
  while (child_ && !child_->ended() && !interrupted_ && Clock::now() < deadline) {
    inbox_.clear();
    taken_ = scanned_ = 0;
    read_out();
    run_until(Clock::now() + kGlance);
    if (writing_.empty()) {
      shut(in_);
    }
  }
}

void ProcessSession::Conversation::close(std::chrono::milliseconds grace) {
  if (child_) {
    child_->end(grace);
    child_.reset();
  }
  for (auto* stream : {&in_, &out_, &err_}) {
    shut(*stream);
  }
  // The handlers of what was cancelled run now, and not into the next child's streams.
  const SigpipeHeld held;
  io_.poll();
  inbox_.clear();
  outbox_.clear();
  writing_.clear();
  taken_ = scanned_ = 0;
  out_ended_ = true;
  reading_ = false;
}

void ProcessSession::Conversation::interrupt() {
  interrupted_ = true;
  asio::post(io_, [] {});
}

ProcessSession::ProcessSession(ProcessOptions options)
    : options_(std::move(options)),
      conversation_(std::make_unique<Conversation>(options_.stderr_octets)) {}

// Without grace: whoever wants a child to end in peace calls finish() or kill() before.
ProcessSession::~ProcessSession() = default;

std::expected<Hello, StartProblem> ProcessSession::start() {
  kill();
  if (auto problem = conversation_->open(options_.command)) {
    return std::unexpected(StartProblem{*std::move(problem), {}});
  }
  conversation_->put(write_runner_hello(options_.suite_version));
  const Line line = conversation_->next_line(Clock::now() + options_.start_timeout);
  StartProblem problem;
  if (const auto* text = std::get_if<std::string>(&line)) {
    auto hello = parse_hello(*text);
    if (hello) {
      return *std::move(hello);
    }
    problem.reason = fmt::format("its hello is not understood: {}: {}", hello.error().reason,
                                 printable(*text, kShownOctets));
  } else if (const auto* died = std::get_if<Died>(&line)) {
    problem.reason = fmt::format("it {} before its hello", describe(*died));
  } else if (const auto* garbage = std::get_if<Garbage>(&line)) {
    problem.reason =
        fmt::format("its hello is not understood: {}: {}", garbage->reason, garbage->line);
  } else if (std::holds_alternative<Interrupted>(line)) {
    problem.reason = "interrupted";
    problem.interrupted = true;
  } else {
    problem.reason =
        fmt::format("it sent no hello within {} s (does it flush its output after each line?)",
                    std::chrono::duration<double>(options_.start_timeout).count());
  }
  kill();
  problem.stderr_text = take_stderr();
  return std::unexpected(std::move(problem));
}

void ProcessSession::send(const Call& call) {
  conversation_->put(write_call(call));
}

Event ProcessSession::wait(std::chrono::steady_clock::time_point deadline) {
  Line line = conversation_->next_line(deadline);
  if (const auto* text = std::get_if<std::string>(&line)) {
    auto answer = parse_answer(*text);
    if (!answer) {
      return Garbage{printable(*text, kShownOctets), answer.error().reason};
    }
    return *std::move(answer);
  }
  if (auto* died = std::get_if<Died>(&line)) {
    return *died;
  }
  if (auto* garbage = std::get_if<Garbage>(&line)) {
    return std::move(*garbage);
  }
  return std::holds_alternative<TimedOut>(line) ? Event(TimedOut{}) : Event(Interrupted{});
}

std::string ProcessSession::take_stderr() {
  return conversation_->take_stderr();
}

void ProcessSession::finish() {
  conversation_->put(write_bye());
  conversation_->let_end(options_.finish_grace);
  kill();
}

void ProcessSession::kill() {
  conversation_->close(options_.kill_grace);
}

void ProcessSession::interrupt() {
  conversation_->interrupt();
}

}  // namespace oauthspec::adapter
