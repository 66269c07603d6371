// SPDX-License-Identifier: Apache-2.0
#include "harness/report/coverage_html.h"

#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "harness/report/assets.h"
#include "harness/report/page.h"
#include "harness/report/text.h"

namespace oauthspec::report {
namespace {

constexpr std::string_view kTitle = "What the OAuth vectors cover";

// "71 of 72 (98.6 %)", with a bar where scripts are; nothing where there is nothing to cover.
std::string share_cell(const CoverageShare& share) {
  if (share.all == 0) return "<td class=\"number zero\"></td>";
  return fmt::format(
      "<td class=\"number\" data-covered=\"{}\" data-cited=\"{}\" data-all=\"{}\">{} of {} "
      "({})</td>",
      share.covered, share.cited, share.all, share.covered, share.all,
      percent(share.covered, share.all));
}

// A number that scripts make a link to what it counts.
std::string count_cell(std::size_t count, const char* state) {
  return fmt::format("<td class=\"number{}\" data-state=\"{}\">{}</td>", count == 0 ? " zero" : "",
                     state, count);
}

std::string row(const CoverageRow& row) {
  const std::size_t missing = row.must.all - row.must.covered + row.others.all - row.others.covered;
  return fmt::format("<tr data-name=\"{}\"><th scope=\"row\">{}</th>{}{}{}{}</tr>\n",
                     escaped(row.name), escaped(row.name), share_cell(row.must),
                     share_cell(row.others), count_cell(missing, "missing"),
                     count_cell(row.left_out_in_all(), "left_out"));
}

std::string table(const char* field, const char* heading, const std::vector<CoverageRow>& rows) {
  std::string text = fmt::format(
      "<table class=\"plain shares\" data-field=\"{}\">\n<thead><tr><th scope=\"col\">{}</th>"
      "<th scope=\"col\" class=\"number\">MUST level</th><th scope=\"col\" class=\"number\">Other "
      "levels</th><th scope=\"col\" class=\"number\">Not covered</th>"
      "<th scope=\"col\" class=\"number\">Left out</th></tr></thead>\n<tbody>\n",
      field, heading);
  for (const CoverageRow& one : rows) text += row(one);
  return text + "</tbody>\n</table>";
}

std::string left_out(const CoverageRow& all) {
  std::string text =
      "<table class=\"plain\">\n<thead><tr><th scope=\"col\">Left out of the shares</th>"
      "<th scope=\"col\" class=\"number\">Statements</th>"
      "<th scope=\"col\" class=\"number\">Covered all the same</th></tr></thead>\n<tbody>\n";
  for (const auto& [standing, share] : all.left_out) {
    text += fmt::format(
        "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td><td "
        "class=\"number\">{}</td></tr>\n",
        escaped(why_left_out(standing)), share.all, share.covered);
  }
  return text + "</tbody>\n</table>";
}

std::string about(const Coverage& coverage, const nlohmann::json& data) {
  return fmt::format(
      "{} statements, {} vectors that cite them and {} planted defects that break "
      "them, of oauthspec {}",
      coverage.statements.size(), data.at("tests").size(), data.at("defects").size(),
      coverage.version);
}

}  // namespace

std::string coverage_html(const Coverage& coverage, const Describe& describe) {
  nlohmann::json data = coverage_data(coverage, describe);
  const CoverageRow all = coverage_in_all(coverage);
  const std::string body = filled(
      assets::coverage_body.text,
      {{"title", escaped(kTitle)},
       {"about", escaped(about(coverage, data))},
       {"all", table("", "All documents", {all})},
       {"documents", table("document", "Document", coverage_rows(coverage, GroupBy::document))},
       {"parties", table("party", "Binds", coverage_rows(coverage, GroupBy::party))},
       {"levels", table("demand", "Level", coverage_rows(coverage, GroupBy::level))},
       {"left out", left_out(all)}});
  return page({.title = std::string(kTitle),
               .style = assets::coverage_style,
               .script = assets::coverage_script,
               .body = body,
               .data = std::move(data)});
}

}  // namespace oauthspec::report
