// SPDX-License-Identifier: Apache-2.0
#include "harness/report/coverage_json.h"

#include <utility>
#include <vector>

namespace oauthspec::report {
namespace {

using nlohmann::json;

json share_json(const CoverageShare& share) {
  return {{"all", share.all}, {"cited", share.cited}, {"covered", share.covered}};
}

json row_json(const CoverageRow& row) {
  json left_out = json::object();
  for (const auto& [standing, share] : row.left_out)
    left_out[std::string(vector::name(standing))] = share_json(share);
  return {{"name", row.name},
          {"must", share_json(row.must)},
          {"others", share_json(row.others)},
          {"left_out", std::move(left_out)}};
}

json rows_json(const std::vector<CoverageRow>& rows) {
  json all = json::array();
  for (const CoverageRow& row : rows) all.push_back(row_json(row));
  return all;
}

json requirement_json(const Coverage& coverage, const vector::Requirement& requirement) {
  const vector::Evidence& evidence = coverage.of(requirement);
  return {{"id", requirement.id},
          {"document", requirement.document},
          {"section", requirement.section},
          {"level", requirement.level},
          {"binds", requirement.binds},
          {"text", requirement.text},
          {"visible", requirement.visible},
          {"standing", vector::name(vector::standing(requirement))},
          {"covered", evidence.covered()},
          {"tests", evidence.tests},
          {"refusals", evidence.refusals},
          {"defects", evidence.defects},
          {"checks", coverage.checks_of(requirement)}};
}

}  // namespace

json coverage_json(const Coverage& coverage) {
  json requirements = json::array();
  for (const vector::Requirement* requirement : coverage.statements)
    requirements.push_back(requirement_json(coverage, *requirement));
  return {{"version", coverage.version},
          {"all", row_json(coverage_in_all(coverage))},
          {"documents", rows_json(coverage_rows(coverage, GroupBy::document))},
          {"parties", rows_json(coverage_rows(coverage, GroupBy::party))},
          {"levels", rows_json(coverage_rows(coverage, GroupBy::level))},
          {"requirements", std::move(requirements)}};
}

}  // namespace oauthspec::report
