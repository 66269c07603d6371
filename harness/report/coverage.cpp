// SPDX-License-Identifier: Apache-2.0
#include "harness/report/coverage.h"

#include <algorithm>
#include <utility>

namespace oauthspec::report {
namespace {

using vector::Demand;
using vector::Requirement;
using vector::Standing;

void add(CoverageRow& row, const Requirement& requirement, const vector::Evidence& evidence) {
  const Standing standing = vector::standing(requirement);
  if (standing != Standing::counts) {
    row.left_out[standing].add(evidence);
  } else if (vector::demand(requirement) == Demand::must) {
    row.must.add(evidence);
  } else {
    row.others.add(evidence);
  }
}

// A key that sorts rows as they are read, and the row's name.
std::pair<std::string, std::string> place(const Requirement& requirement, GroupBy by) {
  switch (by) {
    case GroupBy::document:
      // RFCs come first.
      return {(requirement.document.starts_with("RFC ") ? "" : "~") + requirement.document,
              requirement.document};
    case GroupBy::party:
      // Last is who is all of them.
      return {requirement.binds == "all" ? "~" : requirement.binds,
              std::string(party(requirement))};
    case GroupBy::level:
      break;
  }
  const Demand demand = vector::demand(requirement);
  return {std::to_string(static_cast<int>(demand)), std::string(vector::name(demand))};
}

}  // namespace

const vector::Evidence& Coverage::of(const Requirement& requirement) const {
  static const vector::Evidence kNone;
  const auto found = evidence.find(requirement.id);
  return found == evidence.end() ? kNone : found->second;
}

const std::vector<std::string>& Coverage::checks_of(const Requirement& requirement) const {
  static const std::vector<std::string> kNone;
  const auto found = checks.find(requirement.id);
  return found == checks.end() ? kNone : found->second;
}

void CoverageShare::add(const vector::Evidence& evidence) {
  ++all;
  if (evidence.cited()) ++cited;
  if (evidence.covered()) ++covered;
}

std::size_t CoverageRow::left_out_in_all() const {
  std::size_t sum = 0;
  for (const auto& [standing, share] : left_out) sum += share.all;
  return sum;
}

std::vector<CoverageRow> coverage_rows(const Coverage& coverage, GroupBy by) {
  std::map<std::string, CoverageRow> rows;
  for (const Requirement* requirement : coverage.statements) {
    auto [key, name] = place(*requirement, by);
    CoverageRow& row = rows[key];
    row.name = std::move(name);
    add(row, *requirement, coverage.of(*requirement));
  }
  std::vector<CoverageRow> all;
  for (auto& [key, row] : rows) all.push_back(std::move(row));
  return all;
}

CoverageRow coverage_in_all(const Coverage& coverage) {
  CoverageRow row{.name = "all", .must = {}, .others = {}, .left_out = {}};
  for (const Requirement* requirement : coverage.statements)
    add(row, *requirement, coverage.of(*requirement));
  return row;
}

std::size_t unexplained(const Coverage& coverage) {
  return static_cast<std::size_t>(
      std::ranges::count_if(coverage.statements, [](const Requirement* requirement) {
        return vector::standing(*requirement) == Standing::counts &&
               !requirement->visible.contains("library");
      }));
}

std::string_view party(const Requirement& requirement) {
  if (requirement.binds == "client") return "client";
  if (requirement.binds == "resource") return "resource server";
  return requirement.binds == "all" ? "all parties" : "server";
}

std::string_view why_left_out(Standing standing) {
  switch (standing) {
    case Standing::withdrawn:
      return "withdrawn";
    case Standing::unverified:
      return "not seen in a published text: vectors may warn of it, never fail";
    case Standing::not_library:
      return "binds a client or all parties, but no library can show it, for the reason given";
    case Standing::client:
      return "binds a server, and shows at a client";
    case Standing::server:
      return "binds a server, and shows on the wire";
    case Standing::human:
      return "binds a server, and shows only to people who read";
    case Standing::counts:
      break;
  }
  return "counts";
}

}  // namespace oauthspec::report
