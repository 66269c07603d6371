// SPDX-License-Identifier: Apache-2.0
#include "harness/report/coverage_text.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/report/text.h"

namespace oauthspec::report {
namespace {

using vector::Evidence;
using vector::Requirement;
using vector::Standing;

std::string number_of(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string status_text(const Requirement& requirement, const Evidence& evidence,
                        std::size_t checks) {
  const Standing standing = vector::standing(requirement);
  std::string text;
  if (standing != Standing::counts) {
    text = fmt::format("left out ({})", vector::name(standing));
  } else if (!evidence.covered()) {
    text = "not covered";
  } else {
    text = fmt::format("covered by {} and {}", number_of(evidence.defects.size(), "defect"),
                       number_of(evidence.refusals.size(), "refusal"));
  }
  text +=
      evidence.cited() ? ", cited by " + number_of(evidence.tests.size(), "test") : ", not cited";
  if (checks == 0) return text;
  return fmt::format("{}{} by {} of servers", text, evidence.cited() ? " and" : " but",
                     number_of(checks, "check"));
}

// What the catalogue says beside the statement itself.
std::string note_text(const Requirement& requirement) {
  if (!requirement.withdrawn.empty()) return fmt::format(" [{}]", requirement.withdrawn);
  if (!requirement.not_library.empty()) return fmt::format(" [{}]", requirement.not_library);
  const bool counts = vector::standing(requirement) == Standing::counts;
  return counts && !requirement.visible.contains("library")
             ? fmt::format(" [counts for want of not_library: visible to {} only]",
                           fmt::join(requirement.visible, ", "))
             : "";
}

template <class Names>
std::string lines_of(const char* what, const Names& names) {
  std::string lines;
  for (const std::string& name : names) lines += fmt::format("    {:<8} {}\n", what, name);
  return lines;
}

std::string names_text(const Evidence& evidence, const std::vector<std::string>& checks) {
  std::vector<std::string> others;
  std::ranges::copy_if(evidence.tests, std::back_inserter(others), [&](const std::string& test) {
    return std::ranges::find(evidence.refusals, test) == evidence.refusals.end();
  });
  return lines_of("defect", evidence.defects) + lines_of("refusal", evidence.refusals) +
         lines_of("test", others) + lines_of("check", checks);
}

// "71/72 (98.6 %)", and nothing where there is nothing to cover.
std::string share_text(const CoverageShare& share) {
  return share.all == 0 ? ""
                        : fmt::format("{}/{} ({})", share.covered, share.all,
                                      percent(share.covered, share.all));
}

std::string row_text(const CoverageRow& row, std::size_t width) {
  const std::size_t left_out = row.left_out_in_all();
  return fmt::format("{:<{}}{:>20}{:>20}{:>10}\n", row.name, width, share_text(row.must),
                     share_text(row.others), left_out == 0 ? "" : std::to_string(left_out));
}

// Tables that stand under each other have columns of one width.
std::string tables_text(
    const std::vector<std::pair<const char*, std::vector<CoverageRow>>>& tables) {
  std::size_t width = 0;
  for (const auto& [what, rows] : tables) {
    for (const CoverageRow& row : rows) width = std::max(width, row.name.size() + 2);
  }
  std::string text;
  for (const auto& [what, rows] : tables) {
    text +=
        fmt::format("{:<{}}{:>20}{:>20}{:>10}\n", what, width, "MUST level", "others", "left out");
    for (const CoverageRow& row : rows) text += row_text(row, width);
    text += '\n';
  }
  return text;
}

// What the vectors leave to a server under test.
std::string checks_text(const Coverage& coverage) {
  std::size_t cited = 0;
  std::size_t at_server = 0;
  std::size_t cited_at_server = 0;
  for (const Requirement* requirement : coverage.statements) {
    const bool checked = !coverage.checks_of(*requirement).empty();
    const bool left = vector::standing(*requirement) == Standing::server;
    cited += checked ? 1 : 0;
    at_server += left ? 1 : 0;
    cited_at_server += checked && left ? 1 : 0;
  }
  if (cited == 0) return "";
  return fmt::format(
      "checks of servers cite {} statements, {} of them among the {} that are left out because "
      "they "
      "show at a server\n\n",
      cited, cited_at_server, at_server);
}

std::string left_out_text(const CoverageRow& all) {
  std::string text;
  for (const auto& [standing, share] : all.left_out) {
    text += fmt::format(
        "{:>6}  {}{}\n", share.all, why_left_out(standing),
        share.covered == 0 ? "" : fmt::format(" ({} covered all the same)", share.covered));
  }
  return text.empty() ? text : "left out\n" + text + '\n';
}

}  // namespace

std::string statement_text(const Coverage& coverage, const Requirement& requirement, bool names) {
  const Evidence& evidence = coverage.of(requirement);
  const auto& checks = coverage.checks_of(requirement);
  return fmt::format("{}  {}  section {}  {}  {}: {}{}\n{}", requirement.id, requirement.level,
                     requirement.section, party(requirement),
                     status_text(requirement, evidence, checks.size()), requirement.text,
                     note_text(requirement), names ? names_text(evidence, checks) : "");
}

std::string coverage_tables(const Coverage& coverage) {
  const CoverageRow all = coverage_in_all(coverage);
  std::string text = tables_text({{"document", coverage_rows(coverage, GroupBy::document)},
                                  {"binds", coverage_rows(coverage, GroupBy::party)},
                                  {"level", coverage_rows(coverage, GroupBy::level)}}) +
                     left_out_text(all) + checks_text(coverage);
  if (const std::size_t silent = unexplained(coverage); silent != 0) {
    text += fmt::format(
        "{} that count bind a client or all parties and are not marked as visible to a library, "
        "without a reason\n\n",
        silent);
  }
  return text + fmt::format("covered: {} at MUST level, {} of the others\n",
                            all.must.all == 0 ? "none" : share_text(all.must),
                            all.others.all == 0 ? "none" : share_text(all.others));
}

}  // namespace oauthspec::report
