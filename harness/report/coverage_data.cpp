// SPDX-License-Identifier: Apache-2.0
#include "harness/report/coverage_data.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "harness/report/text.h"

namespace oauthspec::report {
namespace {

using nlohmann::json;
using vector::Requirement;
using vector::Suite;
using vector::Test;

// Things with names, and the number of each.
class Numbered {
 public:
  void add(const std::string& name, json value) {
    numbers_.emplace(name, list_.size());
    list_.push_back(std::move(value));
  }
  template <class Names>
  [[nodiscard]] json numbers_of(const Names& names) const {
    json numbers = json::array();
    for (const std::string& name : names) {
      if (const auto found = numbers_.find(name); found != numbers_.end())
        numbers.push_back(found->second);
    }
    return numbers;
  }
  [[nodiscard]] json take() { return std::move(list_); }

 private:
  std::unordered_map<std::string, std::size_t> numbers_;
  json list_ = json::array();
};

// As ASCII, so that look-alikes and spaces show.
std::string text_of(const json& value) {
  return value.dump(-1, ' ', true, json::error_handler_t::replace);
}

json test_json(const Suite& suite, const Test& test, const Describe& describe) {
  const result::Result about = describe(suite, test);
  return {{"name", about.test},
          {"title", about.title},
          {"level", about.level},
          {"op", about.op},
          {"word", shell_word(about.test)},
          {"refuses", vector::rejecting(test)},
          {"control", test.control ? suite.name + "/" + *test.control : ""},
          {"requirements", about.requirements},
          {"sent", text_of(about.sent)},
          {"expected", about.expected ? text_of(*about.expected) : ""},
          {"why", about.why},
          {"source", test.source}};
}

Numbered tests_of(const Coverage& coverage, const std::set<std::string_view>& ids,
                  const Describe& describe) {
  Numbered tests;
  for (const Suite& suite : coverage.library->suites) {
    for (const Test& test : suite.tests) {
      if (std::ranges::any_of(test.requirements,
                              [&](const std::string& id) { return ids.contains(id); }))
        tests.add(vector::full_name(suite, test), test_json(suite, test, describe));
    }
  }
  return tests;
}

Numbered defects_of(const Coverage& coverage, const std::set<std::string_view>& ids) {
  Numbered defects;
  for (const PlantedDefect& defect : coverage.defects) {
    if (!ids.contains(defect.requirement)) continue;
    defects.add(defect.name, {{"name", defect.name},
                              {"title", defect.title},
                              {"op", defect.op},
                              {"word", shell_word(defect.name)},
                              {"requirement", defect.requirement}});
  }
  return defects;
}

const char* state_of(const Requirement& requirement, const vector::Evidence& evidence) {
  if (vector::standing(requirement) != vector::Standing::counts) return "left_out";
  if (evidence.covered()) return "covered";
  return evidence.cited() ? "cited" : "uncovered";
}

json requirement_json(const Coverage& coverage, const Requirement& requirement,
                      const Numbered& tests, const Numbered& defects) {
  const vector::Evidence& evidence = coverage.of(requirement);
  const vector::Standing standing = vector::standing(requirement);
  return {{"id", requirement.id},
          {"document", requirement.document},
          {"section", requirement.section},
          {"level", requirement.level},
          {"demand", vector::name(vector::demand(requirement))},
          {"party", party(requirement)},
          {"text", requirement.text},
          {"state", state_of(requirement, evidence)},
          {"left_out", standing == vector::Standing::counts ? "" : why_left_out(standing)},
          {"note", requirement.withdrawn.empty() ? requirement.not_library : requirement.withdrawn},
          {"visible", requirement.visible},
          {"tests", tests.numbers_of(evidence.tests)},
          {"refusals", tests.numbers_of(evidence.refusals)},
          {"defects", defects.numbers_of(evidence.defects)}};
}

}  // namespace

json coverage_data(const Coverage& coverage, const Describe& describe) {
  std::set<std::string_view> ids;
  for (const Requirement* requirement : coverage.statements) ids.insert(requirement->id);
  Numbered tests = tests_of(coverage, ids, describe);
  Numbered defects = defects_of(coverage, ids);
  json requirements = json::array();
  for (const Requirement* requirement : coverage.statements)
    requirements.push_back(requirement_json(coverage, *requirement, tests, defects));
  return {{"requirements", std::move(requirements)},
          {"tests", tests.take()},
          {"defects", defects.take()}};
}

}  // namespace oauthspec::report
