// SPDX-License-Identifier: Apache-2.0
#include "harness/report/markdown.h"

#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "harness/report/grade.h"
#include "harness/report/grade_text.h"
#include "harness/report/markdown_text.h"
#include "harness/report/terminal.h"
#include "harness/report/text.h"

namespace oauthspec::report {
namespace {

using result::Result;
using result::Status;

constexpr std::size_t kMostOctetsOfResult = 16UL * 1024;
constexpr std::size_t kMostOctetsOfLine = 1024;

std::string line_of(std::string_view text) {
  return shortened(text, kMostOctetsOfLine);
}

std::string heading(const RunReport& run) {
  const std::string_view mark = succeeded(run) ? ":white_check_mark:" : ":x:";
  std::string text = fmt::format("## {} {}\n\n", mark, md::code(line_of(run.label)));
  for (const std::string& trouble : run.troubles) {
    text += fmt::format("**This run is no success:** {}\n\n", md::code(line_of(trouble)));
  }
  // The sentence that ends a run on a terminal, which is ours from end to end.
  text += totals(run.tally, {}) + also_line(run.tally);
  if (!run.about.shard.empty()) {
    text += fmt::format("This is shard {} of the run.\n", md::code(line_of(run.about.shard)));
  }
  return text + '\n';
}

std::string table_of(const Tally& tally) {
  std::vector<Status> columns;
  for (int i = 0; i <= static_cast<int>(Status::not_run); ++i) {
    if (tally.count(static_cast<Status>(i)) > 0) columns.push_back(static_cast<Status>(i));
  }
  std::string text = "| suite |";
  std::string rule = "| --- |";
  for (const Status column : columns) {
    text += fmt::format(" {} |", result::name(column));
    rule += " ---: |";
  }
  text += '\n' + rule + '\n';
  for (const auto& [suite, counts] : tally.suites()) {
    text += fmt::format("| {} |", md::cell(line_of(suite)));
    for (const Status column : columns) {
      const auto found = counts.find(column);
      text += fmt::format(" {} |", found == counts.end() ? 0 : found->second);
    }
    text += '\n';
  }
  return text + '\n';
}

std::string details(const Result& result, const RunReport& run, const Report& report) {
  const std::string all =
      block(result, *report.library, {.colour = false, .whole = false, .replay = run.about.replay});
  return fmt::format("<details><summary>{} <code>{}</code>: {}</summary>\n\n{}\n</details>\n\n",
                     result::name(result.status), md::html(line_of(result.test)),
                     md::html(line_of(result.title)),
                     md::block(shortened(all, kMostOctetsOfResult)));
}

std::string warning(const Result& result) {
  return fmt::format("- {}: {}\n", md::code(line_of(result.test)), md::code(cause_of(result)));
}

void add_run(md::Page& page, const RunReport& run, const vector::Library& library) {
  page.add(heading(run));
  if (run.results.empty()) return;
  if (gradable(run)) page.add(grade_markdown(grade_of(run, library)));
  if (!page.add(table_of(run.tally))) page.leave_out("The table by suite is");
}

// Adds a title and what `write` makes of each result that is one of `these`; says how many there was no room for.
template <class These, class Write>
void add_results(md::Page& page, const RunReport& run, const std::string& title, const These& these,
                 const Write& write) {
  std::size_t left_out = 0;
  bool begun = false;
  for (const Result& result : run.results) {
    if (!these(result)) continue;
    if (!std::exchange(begun, true)) page.add(fmt::format("### {}\n\n", title));
    if (left_out > 0 || !page.add(write(result))) ++left_out;
  }
  if (left_out > 0) page.leave_out(fmt::format("{} more are", left_out));
  if (begun) page.add("\n");
}

bool warned(const Result& result) {
  return result.status == Status::warn && !result.also;
}

bool also_wrong(const Result& result) {
  return result.also && (unexpected(result.status) || result.status == Status::warn);
}

}  // namespace

std::string markdown(const Report& report) {
  md::Page page;
  for (const RunReport& run : report.runs) add_run(page, run, *report.library);
  for (const RunReport& run : report.runs) {
    const std::string of = report.runs.size() == 1 ? "" : " of " + md::code(line_of(run.label));
    add_results(
        page, run, "Unexpected results" + of,
        [](const Result& result) { return unexpected(result); },
        [&](const Result& result) { return details(result, run, report); });
    add_results(page, run, "Warnings" + of, warned, warning);
    add_results(page, run, "Of documents that the server does not claim" + of, also_wrong, warning);
  }
  return page.take();
}

}  // namespace oauthspec::report
