// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <list>
#include <stop_token>
#include <string>
#include <vector>

#include "fuzz/driver/places.h"
#include "fuzz/driver/score.h"
#include "fuzz/driver/slice.h"
#include "fuzz/driver/temporary_folder.h"
#include "harness/cli/console.h"

namespace oauthspec::fuzz::driver {

/// A run that is to be made.
struct ScoreJob {
  Target target;
  ListedBug bug;
  std::uint64_t seed = 0;
};

/// Makes runs, some at a time, and writes the state to a file after each.
class ScoreRuns {
 public:
  using Step = std::expected<void, std::string>;

  ScoreRuns(const Places& places, std::filesystem::path file, Score& score,
            const cli::Console& console);

  /// Makes them all, or, once a stop is requested, forgets those that are under way.
  ///
  /// Errors: a program that does not run, a file that cannot be written. What was entered before is in the file.
  [[nodiscard]] Step work(const std::vector<ScoreJob>& jobs, unsigned cores,
                          const std::stop_token& stop);

 private:
  [[nodiscard]] Step start(const ScoreJob& job, std::size_t number);
  [[nodiscard]] Step enter(const ScoreJob& job, const Slice& slice);
  [[nodiscard]] Step enter_those_over(const std::vector<ScoreJob>& jobs);
  [[nodiscard]] std::filesystem::path folder_of(std::size_t number) const;
  void show(const std::vector<ScoreJob>& jobs) const;

  const Places& places_;
  std::filesystem::path file_;
  Score& score_;
  const cli::Console& console_;
  TemporaryFolder folder_;
  std::list<Slice> under_way_;
  std::size_t done_ = 0;
};

}  // namespace oauthspec::fuzz::driver
