// SPDX-License-Identifier: Apache-2.0
#include "harness/report/html.h"

#include <algorithm>
#include <set>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/report/assets.h"
#include "harness/report/grade.h"
#include "harness/report/grade_text.h"
#include "harness/report/html_data.h"
#include "harness/report/page.h"
#include "harness/report/tally.h"
#include "harness/report/terminal.h"
#include "harness/report/text.h"

namespace oauthspec::report {
namespace {

using result::Status;

std::vector<Status> occurring(const Report& report) {
  std::vector<Status> statuses;
  for (int i = 0; i <= static_cast<int>(Status::not_run); ++i) {
    const auto status = static_cast<Status>(i);
    if (std::ranges::any_of(report.runs,
                            [&](const RunReport& run) { return run.tally.count(status) > 0; })) {
      statuses.push_back(status);
    }
  }
  return statuses;
}

std::string word_of(Status status) {
  std::string word(result::name(status));
  std::ranges::replace(word, '_', ' ');
  return word;
}

std::string header_row(const std::vector<Status>& statuses) {
  std::string row =
      "<tr><th scope=\"col\">Implementation</th><th scope=\"col\" class=\"share\">Results</th>"
      "<th scope=\"col\" class=\"number\">Passed</th>";
  for (const Status status : statuses) {
    row += fmt::format(
        "<th scope=\"col\" class=\"number\"><span class=\"badge status-{}\">{}</span></th>",
        result::name(status), word_of(status));
  }
  return row + "<th scope=\"col\">Suite</th><th scope=\"col\">Run (UTC)</th></tr>";
}

// "2026-01-31 23:59" of "2026-01-31T23:59:59Z".
std::string minute_of(std::string time) {
  constexpr std::size_t kMinute = 16;
  if (const std::size_t t = time.find('T'); t != std::string::npos) time[t] = ' ';
  return escaped(time.substr(0, kMinute));
}

std::string time_of(const RunReport& run) {
  return minute_of(run.about.started) +
         (run.troubles.empty() ? "" : " <span class=\"trouble\">see below</span>");
}

// What went wrong with runs, beside their results.
std::string troubles(const Report& report) {
  std::string items;
  for (const RunReport& run : report.runs) {
    for (const std::string& trouble : run.troubles) {
      items +=
          fmt::format("<li><strong>{}</strong> {}</li>\n", escaped(run.label), escaped(trouble));
    }
  }
  return items.empty() ? items : fmt::format("<ul class=\"trouble\">\n{}</ul>", items);
}

std::string row_of(const RunReport& run, std::size_t index, const std::vector<Status>& statuses) {
  const Tally& tally = run.tally;
  std::string row = fmt::format(
      "<tr data-run=\"{}\"><th scope=\"row\">{} <small>{}</small></th><td class=\"share\"></td>"
      "<td class=\"number\">{} of {} ({})</td>",
      index, escaped(run.label), escaped(run.about.language), tally.count(Status::pass),
      tally.applicable(), percent(tally.count(Status::pass), tally.applicable()));
  for (const Status status : statuses) {
    const std::size_t count = tally.count(status);
    row += fmt::format("<td class=\"number{}\" data-status=\"{}\">{}</td>",
                       count == 0 ? " zero" : "", result::name(status), count);
  }
  return row + fmt::format("<td>{}</td><td>{}</td></tr>", escaped(run.about.version), time_of(run));
}

std::string summary(const Report& report) {
  const std::vector<Status> statuses = occurring(report);
  std::string rows;
  for (std::size_t i = 0; i < report.runs.size(); ++i) {
    rows += row_of(report.runs[i], i, statuses) + '\n';
  }
  return fmt::format(
      "<table id=\"summary\" class=\"plain\">\n<thead>{}</thead>\n<tbody>\n{}</tbody>\n</table>",
      header_row(statuses), rows);
}

// What was checked beyond what servers claim, beside the table that holds it against nobody.
std::string also_lines(const Report& report) {
  std::string items;
  for (const RunReport& run : report.runs) {
    const std::string line = also_line(run.tally);
    if (line.empty()) continue;
    items += fmt::format("<p class=\"about\"><strong>{}</strong> {}</p>\n", escaped(run.label),
                         escaped(line));
  }
  return items;
}

std::string grades(const Report& report) {
  std::string markup;
  for (const RunReport& run : report.runs) {
    if (gradable(run)) markup += grade_html(grade_of(run, *report.library), run.label);
  }
  return markup;
}

std::string title_of(const Report& report) {
  return report.runs.size() == 1
             ? "OAuth conformance of " + report.runs.front().label
             : fmt::format("OAuth conformance of {} implementations", report.runs.size());
}

std::string about(const Report& report) {
  std::set<std::string> versions;
  std::set<std::string_view> tests;
  for (const RunReport& run : report.runs) {
    versions.insert(run.about.version);
    for (const result::Result& result : run.results) tests.insert(result.test);
  }
  return fmt::format("{} {} of oauthspec {}", tests.size(), tests.size() == 1 ? "test" : "tests",
                     fmt::join(versions, ", "));
}

}  // namespace

std::string html(const Report& report) {
  return page({.title = title_of(report),
               .style = assets::style,
               .script = assets::script,
               .body = filled(assets::body.text, {{"title", escaped(title_of(report))},
                                                  {"about", escaped(about(report))},
                                                  {"summary", summary(report)},
                                                  {"also", also_lines(report)},
                                                  {"grades", grades(report)},
                                                  {"troubles", troubles(report)}}),
               .data = html_data(report)});
}

}  // namespace oauthspec::report
