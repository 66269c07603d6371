// SPDX-License-Identifier: Apache-2.0
#include "harness/report/terminal_report.h"

#include <fmt/format.h>

#include "harness/report/grade.h"
#include "harness/report/grade_text.h"
#include "harness/report/terminal.h"
#include "harness/report/text.h"

namespace oauthspec::report {
namespace {

using result::Result;
using result::Status;

std::string heading(const RunReport& run) {
  std::string text = run.label;
  if (!run.about.language.empty()) text += fmt::format(" ({})", run.about.language);
  text += fmt::format(": {} {}", run.results.size(), run.results.size() == 1 ? "test" : "tests");
  if (!run.about.shard.empty()) text += ", shard " + run.about.shard;
  return text + "\n\n";
}

std::string results_of(const RunReport& run, const Report& report) {
  const Style style{.colour = report.colour, .whole = false, .replay = run.about.replay};
  std::string text;
  for (const Result& result : run.results) {
    if (unexpected(result)) {
      text += block(result, *report.library, style);
    } else if (unexpected(result.status) || result.status == Status::warn ||
               result.status == Status::inconclusive) {
      text += line(result, style);
    }
  }
  return text.empty() ? text : text + '\n';
}

std::string troubles_of(const RunReport& run, const Report& report) {
  std::string text;
  for (const std::string& trouble : run.troubles) {
    text += paint("no success: " + one_line(trouble), Colour::red, report.colour) + '\n';
  }
  return text;
}

std::string grade_part(const RunReport& run, const Report& report) {
  return gradable(run) ? grade_text(grade_of(run, *report.library), report.colour) : std::string();
}

std::string text_of(const RunReport& run, const Report& report) {
  const Style style{.colour = report.colour, .whole = false, .replay = {}};
  std::string text = heading(run) + results_of(run, report);
  if (!run.results.empty()) text += table(run.tally, style) + '\n';
  return text + policies(run.tally) + totals(run.tally, style) + also_line(run.tally) +
         grade_part(run, report) + troubles_of(run, report);
}

}  // namespace

std::string terminal(const Report& report) {
  std::string text;
  for (const RunReport& run : report.runs) {
    if (!text.empty()) text += '\n';
    text += text_of(run, report);
  }
  return text;
}

}  // namespace oauthspec::report
