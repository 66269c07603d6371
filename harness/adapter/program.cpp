// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/program.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <thread>

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

namespace oauthspec::adapter {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kStep{100};
constexpr milliseconds kGrace{2000};

// A word that /bin/sh takes as it is.
std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char letter : word)
    text += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return text + "'";
}

std::string command_of(const std::vector<std::string>& words, const Program::Options& options) {
  std::string command = "exec 2>&1; ";
  if (!options.folder.empty())
    command += fmt::format("cd {} || exit 126; ", quoted(options.folder));
  for (const auto& [name, value] : options.environment) {
    command += fmt::format("export {}={}; ", name, quoted(value));
  }
  if (!options.dies_with_us) {
    command += "set --; ";
  } else {
    command +=
        "if command -v setpriv >/dev/null; then set -- setpriv --pdeathsig TERM --; else set --; "
        "fi; ";
  }
  // exec: no shell stands between the program and what ends it.
  command += "exec \"$@\"";
  for (const std::string& word : words) command += ' ' + quoted(word);
  return command;
}

bool readable(int descriptor, milliseconds patience) {
  pollfd wanted{.fd = descriptor, .events = POLLIN, .revents = 0};
  return ::poll(&wanted, 1, static_cast<int>(patience.count())) > 0;
}

}  // namespace

std::expected<Program, std::string> Program::start(const std::vector<std::string>& words,
                                                   const Options& options) {
  auto started = Child::spawn(command_of(words, options));
  if (!started) return std::unexpected(started.error());
  auto& [child, pipes] = *started;
  ::close(pipes.in);
  ::close(pipes.err);
  return Program(std::move(child), pipes.out);
}

Program::Program(Program&& other) noexcept
    : child_(std::move(other.child_)), output_(std::exchange(other.output_, -1)) {}

Program& Program::operator=(Program&& other) noexcept {
  std::swap(child_, other.child_);
  std::swap(output_, other.output_);
  return *this;
}

Program::~Program() {
  if (open()) ::close(output_);
}

std::string Program::read(milliseconds patience) {
  std::string text;
  std::array<char, 65536> piece{};
  while (open() && readable(output_, text.empty() ? patience : milliseconds(0))) {
    const ssize_t octets = ::read(output_, piece.data(), piece.size());
    if (octets < 0 && errno == EINTR) continue;
    if (octets <= 0) {
      ::close(std::exchange(output_, -1));
      break;
    }
    text.append(piece.data(), static_cast<std::size_t>(octets));
    // What never stops writing does not keep us from everything else.
    if (text.size() >= kMostOutput) break;
  }
  return text;
}

void append_output(std::string& output, const std::string& piece) {
  output += piece;
  if (output.size() > 2 * kMostOutput) output.erase(0, output.size() - kMostOutput);
}

std::expected<Outcome, std::string> run_to_end(const std::vector<std::string>& words,
                                               const Program::Options& options,
                                               milliseconds timeout) {
  auto program = Program::start(words, options);
  if (!program) return std::unexpected(program.error());
  const auto deadline = Clock::now() + timeout;
  Outcome outcome;
  auto died = program->ended();
  while (!died && Clock::now() < deadline) {
    append_output(outcome.output, program->read(kStep));
    if (!program->open()) std::this_thread::sleep_for(milliseconds(2));
    died = program->ended();
  }
  outcome.timed_out = !died;
  outcome.used = program->processor_time().value_or(ProcessorTime{});
  if (!died) program->end(kGrace);
  append_output(outcome.output, program->read(milliseconds(0)));
  outcome.died = died.value_or(Died{});
  return outcome;
}

}  // namespace oauthspec::adapter
