// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/run.h"

#include <exception>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "harness/checks/needs.h"

namespace oauthspec::checks {
namespace {

// A check reads what a server sent; what it did not reckon with is no fault that can be told of the server.
Finding finding_of(const Check& check, const Target& target) {
  if (const auto need = missing(check, target)) {
    return unsupported(fmt::format("this needs {}", describe(*need)));
  }
  Session session(target);
  try {
    return check.run(session);
  } catch (const std::exception& error) {
    return inconclusive(fmt::format("the check could not read what came: {}", error.what()));
  }
}

}  // namespace

bool is_for(const Check& check, const Target& target) {
  return cites(target.documents, check) && !missing(check, target);
}

CheckResult run(const Check& check, const Target& target) {
  if (target.recorder == nullptr) {
    return {.check = &check, .finding = finding_of(check, target), .evidence = {}, .duration = {}};
  }
  // What another left behind is no evidence for this one.
  static_cast<void>(target.recorder->take());
  CheckResult result{
      .check = &check, .finding = finding_of(check, target), .evidence = {}, .duration = {}};
  result.duration = target.recorder->elapsed();
  result.evidence = target.recorder->take();
  // Whatever the check made of it: an answer is missing where its last request has none.
  const bool silence = !result.evidence.empty() && !result.evidence.back().outcome;
  if (silence && result.finding.verdict == Verdict::inconclusive) result.finding.unanswered = true;
  return result;
}

const CheckResult& Foundations::result_of(const Check& foundation, const Target& target) {
  const auto found = results_.find(foundation.id);
  if (found != results_.end() && !found->second.finding.unanswered) return found->second;
  return results_.insert_or_assign(foundation.id, checks::run(foundation, target)).first->second;
}

std::optional<CheckResult> Foundations::failed(const Check& check, const Target& target) {
  for (const Need need : check.needs) {
    const Check* const foundation = find_check(foundation_of(need));
    if (foundation == nullptr || foundation == &check || missing(check, target)) continue;
    const CheckResult& result = result_of(*foundation, target);
    if (result.finding.verdict == Verdict::pass) continue;
    Finding finding = inconclusive(
        fmt::format("this relies on {}, which did not pass: {}", foundation->id,
                    result.finding.message.empty() ? name(result.finding.verdict)
                                                   : std::string_view(result.finding.message)));
    finding.unanswered = result.finding.unanswered;
    return CheckResult{
        .check = &check, .finding = std::move(finding), .evidence = {}, .duration = {}};
  }
  return std::nullopt;
}

CheckResult Foundations::run(const Check& check, const Target& target) {
  const auto known = results_.find(check.id);
  if (known != results_.end() && !known->second.finding.unanswered) return known->second;
  if (auto result = failed(check, target)) return *std::move(result);
  return checks::run(check, target);
}

std::vector<CheckResult> run_all(const Target& target) {
  std::vector<CheckResult> results;
  for (const Topic topic : all_topics()) {
    for (const Check& check : topic) {
      if (is_for(check, target)) {
        results.push_back(run(check, target));
      }
    }
  }
  return results;
}

}  // namespace oauthspec::checks
