// SPDX-License-Identifier: Apache-2.0
#include "harness/vector/read_suite.h"

#include <utility>

#include <fmt/format.h>

namespace oauthspec::vector {
namespace {

using nlohmann::json;

Level read_level(const std::string& text) {
  if (text == "must") return Level::must;
  return text == "should" ? Level::should : Level::may;
}

std::vector<std::string> strings(const json& object, const char* member) {
  return object.value(member, std::vector<std::string>());
}

Outcome read_outcome(const json& branch) {
  Outcome outcome{
      .policy = branch.value("policy", ""), .out = {}, .reject = strings(branch, "reject")};
  if (const auto out = branch.find("out"); out != branch.end()) outcome.out = *out;
  return outcome;
}

Expectation read_expectation(const json& expect) {
  Expectation expectation{.choice = expect.value("name", ""), .outcomes = {}};
  const auto branches = expect.find("one_of");
  if (branches == expect.end()) {
    expectation.outcomes.push_back(read_outcome(expect));
    return expectation;
  }
  for (const json& branch : *branches) expectation.outcomes.push_back(read_outcome(branch));
  return expectation;
}

Test read_test(const json& value) {
  Test test;
  test.id = value.at("id");
  test.title = value.at("title");
  test.requirements = strings(value, "requirements");
  test.level = read_level(value.at("level"));
  test.flags = strings(value, "flags");
  test.source = value.at("source");
  test.in = value.at("in");
  test.expect = read_expectation(value.at("expect"));
  if (const auto control = value.find("control"); control != value.end()) test.control = *control;
  test.requires_features = strings(value, "requires");
  test.may_choose = strings(value, "may_choose");
  test.family = value.value("family", "");
  return test;
}

}  // namespace

Suite read_suite(const JsonFile& file) {
  Suite suite;
  suite.name = file.value.at("suite");
  suite.op = file.value.at("op");
  suite.file = file.name;
  for (const auto& [name, flag] : file.value.at("flags").items()) {
    suite.flags.emplace(name, Flag{.bug = flag.at("bug"),
                                   .effect = flag.at("effect"),
                                   .links = strings(flag, "links"),
                                   .cves = strings(flag, "cves")});
  }
  for (const json& test : file.value.at("tests")) suite.tests.push_back(read_test(test));
  return suite;
}

std::expected<Suite, Problem> load_suite_unchecked(const std::filesystem::path& path) {
  auto file = read_json(path);
  if (!file) return std::unexpected(std::move(file.error()));
  try {
    return read_suite(*file);
  } catch (const json::exception& error) {
    return std::unexpected(problem_at(*file, "", error.what()));
  }
}

}  // namespace oauthspec::vector
