// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <list>
#include <stop_token>
#include <string>
#include <vector>

#include "fuzz/driver/engine.h"
#include "fuzz/driver/night.h"
#include "fuzz/driver/slice.h"
#include "fuzz/driver/workplace.h"
#include "harness/cli/console.h"

namespace oauthspec::fuzz::driver {

/// Works through a night: hands out slices, some at a time, until its time is over or somebody asks it to stop. The state is written at the
/// beginning and after each slice, before the inputs that crashed are sorted: whatever moment the process is killed at, the engines have
/// written their files, and what is not entered yet is found at the next start.
class NightShift {
 public:
  NightShift(const Workplace& workplace, std::vector<Target> targets, Night& night,
             const cli::Console& console)
      : workplace_(workplace),
        targets_(std::move(targets)),
        night_(night),
        console_(console),
        spent_before_(night.spent) {}

  /// `seed` and the number of the slice give each slice its own; 0: the engine draws one.
  ///
  /// Errors: a state that cannot be written, a disk that is nearly full, a program that does not run. The processes are ended.
  [[nodiscard]] std::expected<void, std::string> work(const std::stop_token& stop,
                                                      std::uint64_t seed);

 private:
  using Step = std::expected<void, std::string>;

  [[nodiscard]] Step sort_what_is_left();
  [[nodiscard]] Step start_slices(std::uint64_t seed);
  [[nodiscard]] Step start_slice(std::uint64_t seed, unsigned seconds);
  [[nodiscard]] Step take_in(const std::stop_token& stop, std::uint64_t seed);
  [[nodiscard]] Step enter(Slice& slice, bool ours);
  [[nodiscard]] Step enter_crashes(std::size_t target, const std::string& output);
  [[nodiscard]] Step judge_failure(const Slice& slice, bool crashed, bool ours);
  [[nodiscard]] Step end_all();
  [[nodiscard]] Step save();
  [[nodiscard]] double now() const;
  [[nodiscard]] unsigned free_number(std::size_t target) const;
  [[nodiscard]] std::expected<adapter::Program, std::string> start_engine(const RunOrder& order,
                                                                          unsigned number) const;
  void show() const;

  const Workplace& workplace_;
  std::vector<Target> targets_;
  Night& night_;
  const cli::Console& console_;
  double spent_before_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::list<Slice> slices_;
  // By target: its slices in a row that ended without a crash and without success.
  std::vector<unsigned> failures_ = std::vector<unsigned>(targets_.size(), 0);
};

}  // namespace oauthspec::fuzz::driver
