// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "bench/command/google_benchmark.h"

namespace oauthspec::bench {

/// How long and how often a row is measured at a time.
struct Effort {
  double seconds = 0.2;
  unsigned repetitions = 1;
};

/// A program made with Google Benchmark.
class BenchmarkProgram {
 public:
  explicit BenchmarkProgram(std::filesystem::path file) : file_(std::move(file)) {}

  [[nodiscard]] std::string name() const { return file_.filename().string(); }

  /// Whether it is there.
  [[nodiscard]] bool there() const;

  /// The names of its rows that fit a regular expression, as it has them itself.
  ///
  /// Errors: why it does not run, for people.
  [[nodiscard]] std::expected<std::vector<std::string>, std::string> list(
      const std::string& filter) const;

  /// Runs rows, one after another.
  ///
  /// Errors: those of list(), of read_samples().
  [[nodiscard]] std::expected<std::vector<Sample>, std::string> run(const std::string& filter,
                                                                    const Effort& effort) const;

 private:
  std::filesystem::path file_;
};

}  // namespace oauthspec::bench
