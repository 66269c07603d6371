// SPDX-License-Identifier: Apache-2.0
#include "harness/report/grade.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace oauthspec::report {
namespace {

using result::Result;
using result::Status;

constexpr std::array<std::string_view, 4> kStands{"open", "partly", "countered", "unknown"};

// Before anybody's expectations: a known failure is one.
Status found(const Result& result) {
  return result.before.value_or(result.status);
}

void add(std::vector<Unmet>& list, const std::string& requirement, const std::string& test) {
  const auto known = std::ranges::find(list, requirement, &Unmet::requirement);
  if (known == list.end()) {
    list.push_back({.requirement = requirement, .tests = {test}});
  } else {
    known->tests.push_back(test);
  }
}

// Whether `part` is at most one in `whole` of `all`.
bool at_most(std::size_t part, std::size_t all, std::size_t whole) {
  return part * whole <= all;
}

struct Rule {
  std::string_view letter;
  bool (*holds)(const Grade& grade);
};

// From the best to the worst; README.md has them in words. A threat is open by an unmet MUST only.
constexpr auto kRules = std::to_array<Rule>({
    {"A+",
     [](const Grade& grade) {
       return grade.must.unmet == 0 && grade.should.unmet == 0 && grade.count(Stand::partly) == 0;
     }},
    {"A",
     [](const Grade& grade) {
       constexpr std::size_t kTenth = 10;
       return grade.must.unmet == 0 && at_most(grade.should.unmet, grade.should.judged, kTenth);
     }},
    {"B", [](const Grade& grade) { return grade.must.unmet == 0; }},
    {"C",
     [](const Grade& grade) {
       constexpr std::size_t kTwentieth = 20;
       return grade.count(Stand::open) == 0 &&
              at_most(grade.must.unmet, grade.must.judged, kTwentieth);
     }},
    {"D",
     [](const Grade& grade) {
       constexpr std::size_t kMostOpen = 3;
       constexpr std::size_t kTenth = 10;
       return grade.count(Stand::open) <= kMostOpen &&
              at_most(grade.must.unmet, grade.must.judged, kTenth);
     }},
    {"E",
     [](const Grade& grade) {
       constexpr std::size_t kQuarter = 4;
       return at_most(grade.must.unmet, grade.must.judged, kQuarter);
     }},
    {"F", [](const Grade&) { return true; }},
});

std::string share_text(const Share& share, std::string_view level) {
  if (share.judged == 0) return fmt::format("no check of a {} decided anything", level);
  return share.unmet == 0
             ? fmt::format("all {} checks of a {} are met", share.judged, level)
             : fmt::format("{} of {} checks of a {} are not met", share.unmet, share.judged, level);
}

// Gives the letter, or says why there is none.
void decide(Grade& grade, std::size_t undecided) {
  const std::size_t judged = grade.must.judged + grade.should.judged;
  if (judged == 0 || undecided > judged) {
    grade.why = fmt::format("{} of {} checks decided nothing", undecided, undecided + judged);
    return;
  }
  const auto* const rule =
      std::ranges::find_if(kRules, [&](const Rule& one) { return one.holds(grade); });
  grade.letter = rule->letter;
  grade.why = share_text(grade.must, "MUST") + "; " + share_text(grade.should, "SHOULD");
}

}  // namespace

std::string_view name(Stand stand) {
  return kStands.at(static_cast<std::size_t>(stand));
}

std::size_t Grade::count(Stand stand) const {
  return static_cast<std::size_t>(std::ranges::count(threats, stand, &ThreatStand::stand));
}

Grader::Outcome Grader::outcome_of(const Result& result) {
  switch (found(result)) {
    case Status::pass:
      return Outcome::met;
    case Status::warn:
      return Outcome::unmet_should;
    case Status::fail:
    case Status::vacuous:
      if (result.level == "must") return Outcome::unmet_must;
      return result.level == "should" ? Outcome::unmet_should : Outcome::unmet_may;
    default:
      return Outcome::undecided;
  }
}

void Grader::add(const Result& result) {
  const Status status = found(result);
  // What is not for the server says nothing of it.
  if (result.op != "server" || result.also || status == Status::skip ||
      status == Status::unsupported)
    return;
  checks_.push_back({.test = result.test,
                     .level = result.level,
                     .requirements = result.requirements,
                     .outcome = outcome_of(result)});
}

ThreatStand Grader::stand_of(const vector::Threat& threat) const {
  std::array<std::vector<std::string>, kStands.size()> tests;
  const auto put = [&](Stand stand, const std::string& test) {
    tests.at(static_cast<std::size_t>(stand)).push_back(test);
  };
  for (const Check& check : checks_) {
    const bool counters = std::ranges::any_of(check.requirements, [&](const std::string& id) {
      return std::ranges::find(threat.requirements, id) != threat.requirements.end();
    });
    if (!counters) continue;
    if (check.outcome == Outcome::met) put(Stand::countered, check.test);
    if (check.outcome == Outcome::unmet_must) put(Stand::open, check.test);
    if (check.outcome == Outcome::unmet_should || check.outcome == Outcome::unmet_may) {
      put(Stand::partly, check.test);
    }
  }
  for (std::size_t i = 0; i < tests.size(); ++i) {
    if (!tests.at(i).empty()) {
      return {.threat = &threat, .stand = static_cast<Stand>(i), .tests = std::move(tests.at(i))};
    }
  }
  return {.threat = &threat, .stand = Stand::unknown, .tests = {}};
}

Grade Grader::grade() const {
  Grade grade;
  std::size_t undecided = 0;
  for (const Check& check : checks_) {
    if (check.outcome == Outcome::undecided) {
      ++undecided;
      continue;
    }
    // A warning is of what is recommended, whatever the check looked for; what is free to choose weighs nothing.
    const bool warned = check.outcome == Outcome::unmet_should;
    if (check.level == "may" && !warned) continue;
    const bool must = check.level == "must" && !warned;
    Share& share = must ? grade.must : grade.should;
    ++share.judged;
    if (check.outcome == Outcome::met) continue;
    ++share.unmet;
    report::add(must ? grade.unmet_must : grade.unmet_should,
                check.requirements.empty() ? "" : check.requirements.front(), check.test);
  }
  for (const vector::Threat& threat : library_.threats) grade.threats.push_back(stand_of(threat));
  decide(grade, undecided);
  return grade;
}

bool gradable(const RunReport& run) {
  return std::ranges::any_of(
      run.results, [](const Result& result) { return result.op == "server" && !result.also; });
}

Grade grade_of(const RunReport& run, const vector::Library& library) {
  Grader grader(library);
  for (const Result& result : run.results) grader.add(result);
  Grade grade = grader.grade();
  if (!run.troubles.empty()) {
    grade.letter.clear();
    grade.why = "the run is no success: " + run.troubles.front();
  }
  return grade;
}

}  // namespace oauthspec::report
