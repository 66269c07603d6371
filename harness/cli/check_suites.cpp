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
      std::string name = std::string(kPrefix).append(checks::topic_of(check));
      if (suites.empty() || suites.back().name != name) {
        suites.push_back(
            {.name = std::move(name), .op = "server", .file = "", .flags = {}, .tests = {}});
      }
      suites.back().tests.push_back(test_of(check, catalogue));
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
