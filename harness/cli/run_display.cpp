// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/run_display.h"

#include <utility>

#include <fmt/format.h>

#include "harness/report/grade_text.h"
#include "harness/report/text.h"
#include "harness/result/sanitizer.h"

namespace oauthspec::cli {

using result::Status;

RunDisplay::RunDisplay(const vector::Library& library, const report::Style& style,
                       const Console& console, Shown shown)
    : library_(library),
      style_(style),
      console_(console),
      about_(std::move(shown)),
      grader_(library) {}

void RunDisplay::greet(const std::string& implementation) {
  greeted_ = true;
  console_.out << report::harmless(fmt::format("{}: {} {}", implementation, about_.tests,
                                               about_.tests == 1 ? "test" : "tests"))
               << (taken_over_ > 0 ? fmt::format(", {} of them run before", taken_over_) : "")
               << '\n'
               << std::flush;
  show_progress();
}

void RunDisplay::take_over(const result::Result& result) {
  tally_.add(result);
  grader_.add(result);
  if (report::unexpected(result)) ++unexpected_;
  ++taken_over_;
}

bool RunDisplay::notable(const result::Result& result) {
  return report::unexpected(result.status) || result.status == Status::warn ||
         result.status == Status::inconclusive ||
         result::sanitizer_report(result.stderr_text).has_value();
}

// What never ran is one sentence at the end, and not a line for each test.
bool RunDisplay::shows(const result::Result& result) const {
  return notable(result) || (about_.all && result.status != Status::not_run);
}

void RunDisplay::show(const result::Result& result) {
  tally_.add(result);
  grader_.add(result);
  const bool wrong = report::unexpected(result);
  unexpected_ += wrong ? 1 : 0;
  if (shows(result)) {
    clear_progress();
    if (!std::exchange(shown_, true)) {
      console_.out << '\n';
    }
    // Of a test that passes, there is nothing to explain.
    const bool whole = result.status != Status::xpass && (wrong || (about_.all && notable(result)));
    console_.out << (whole ? report::block(result, library_, style_) : report::line(result, style_))
                 << std::flush;
  }
  show_progress();
}

void RunDisplay::conclude(const runner::ScheduleReport& report) {
  clear_progress();
  if (greeted_) {
    console_.out << '\n' << report::table(tally_, style_) << '\n' << report::policies(tally_);
    console_.out << report::totals(tally_, style_) << report::also_line(tally_);
    if (grader_.any()) console_.out << report::grade_text(grader_.grade(), style_.colour);
    console_.out << std::flush;
  }
  for (const auto* sentences : {&report.troubles, &report.remarks}) {
    for (const std::string& sentence : *sentences) {
      console_.err << about_.command << ": " << report::harmless(sentence) << '\n';
    }
  }
  if (report.start_problem) {
    console_.err << about_.command << ": the adapter cannot be used: "
                 << report::harmless(report.start_problem->reason) << '\n'
                 << report::harmless(report.start_problem->stderr_text);
  } else if (report.given_up) {
    console_.err << about_.command << ": given up: " << report::harmless(*report.given_up) << '\n';
  }
  if (report.interrupted) {
    console_.err << about_.command << ": interrupted\n";
  }
}

void RunDisplay::show_progress() {
  if (!console_.err_is_terminal || !greeted_) {
    return;
  }
  std::size_t finished = tally_.all();
  for (const auto& [status, count] : tally_.also()) finished += count;
  console_.err << report::progress(finished, about_.tests, unexpected_) << std::flush;
  in_progress_ = true;
}

void RunDisplay::clear_progress() {
  if (in_progress_) {
    console_.err << report::no_progress() << std::flush;
    in_progress_ = false;
  }
}

}  // namespace oauthspec::cli
