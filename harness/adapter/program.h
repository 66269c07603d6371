// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/adapter/child.h"

namespace oauthspec::adapter {

/// What a program exits with that is not there, or cannot be started.
inline constexpr int kNotThere = 127;

/// A program that runs beside this one, with nothing on its stdin. What it writes to stdout and to stderr comes as one text, in its order.
/// Its end is ours: the destructor ends its process group.
class Program {
 public:
  struct Options {
    std::vector<std::pair<std::string, std::string>> environment;  ///< Added to ours.
    std::filesystem::path folder;  ///< Where it runs; empty: where we do.
    /// Whether SIGTERM ends it where this process, or the thread that starts it, is killed. Done by setpriv of util-linux; without it, the
    /// program goes on to its own end.
    bool dies_with_us = false;
  };

  /// Input:  the program and its arguments, as they are: no shell reads them.
  /// Errors: what the system says when it gives no pipe or no process. A program that is not there exits with kNotThere.
  [[nodiscard]] static std::expected<Program, std::string> start(
      const std::vector<std::string>& words, const Options& options);

  Program(Program&& other) noexcept;
  Program& operator=(Program&& other) noexcept;
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  ~Program();

  /// What it has written since this was last asked; waits up to `patience` for something. Empty: nothing came, or it has closed its output.
  [[nodiscard]] std::string read(std::chrono::milliseconds patience);

  /// Whether its output is open: it has not come to its end.
  [[nodiscard]] bool open() const { return output_ >= 0; }

  /// How it ended, if it has.
  [[nodiscard]] std::optional<Died> ended() const { return child_.ended(); }

  /// What it used of the processor, once it has ended; nothing before, and after end().
  [[nodiscard]] std::optional<ProcessorTime> processor_time() const {
    return child_.processor_time();
  }

  /// Ends it and all that it started: SIGTERM, then SIGKILL after `grace`. What it wrote until then can be read.
  void end(std::chrono::milliseconds grace) { child_.end(grace); }

 private:
  Program(Child child, int output) : child_(std::move(child)), output_(output) {}

  Child child_;
  int output_;
};

/// How a program ended, and what it wrote to stdout and stderr: at most its last `kMostOutput` octets.
struct Outcome {
  Died died;
  std::string output;
  ProcessorTime used;      ///< Nothing where it was ended.
  bool timed_out = false;  ///< It was ended because it took too long.
};
inline constexpr std::size_t kMostOutput = std::size_t{1024} * 1024;

/// Keeps the last octets of a text that grows.
void append_output(std::string& output, const std::string& piece);

/// Runs a program to its end.
///
/// Errors: as Program::start().
[[nodiscard]] std::expected<Outcome, std::string> run_to_end(const std::vector<std::string>& words,
                                                             const Program::Options& options,
                                                             std::chrono::milliseconds timeout);

}  // namespace oauthspec::adapter
