// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "fuzz/driver/status.h"
#include "harness/adapter/program.h"

namespace oauthspec::fuzz::driver {

/// An engine at work on one target for a while.
class Slice {
 public:
  /// `number`: how many processes were at work on the target already.
  Slice(std::size_t target, unsigned number, unsigned wanted, adapter::Program program)
      : target_(target), number_(number), wanted_(wanted), program_(std::move(program)) {}

  /// Takes in what the engine wrote, for at most `patience`. Ends an engine that is long over its time.
  void read(std::chrono::milliseconds patience);

  /// Ends the engine, and takes in the rest.
  void end();

  [[nodiscard]] bool over() const { return over_; }
  [[nodiscard]] std::size_t target() const { return target_; }
  [[nodiscard]] unsigned number() const { return number_; }
  [[nodiscard]] double wanted() const { return wanted_; }
  [[nodiscard]] double seconds() const;
  /// What it used of the processor; nothing where it was ended.
  [[nodiscard]] const adapter::ProcessorTime& used() const { return used_; }
  [[nodiscard]] const EngineStatus& status() const { return reader_.status(); }
  [[nodiscard]] const std::string& output() const { return output_; }
  /// Nothing: it was ended.
  [[nodiscard]] const std::optional<adapter::Died>& died() const { return died_; }

 private:
  void take(std::chrono::milliseconds patience);

  std::size_t target_;
  unsigned number_;
  double wanted_;
  adapter::Program program_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::optional<std::chrono::steady_clock::time_point> ended_;
  StatusReader reader_;
  std::string output_;
  std::optional<adapter::Died> died_;
  adapter::ProcessorTime used_;
  bool over_ = false;
};

}  // namespace oauthspec::fuzz::driver
