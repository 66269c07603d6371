// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/check_suites.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace oauthspec::cli {
namespace {

constexpr std::string_view kPrefix = "server/";

vector::Level level_of(checks::Level level) {
  switch (level) {
    case checks::Level::must:
      return vector::Level::must;
    case checks::Level::should:
      return vector::Level::should;
    case checks::Level::may:
      return vector::Level::may;
  }
  return vector::Level::must;
}

vector::Test test_of(const checks::Check& check, const vector::Catalogue& catalogue) {
  vector::Test test;
  test.id = check.id.substr(check.id.find('/') + 1);
  test.title = check.title;
  for (const std::string_view id : check.requirements) test.requirements.emplace_back(id);
  test.level = level_of(check.level);
  test.verified = std::ranges::any_of(test.requirements, [&catalogue](const std::string& id) {
    const auto found = catalogue.find(id);
    return found == catalogue.end() || found->second.verified;
  });
  return test;
}

// Ids are kept where checks move to another file, so that a suite may be of several.
vector::Suite& suite_named(std::vector<vector::Suite>& suites, std::string name) {
  const auto found = std::ranges::find(suites, name, &vector::Suite::name);
  if (found != suites.end()) return *found;
  return suites.emplace_back(
      vector::Suite{.name = std::move(name), .op = "server", .file = "", .flags = {}, .tests = {}});
}

}  // namespace

std::string test_name(const checks::Check& check) {
  return std::string(kPrefix).append(check.id);
}

const checks::Check* check_of(const std::string& test) {
  return test.starts_with(kPrefix) ? checks::find_check(test.substr(kPrefix.size())) : nullptr;
}

std::vector<vector::Suite> check_suites(const vector::Catalogue& catalogue) {
  std::vector<vector::Suite> suites;
  for (const checks::Topic topic : checks::all_topics()) {
    for (const checks::Check& check : topic) {
      suite_named(suites, std::string(kPrefix).append(checks::topic_of(check)))
          .tests.push_back(test_of(check, catalogue));
    }
  }
  std::ranges::sort(suites, {}, &vector::Suite::name);
  return suites;
}

std::string check_pattern(const std::string& pattern) {
  const bool whole =
      pattern.starts_with(kPrefix) || pattern == "server" || pattern.starts_with("*");
  return whole ? pattern : std::string(kPrefix) + pattern;
}

}  // namespace oauthspec::cli
