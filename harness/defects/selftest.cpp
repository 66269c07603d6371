// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/selftest.h"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "harness/adapter/reference/reference.h"
#include "harness/defects/all.h"
#include "harness/runner/judge.h"

namespace oauthspec::defects {
namespace {

using result::Result;
using result::Status;
using vector::Suite;
using vector::Test;

using SuiteAndName = std::pair<std::string, std::string>;

template <class Group>
std::vector<Group> values_of(std::map<SuiteAndName, Group> groups) {
  std::vector<Group> all;
  for (auto& [key, group] : groups) all.push_back(std::move(group));
  return all;
}

// The suites of the ops that were tried.
std::vector<const Suite*> tried_suites(const vector::Library& library,
                                       const std::vector<Trial>& trials) {
  std::set<std::string_view> ops;
  for (const Trial& trial : trials) ops.insert(trial.defect->op);
  std::vector<const Suite*> tried;
  for (const Suite& suite : library.suites) {
    if (ops.contains(suite.op)) tried.push_back(&suite);
  }
  return tried;
}

bool is_catch(Status status) {
  return status == Status::fail || status == Status::warn || status == Status::error;
}

bool cites(const Test& test, std::string_view requirement) {
  return std::ranges::find(test.requirements, requirement) != test.requirements.end();
}

// The results of a whole suite, in its order.
std::vector<Result> judge_suite(const vector::Library& library, const Suite& suite,
                                const adapter::Hello& hello,
                                const adapter::AnswerFunction& answer) {
  const vector::OpSchema& schema = library.ops.at(suite.op);
  std::vector<Result> results;
  results.reserve(suite.tests.size());
  for (const Test& test : suite.tests) {
    const adapter::Answer got{0, adapter::answer_or_failure(answer, suite.op, test.in)};
    results.push_back(
        runner::judge(test, suite, schema, hello, got, {}, adapter::reference_answer));
  }
  runner::settle_controls(results, std::span(&suite, 1));
  return results;
}

using Proofs = std::map<std::string, Proof, std::less<>>;

void expect_cited(Proofs& all, const Suite& suite) {
  for (const Test& test : suite.tests) {
    for (const std::string& id : test.requirements) {
      if (const auto found = all.find(id); found != all.end()) found->second.expected = true;
    }
  }
}

// The defects that were blamed on their requirement.
std::vector<vector::Blame> blames(const std::vector<Trial>& trials) {
  std::vector<vector::Blame> all;
  for (const Trial& trial : trials) {
    if (trial.blaming != 0)
      all.push_back({std::string(trial.defect->requirement), full_name(*trial.defect)});
  }
  return all;
}

}  // namespace

bool Catch::cites(std::string_view requirement) const {
  return defects::cites(*test, requirement);
}

bool Trial::as_planned() const {
  return blaming != 0 && failed_by_blaming == (defect->weight == Weight::fail);
}

std::vector<Catch> catches(const vector::Library& library, const adapter::Hello& hello,
                           const adapter::AnswerFunction& answer,
                           const std::set<std::string, std::less<>>& ops) {
  std::vector<Catch> found;
  for (const Suite& suite : library.suites) {
    const bool offered = std::ranges::find(hello.ops, suite.op) != hello.ops.end();
    if (!offered || (!ops.empty() && !ops.contains(suite.op))) continue;
    const std::vector<Result> results = judge_suite(library, suite, hello, answer);
    for (std::size_t i = 0; i < results.size(); ++i) {
      if (is_catch(results[i].status))
        found.push_back({&suite, &suite.tests[i], results[i].status});
    }
  }
  return found;
}

Trial try_defect(const vector::Library& library, const Defect& defect) {
  Trial trial{&defect,
              catches(library, hello_of(defect), answer_with(defect), {std::string(defect.op)}), 0,
              false};
  for (const Catch& one : trial.catches) {
    if (!one.cites(defect.requirement)) continue;
    ++trial.blaming;
    trial.failed_by_blaming = trial.failed_by_blaming || one.status != Status::warn;
  }
  return trial;
}

std::vector<RefusalGroup> refusal_groups(const vector::Library& library,
                                         const std::vector<Trial>& trials) {
  std::map<SuiteAndName, RefusalGroup> groups;
  for (const Suite* suite : tried_suites(library, trials)) {
    for (const Test& test : suite->tests) {
      if (!vector::rejecting(test)) continue;
      RefusalGroup& group = groups[{suite->name, test.requirements.front()}];
      group.suite = suite->name;
      group.requirement = test.requirements.front();
      ++group.tests;
    }
  }
  for (const Trial& trial : trials) {
    for (const Catch& one : trial.catches) {
      if (vector::rejecting(*one.test))
        groups.at({one.suite->name, one.test->requirements.front()})
            .caught.insert(full_name(*trial.defect));
    }
  }
  return values_of(std::move(groups));
}

std::vector<FlagGroup> flag_groups(const vector::Library& library,
                                   const std::vector<Trial>& trials) {
  std::map<SuiteAndName, FlagGroup> groups;
  for (const Suite* suite : tried_suites(library, trials)) {
    for (const Test& test : suite->tests) {
      for (const std::string& flag : test.flags) {
        FlagGroup& group = groups[{suite->name, flag}];
        group.suite = suite->name;
        group.flag = flag;
        ++group.tests;
      }
    }
  }
  for (const Trial& trial : trials) {
    for (const Catch& one : trial.catches) {
      for (const std::string& flag : one.test->flags)
        groups.at({one.suite->name, flag}).caught.insert(full_name(*trial.defect));
    }
  }
  return values_of(std::move(groups));
}

std::map<std::string, Proof, std::less<>> proofs(const vector::Library& library,
                                                 const std::vector<Trial>& trials) {
  Proofs all;
  for (auto& [id, evidence] : vector::evidence(library.catalogue, library.suites, blames(trials))) {
    if (vector::standing(library.catalogue.at(id)) == vector::Standing::counts)
      all[id] = {std::move(evidence), false};
  }
  for (const Suite* suite : tried_suites(library, trials)) expect_cited(all, *suite);
  return all;
}

}  // namespace oauthspec::defects
