// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/conversation.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "harness/adapter/messages.h"

namespace oauthspec::adapter {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

// How often the child is looked after while nothing is heard of it, in case the system does not tell of its end.
constexpr std::chrono::milliseconds kGlance{20};
// From the end of its output to that of the process, which may have a core to write.
constexpr std::chrono::milliseconds kLastBreath{1'000};

// A child that ended makes our write raise SIGPIPE. Held back for this thread and taken away, so that nobody else's
// handling of it changes.
ssize_t write_without_sigpipe(int descriptor, std::string_view text) {
  sigset_t sigpipe;
  sigset_t before;
  sigemptyset(&sigpipe);
  sigaddset(&sigpipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &sigpipe, &before);
  const ssize_t octets = ::write(descriptor, text.data(), text.size());
  const int error = errno;
  if (octets < 0 && error == EPIPE) {
    const timespec at_once{};
    while (sigtimedwait(&sigpipe, nullptr, &at_once) > 0) {
    }
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = error;
  return octets;
}

// What is pending on the stream ends with an error; whether closing failed helps nobody.
void shut(asio::posix::stream_descriptor& stream) {
  if (stream.is_open()) {
    ::close(stream.release());
  }
}

Garbage too_long(std::string_view line) {
  return {printable(line, kShownOctets), fmt::format("a line of more than {} octets", kLineOctets)};
}

}  // namespace

Conversation::Conversation(std::size_t stderr_octets) : stderr_(stderr_octets) {}

std::optional<std::string> Conversation::open(const std::string& command) {
  auto spawned = Child::spawn(command);
  if (!spawned) {
    return spawned.error();
  }
  child_ = std::move(spawned->first);
  in_.assign(spawned->second.in);
  out_.assign(spawned->second.out);
  err_.assign(spawned->second.err);
  in_.non_blocking(true);
  if (const int end = child_->watch(); end >= 0) {
    end_.assign(end);
    // Whoever waits looks after the child when it wakes.
    end_.async_wait(asio::posix::stream_descriptor::wait_read, [](error_code) {});
  }
  out_ended_ = false;
  read_err();
  return std::nullopt;
}

void Conversation::read_out() {
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

void Conversation::read_err() {
  err_.async_read_some(asio::buffer(err_chunk_), [this](error_code error, std::size_t octets) {
    stderr_.append({err_chunk_.data(), octets});
    if (!error) {
      read_err();
    }
  });
}

void Conversation::put(std::string_view text) {
  // What was sent already goes before more is kept.
  outbox_.erase(0, std::exchange(sent_, 0));
  outbox_ += text;
}

void Conversation::end_input() {
  input_ends_ = true;
  write();
}

void Conversation::write() {
  while (in_.is_open() && !writing_ && unsent() > 0) {
    const ssize_t octets =
        write_without_sigpipe(in_.native_handle(), std::string_view(outbox_).substr(sent_));
    if (octets >= 0) {
      sent_ += static_cast<std::size_t>(octets);
    } else if (errno == EAGAIN) {
      writing_ = true;
      in_.async_wait(asio::posix::stream_descriptor::wait_write, [this](error_code error) {
        writing_ = false;
        if (!error) {
          write();
        }
      });
    } else if (errno != EINTR) {
      // A child that no longer reads shows itself at the end of its output; until then it may still answer.
      shut(in_);
    }
  }
  if (writing_) {
    return;
  }
  outbox_.clear();
  sent_ = 0;
  if (input_ends_) {
    shut(in_);
  }
}

std::optional<Line> Conversation::line_at_hand() {
  const std::size_t end = inbox_.find('\n', scanned_);
  if (end == std::string::npos) {
    if (inbox_.size() - taken_ > kLineOctets) {
      return too_long(std::string_view(inbox_).substr(taken_));
    }
    // Only now, with no line left in it, does the inbox move: many lines of one read cost one move.
    inbox_.erase(0, std::exchange(taken_, 0));
    scanned_ = inbox_.size();
    return std::nullopt;
  }
  std::string line = inbox_.substr(taken_, end - taken_);
  taken_ = scanned_ = end + 1;
  if (line.size() > kLineOctets) {
    return too_long(line);
  }
  if (line.ends_with('\r')) {
    line.pop_back();
  }
  return line;
}

Line Conversation::next_line(Clock::time_point deadline) {
  for (bool waited = false;; waited = true) {
    if (interrupted_) {
      return Interrupted{};
    }
    if (auto line = line_at_hand()) {
      if (waited) {
        drain();  // For the stderr that belongs to it.
      }
      return *std::move(line);
    }
    write();
    if (out_ended_) {
      const auto died = ended(Clock::now() + kLastBreath);
      drain();
      return died.value_or(Died{});
    }
    const auto now = Clock::now();
    if (now >= deadline) {
      drain();
      return TimedOut{};
    }
    read_out();
    io_.run_one_until(std::min(deadline, now + kGlance));
    // A grandchild may hold the output open after the command's end.
    if (reading_ && child_ && child_->ended()) {
      drain();
      out_ended_ = out_ended_ || reading_;
    }
  }
}

std::string Conversation::take_rest() {
  std::string rest = inbox_.substr(taken_);
  inbox_.clear();
  taken_ = scanned_ = 0;
  return rest;
}

std::optional<Died> Conversation::ended(Clock::time_point deadline) {
  auto died = child_ ? child_->ended() : Died{};
  while (!died && !interrupted_ && Clock::now() < deadline) {
    io_.run_one_until(std::min(deadline, Clock::now() + kGlance));
    died = child_->ended();
  }
  return died;
}

// What is in the pipes already, and no more: a child may write for ever.
void Conversation::drain() {
  constexpr int kReads = 16;
  for (int i = 0; i < kReads && io_.poll_one() > 0; ++i) {
  }
}

std::string Conversation::take_stderr() {
  return stderr_.take();
}

void Conversation::let_end(std::chrono::milliseconds grace) {
  end_input();
  const auto deadline = Clock::now() + grace;
  while (child_ && !child_->ended() && !interrupted_ && Clock::now() < deadline) {
    static_cast<void>(take_rest());
    read_out();
    io_.run_one_until(std::min(deadline, Clock::now() + kGlance));
  }
  drain();
}

void Conversation::close(std::chrono::milliseconds grace) {
  if (child_) {
    child_->end(grace);
    child_.reset();
  }
  drain();
  for (auto* stream : {&in_, &out_, &err_, &end_}) {
    shut(*stream);
  }
  // The handlers of what was cancelled run now, and not into the next child's streams.
  io_.poll();
  inbox_.clear();
  outbox_.clear();
  taken_ = scanned_ = sent_ = 0;
  out_ended_ = true;
  input_ends_ = reading_ = writing_ = false;
}

void Conversation::interrupt() {
  interrupted_ = true;
  asio::post(io_, [] {});
}

}  // namespace oauthspec::adapter
