// SPDX-License-Identifier: Apache-2.0
#include "harness/vector/coverage.h"

#include <algorithm>

namespace oauthspec::vector {
namespace {

bool cites(const Test& test, std::string_view requirement) {
  return std::ranges::find(test.requirements, requirement) != test.requirements.end();
}

// The accepted twin of a test that expects a refusal; null where there is none.
const Test* twin(const Suite& suite, const Test& test) {
  if (!rejecting(test) || !test.control) return nullptr;
  const auto found = std::ranges::find(suite.tests, *test.control, &Test::id);
  return found == suite.tests.end() ? nullptr : &*found;
}

void add_suite(EvidenceById& all, const Suite& suite) {
  for (const Test& test : suite.tests) {
    const Test* control = twin(suite, test);
    for (const std::string& id : test.requirements) {
      const auto found = all.find(id);
      if (found == all.end()) continue;
      found->second.tests.push_back(full_name(suite, test));
      if (control != nullptr && cites(*control, id))
        found->second.refusals.push_back(full_name(suite, test));
    }
  }
}

}  // namespace

std::string_view name(Demand demand) {
  switch (demand) {
    case Demand::must:
      return "MUST";
    case Demand::defined:
      return "DEFINED";
    case Demand::should:
      return "SHOULD";
    case Demand::may:
      break;
  }
  return "MAY";
}

Demand demand(const Requirement& requirement) {
  const std::string& level = requirement.level;
  if (level == "DEFINED") return Demand::defined;
  if (level == "MAY" || level == "OPTIONAL") return Demand::may;
  if (level.starts_with("SHOULD") || level.ends_with("RECOMMENDED")) return Demand::should;
  return Demand::must;  // MUST, REQUIRED, SHALL: the schema of the catalogue has no others.
}

std::string_view name(Standing standing) {
  switch (standing) {
    case Standing::counts:
      return "counts";
    case Standing::withdrawn:
      return "withdrawn";
    case Standing::unverified:
      return "unverified";
    case Standing::not_library:
      return "not_library";
    case Standing::client:
      return "client";
    case Standing::server:
      return "server";
    case Standing::human:
      break;
  }
  return "human";
}

Standing standing(const Requirement& requirement) {
  const auto seen_by = [&](const char* who) { return requirement.visible.contains(who); };
  if (!requirement.withdrawn.empty()) return Standing::withdrawn;
  if (!requirement.verified) return Standing::unverified;
  if (!requirement.not_library.empty()) return Standing::not_library;
  if (seen_by("library") || requirement.binds == "client" || requirement.binds == "all")
    return Standing::counts;
  if (seen_by("server")) return Standing::server;
  return seen_by("client") ? Standing::client : Standing::human;
}

EvidenceById evidence(const Catalogue& catalogue, const std::vector<Suite>& suites,
                      const std::vector<Blame>& blames) {
  EvidenceById all;
  for (const auto& [id, requirement] : catalogue) all[id] = {};
  for (const Suite& suite : suites) add_suite(all, suite);
  for (const Blame& blame : blames) {
    if (const auto found = all.find(blame.requirement); found != all.end())
      found->second.defects.insert(blame.defect);
  }
  return all;
}

}  // namespace oauthspec::vector
