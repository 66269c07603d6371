// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/server_plan.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/checks/needs.h"
#include "harness/cli/check_suites.h"
#include "harness/runner/select.h"

namespace oauthspec::cli {
namespace {

runner::Selection selection_of(const std::vector<std::string>& patterns) {
  runner::Selection selection;
  for (const std::string& pattern : patterns) selection.patterns.push_back(check_pattern(pattern));
  return selection;
}

// A misspelt document would run nothing, unseen.
std::optional<std::string> unknown_document(const std::vector<std::string>& documents) {
  for (const std::string& document : documents) {
    const bool known = std::ranges::any_of(checks::all_topics(), [&](checks::Topic topic) {
      return std::ranges::any_of(
          topic, [&](const checks::Check& check) { return checks::cites({document}, check); });
    });
    if (!known)
      return fmt::format("no check is of {}; documents are named as in rfc9700", document);
  }
  return std::nullopt;
}

}  // namespace

std::expected<std::vector<PlannedCheck>, std::string> plan_checks(
    const ServerArguments& arguments, const vector::Library& library,
    const checks::Description* description) {
  const runner::Selection selection = selection_of(arguments.patterns);
  if (const auto idle = runner::idle_patterns(library.suites, selection); !idle.empty()) {
    return std::unexpected(fmt::format(
        "no check is matched by {}; oauthspec server --list shows all", fmt::join(idle, ", ")));
  }
  if (auto unknown = unknown_document(arguments.also)) return std::unexpected(*std::move(unknown));
  std::set<std::string> selected;
  for (const runner::Case& one : runner::select(library.suites, selection)) {
    selected.insert(one.name());
  }
  const std::set<std::string> also(arguments.also.begin(), arguments.also.end());
  std::vector<PlannedCheck> planned;
  for (const checks::Topic topic : checks::all_topics()) {
    for (const checks::Check& check : topic) {
      const std::string name = test_name(check);
      const bool claimed = description == nullptr || checks::cites(description->documents, check);
      const bool wanted = claimed || checks::cites(also, check);
      const bool in_time = !arguments.without_waiting || check.waits == checks::Waits::no;
      if (!wanted || !in_time || !selected.contains(name)) continue;
      const auto found = library.find(name);
      planned.push_back({&check, found.suite, found.test, !claimed});
    }
  }
  if (planned.empty()) {
    return std::unexpected("no check is left: the server claims none of their documents");
  }
  return planned;
}

std::string list_of(const std::vector<PlannedCheck>& checks) {
  std::string text;
  for (const PlannedCheck& planned : checks) {
    text += fmt::format("{}  {}  {}  {}\n", test_name(*planned.check),
                        vector::name(planned.test->level), planned.test->requirements.front(),
                        planned.test->title);
  }
  return text;
}

}  // namespace oauthspec::cli
