// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "harness/cli/console.h"
#include "harness/report/grade.h"
#include "harness/report/tally.h"
#include "harness/report/terminal.h"
#include "harness/runner/schedule.h"
#include "harness/vector/load.h"

namespace oauthspec::cli {

/// Shows a run while it goes on: on a terminal a line of progress, everywhere what is worth a look, at the end the sums.
///
/// Threads: one at a time.
class RunDisplay {
 public:
  /// What is shown, and by whom.
  struct Shown {
    std::size_t tests = 0;
    bool all = false;     ///< Each result, and not only what is worth a look.
    std::string command;  ///< Who complains, "oauthspec vectors".
  };

  RunDisplay(const vector::Library& library, const report::Style& style, const Console& console,
             Shown shown);

  /// Input: what is tested, in one line.
  void greet(const std::string& implementation);

  /// Whether show() prints anything of the result, and does not only count it.
  [[nodiscard]] bool shows(const result::Result& result) const;
  void show(const result::Result& result);

  /// Counts a result of an earlier part of the run, which was shown there.
  void take_over(const result::Result& result);
  void conclude(const runner::ScheduleReport& report);

  [[nodiscard]] const report::Tally& tally() const { return tally_; }

 private:
  [[nodiscard]] static bool notable(const result::Result& result);
  void show_progress();
  void clear_progress();

  const vector::Library& library_;
  const report::Style& style_;
  const Console& console_;
  Shown about_;
  std::size_t unexpected_ = 0;
  std::size_t taken_over_ = 0;
  bool greeted_ = false;
  bool in_progress_ = false;
  bool shown_ = false;
  report::Tally tally_;
  report::Grader grader_;
};

}  // namespace oauthspec::cli
