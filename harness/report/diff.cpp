// SPDX-License-Identifier: Apache-2.0
#include "harness/report/diff.h"

#include <optional>

namespace oauthspec::report {
namespace {

using result::Result;

bool chosen_by_library(const Pair& pair) {
  return pair.before->recomputed || pair.after->recomputed;
}

// Nothing where the test is as it was.
std::optional<Change> change_of(const Pair& pair) {
  if (pair.after == nullptr) return Change::removed;
  const bool bad = unexpected(*pair.after);
  if (pair.before == nullptr) return bad ? Change::regression : Change::added;
  const bool was_bad = unexpected(*pair.before);
  if (bad && !was_bad) return Change::regression;
  if (was_bad && verdict_of(*pair.after) == Verdict::passed) return Change::fixed;
  if (pair.before->status != pair.after->status) return Change::status;
  if (pair.before->got != pair.after->got && !chosen_by_library(pair)) return Change::answer;
  return std::nullopt;
}

}  // namespace

Difference compare(const RunReport& before, const RunReport& after) {
  Difference difference{.before = &before, .after = &after, .changes = {}};
  auto old = before.results.begin();
  auto now = after.results.begin();
  while (old != before.results.end() || now != after.results.end()) {
    const bool only_now =
        old == before.results.end() || (now != after.results.end() && now->test < old->test);
    const bool only_old = !only_now && (now == after.results.end() || old->test < now->test);
    const Pair pair{.before = only_now ? nullptr : &*old++, .after = only_old ? nullptr : &*now++};
    if (const auto change = change_of(pair)) difference.changes[*change].push_back(pair);
  }
  return difference;
}

bool regressed(const Difference& difference) {
  return difference.changes.contains(Change::regression) || !difference.after->troubles.empty();
}

bool test_changed(const Pair& pair) {
  if (pair.before == nullptr || pair.after == nullptr) return false;
  if (pair.before->sent != pair.after->sent) return true;
  return !chosen_by_library(pair) && pair.before->expected != pair.after->expected;
}

}  // namespace oauthspec::report
