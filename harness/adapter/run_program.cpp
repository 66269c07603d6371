// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/run_program.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include "harness/adapter/child.h"

namespace oauthspec::adapter {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostOctets = std::size_t{1024} * 1024;
constexpr std::chrono::milliseconds kStep{2};
constexpr std::chrono::milliseconds kGrace{500};

// A word that /bin/sh takes as it is.
std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char letter : word) {
    if (letter == '\'') {
      text += "'\\''";
    } else {
      text += letter;
    }
  }
  return text + "'";
}

std::string command_of(const std::vector<std::string>& words) {
  // exec: no shell stands between the program and what ends it.
  std::string command = "exec";
  for (const std::string& word : words) command += ' ' + quoted(word);
  return command;
}

/// What a program writes to one of its streams.
struct Output {
  int descriptor = -1;
  std::string text;

  [[nodiscard]] bool open() const { return descriptor >= 0; }
  void end() {
    if (open()) ::close(std::exchange(descriptor, -1));
  }
  void read() {
    std::array<char, 4096> piece{};
    const ssize_t octets = ::read(descriptor, piece.data(), piece.size());
    if (octets < 0 && errno == EINTR) return;
    if (octets <= 0) return end();
    // More than that is nothing that was asked for; it is read all the same, so that the program comes to its end.
    const std::size_t room = kMostOctets - std::min(kMostOctets, text.size());
    text.append(piece.data(), std::min(static_cast<std::size_t>(octets), room));
  }
};

// Reads both streams to their ends. False: the deadline came first.
bool read_to_the_end(Output& out, Output& err, Clock::time_point deadline) {
  while (out.open() || err.open()) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    if (left.count() <= 0) return false;
    std::array<pollfd, 2> wanted{
        {{.fd = out.descriptor, .events = POLLIN, .revents = 0},
         {.fd = err.descriptor, .events = POLLIN, .revents = 0}}};  // poll() passes over -1
    if (::poll(wanted.data(), wanted.size(), static_cast<int>(left.count())) < 0) continue;
    if (wanted[0].revents != 0) out.read();
    if (wanted[1].revents != 0) err.read();
  }
  return true;
}

std::optional<Died> wait_for(const Child& child, Clock::time_point deadline) {
  auto died = child.ended();
  while (!died && Clock::now() < deadline) {
    std::this_thread::sleep_for(kStep);
    died = child.ended();
  }
  return died;
}

std::string last_line(std::string text) {
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}

std::string how(const std::optional<Died>& died) {
  if (!died) return "took too long";
  if (died->signal) return fmt::format("died of signal {}", *died->signal);
  return fmt::format("exited with {}", died->exit_code.value_or(0));
}

}  // namespace

std::expected<std::string, std::string> run_program(const std::vector<std::string>& words,
                                                    std::chrono::milliseconds timeout) {
  const auto deadline = Clock::now() + timeout;
  auto started = Child::spawn(command_of(words));
  if (!started) return std::unexpected(started.error());
  auto& [child, pipes] = *started;
  ::close(pipes.in);
  Output out{.descriptor = pipes.out, .text = {}};
  Output err{.descriptor = pipes.err, .text = {}};
  const bool whole = read_to_the_end(out, err, deadline);
  out.end();
  err.end();
  const auto died = whole ? wait_for(child, deadline) : std::nullopt;
  child.end(died ? std::chrono::milliseconds(0) : kGrace);
  if (died && died->exit_code == 0) return std::move(out.text);
  const std::string said = last_line(std::move(err.text));
  return std::unexpected(
      fmt::format("{} {}{}{}", words.front(), how(died), said.empty() ? "" : ": ", said));
}

}  // namespace oauthspec::adapter
