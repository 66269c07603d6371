// SPDX-License-Identifier: Apache-2.0
#include "harness/vector/check_suite.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>

namespace oauthspec::vector {
namespace {

using nlohmann::json;

// Where and why a test is wrong; the place is within the test.
struct Finding {
  std::string place;
  std::string reason;
};

using Check = std::optional<Finding>;

// Each name of a list must be known.
template <class Known>
Check check_names(const std::vector<std::string>& names, const Known& known, const char* member,
                  const char* where) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!known.contains(names[i])) {
      return Finding{fmt::format("/{}/{}", member, i),
                     fmt::format("\"{}\" is not in {}", names[i], where)};
    }
  }
  return std::nullopt;
}

Check check_values(const Test& test, const Schema& schema) {
  if (const auto wrong = schema.validate("in", test.in)) {
    return Finding{"/in" + wrong->pointer, wrong->reason};
  }
  std::set<std::string> policies;
  for (std::size_t i = 0; i < test.expect.outcomes.size(); ++i) {
    const Outcome& outcome = test.expect.outcomes[i];
    const std::string place =
        test.expect.choice.empty() ? "/expect" : fmt::format("/expect/one_of/{}", i);
    if (!outcome.policy.empty() && !policies.insert(outcome.policy).second) {
      return Finding{place + "/policy",
                     fmt::format("the policy \"{}\" stands twice", outcome.policy)};
    }
    if (!outcome.out) continue;
    if (const auto wrong = schema.validate("out", *outcome.out)) {
      return Finding{place + "/out" + wrong->pointer, wrong->reason};
    }
  }
  return std::nullopt;
}

// What a library may choose must be there to be replaced by its choice.
Check check_may_choose(const Test& test) {
  for (std::size_t i = 0; i < test.may_choose.size(); ++i) {
    if (!chosen_place(test.in, test.may_choose[i])) {
      return Finding{fmt::format("/may_choose/{}", i),
                     fmt::format("\"in\" has no {} to be replaced", test.may_choose[i])};
    }
  }
  return std::nullopt;
}

Check check_control(const Test& test, const std::map<std::string_view, const Test*>& by_id) {
  if (!test.control) {
    if (!rejecting(test)) return std::nullopt;
    return Finding{"", "a refusal is expected, and no control is named"};
  }
  const auto control = by_id.find(*test.control);
  if (control == by_id.end()) {
    return Finding{"/control",
                   fmt::format("no test of this file has the id \"{}\"", *test.control)};
  }
  if (may_reject(*control->second)) {
    return Finding{"/control",
                   fmt::format("the control \"{}\" may be refused itself", *test.control)};
  }
  return std::nullopt;
}

Check check_test(const Test& test, const Suite& suite, const Library& library,
                 const std::map<std::string_view, const Test*>& by_id) {
  if (auto found = check_names(test.requirements, library.catalogue, "requirements",
                               "the catalogue of requirements")) {
    return found;
  }
  if (auto found = check_names(test.flags, suite.flags, "flags", "this file's flags")) return found;
  if (auto found =
          check_names(test.requires_features, library.features, "requires", "features.json")) {
    return found;
  }
  if (auto found = check_values(test, library.ops.at(suite.op).schema)) return found;
  if (auto found = check_may_choose(test)) return found;
  return check_control(test, by_id);
}

}  // namespace

std::optional<Problem> check_suite(const JsonFile& file, const Suite& suite,
                                   const Library& library) {
  if (!library.ops.contains(suite.op)) {
    return problem_at(file, "/op", fmt::format("the op \"{}\" has no schema", suite.op));
  }
  std::map<std::string_view, const Test*> by_id;
  for (std::size_t i = 0; i < suite.tests.size(); ++i) {
    if (!by_id.emplace(suite.tests[i].id, &suite.tests[i]).second) {
      return problem_at(file, fmt::format("/tests/{}/id", i),
                        fmt::format("the id \"{}\" stands twice", suite.tests[i].id));
    }
  }
  for (std::size_t i = 0; i < suite.tests.size(); ++i) {
    if (const auto found = check_test(suite.tests[i], suite, library, by_id)) {
      return problem_at(file, fmt::format("/tests/{}{}", i, found->place),
                        fmt::format("{}: {}", suite.tests[i].id, found->reason));
    }
  }
  return std::nullopt;
}

}  // namespace oauthspec::vector
