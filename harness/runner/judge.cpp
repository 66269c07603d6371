// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/judge.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/runner/equality.h"
#include "harness/runner/equality_text.h"
#include "harness/runner/recompute.h"
#include "harness/runner/verified.h"

namespace oauthspec::runner {
namespace {

using nlohmann::json;
using result::Result;
using result::Status;
using vector::OpSchema;
using vector::Outcome;
using vector::Suite;
using vector::Test;

// How an answer fits one outcome, the best first.
enum class Fit : std::uint8_t { full, but_for_the_reason, unknown, none };

struct Grade {
  Fit fit = Fit::none;
  std::string message;
};

struct Candidate {
  const Outcome* outcome = nullptr;
  Grade grade;
};

std::string refusal_text(const adapter::Reject& reject) {
  if (reject.code.empty()) return reject.message.empty() ? "no reason given" : reject.message;
  return reject.message.empty() ? reject.code : reject.code + ": " + reject.message;
}

Grade grade(const adapter::Reject& reject, const Outcome& outcome, bool reason_codes) {
  if (outcome.out) {
    return {Fit::none,
            fmt::format("refused ({}), where a value is expected", refusal_text(reject))};
  }
  // Codes of other libraries are their own: any clean refusal is one.
  if (!reason_codes || outcome.reject.empty() ||
      std::ranges::count(outcome.reject, reject.code) != 0) {
    return {Fit::full, ""};
  }
  return {Fit::but_for_the_reason,
          fmt::format("refused with the code {}, where {} is expected", show(reject.code),
                      fmt::join(outcome.reject, " or "))};
}

Grade grade(const adapter::Out& out, const Outcome& outcome, const OpSchema& schema, const json& in,
            bool reason_codes) {
  if (!outcome.out) {
    return {Fit::none,
            fmt::format("accepted with {}, where a refusal is expected", show_value(out.value))};
  }
  const Comparison found = compare_out(schema.out, in, *outcome.out, out.value, reason_codes);
  switch (found.match) {
    case Match::equal:
      return {Fit::full, ""};
    case Match::other_reason:
      return {Fit::but_for_the_reason, found.difference};
    case Match::unknown:
      return {Fit::unknown, found.difference};
    case Match::different:
      break;
  }
  return {Fit::none, found.difference};
}

json outcome_json(const Outcome& outcome) {
  json value = json::object();
  if (!outcome.policy.empty()) value["policy"] = outcome.policy;
  if (outcome.out) {
    value["out"] = *outcome.out;
  } else {
    value["reject"] = outcome.reject;
  }
  return value;
}

json expectation_json(const std::string& choice, std::span<const Outcome> outcomes) {
  if (choice.empty()) return outcome_json(outcomes.front());
  json branches = json::array();
  for (const Outcome& outcome : outcomes) branches.push_back(outcome_json(outcome));
  return {{"name", choice}, {"one_of", std::move(branches)}};
}

std::string effects(const Suite& suite, const Test& test) {
  std::vector<std::string> all;
  for (const std::string& name : test.flags) {
    if (const auto flag = suite.flags.find(name); flag != suite.flags.end()) {
      all.push_back(flag->second.effect);
    }
  }
  return fmt::format("{}", fmt::join(all, "; "));
}

// A pinned policy leaves its branch only; one that is not among the test's branches says nothing of it.
std::span<const Outcome> allowed(const Test& test, const JudgeOptions& options) {
  const std::span<const Outcome> all = test.expect.outcomes;
  const auto pinned = options.policies.find(test.expect.choice);
  if (test.expect.choice.empty() || pinned == options.policies.end()) return all;
  const auto branch = std::ranges::find(all, pinned->second, &Outcome::policy);
  return branch == all.end() ? all : std::span(branch, 1);
}

/// One answer on its way to a result.
class Judgement {
 public:
  Judgement(const Test& test, const Suite& suite, const OpSchema& schema, bool reason_codes,
            const JudgeOptions& options)
      : test_(test),
        schema_(schema),
        reason_codes_(reason_codes),
        outcomes_(allowed(test, options)),
        result_(unjudged(suite, test)) {
    if (outcomes_.size() != test.expect.outcomes.size()) show_expected();
  }

  Result take() { return std::move(result_); }

  void on(const adapter::Verdict& verdict, const ReferenceFunction& reference) {
    if (const auto* const skip = std::get_if<adapter::Skip>(&verdict)) {
      decide(Status::skip, "the library cannot express the case: " + skip->need);
    } else if (const auto* const failure = std::get_if<adapter::Failure>(&verdict)) {
      decide(Status::error, fmt::format("{}: {}", failure->type, failure->message));
    } else if (const auto* const reject = std::get_if<adapter::Reject>(&verdict)) {
      weigh([&](const Outcome& outcome) { return grade(*reject, outcome, reason_codes_); });
    } else {
      on_out(std::get<adapter::Out>(verdict), reference);
    }
  }

 private:
  void decide(Status status, std::string message) {
    result_.status = status;
    result_.message = std::move(message);
  }

  void on_out(const adapter::Out& out, const ReferenceFunction& reference) {
    // Where only a refusal will do, no value need be recomputed to see that this is none.
    const bool any_value =
        std::ranges::any_of(outcomes_, [](const Outcome& o) { return o.out.has_value(); });
    const Recomputation chosen = out.actual.empty() || !any_value
                                     ? Recomputation(NothingChosen{})
                                     : recompute(test_, schema_, out.actual, reference);
    if (const auto* const problem = std::get_if<NotComparable>(&chosen)) {
      return decide(problem->status, problem->message);
    }
    if (const auto* const recomputed = std::get_if<Recomputed>(&chosen))
      expect_instead(*recomputed);
    weigh([&](const Outcome& outcome) { return grade_value(out, outcome); });
  }

  // The other branches' values hold for the vector's own choice only, and the reference takes one branch.
  void expect_instead(const Recomputed& recomputed) {
    result_.recomputed = true;
    const std::string& policy = test_.expect.outcomes[recomputed.outcome].policy;
    recomputed_.assign(outcomes_.begin(), outcomes_.end());
    outcomes_ = recomputed_;
    for (Outcome& outcome : recomputed_) {
      if (!outcome.out) continue;
      if (outcome.policy == policy) {
        outcome.out = recomputed.value;
      } else {
        not_recomputed_.push_back(outcome.policy);
      }
    }
    show_expected();
  }

  void show_expected() { result_.expected = expectation_json(test_.expect.choice, outcomes_); }

  [[nodiscard]] Grade grade_value(const adapter::Out& out, const Outcome& outcome) const {
    if (outcome.out && std::ranges::count(not_recomputed_, outcome.policy) != 0) {
      return {Fit::unknown, "the value cannot be recomputed for what the library chose itself"};
    }
    return grade(out, outcome, schema_, test_.in, reason_codes_);
  }

  template <class GradeOf>
  void weigh(GradeOf grade_of) {
    std::vector<Candidate> candidates;
    candidates.reserve(outcomes_.size());
    for (const Outcome& outcome : outcomes_) candidates.push_back({&outcome, grade_of(outcome)});
    const auto best =
        std::ranges::min_element(candidates, {}, [](const Candidate& c) { return c.grade.fit; });
    if (best->grade.fit <= Fit::but_for_the_reason && !test_.expect.choice.empty()) {
      result_.policy = fmt::format("{}={}", test_.expect.choice, best->outcome->policy);
    }
    switch (best->grade.fit) {
      case Fit::full:
        return decide(Status::pass, "");
      case Fit::but_for_the_reason:
        return decide(Status::warn, best->grade.message);
      case Fit::unknown:
        return decide(Status::inconclusive, best->grade.message);
      case Fit::none:
        break;
    }
    failed(candidates);
  }

  void failed(const std::vector<Candidate>& candidates) {
    std::vector<std::string> messages;
    messages.reserve(candidates.size());
    for (const auto& [outcome, grade] : candidates) {
      messages.push_back(outcome->policy.empty() ? grade.message
                                                 : outcome->policy + ": " + grade.message);
    }
    std::string message = fmt::format("{}", fmt::join(messages, "; "));
    if (!test_.verified) message += " (of a requirement that was not seen in a published text)";
    // Only a MUST that was seen in a published text can fail.
    const bool binding = test_.level == vector::Level::must && test_.verified;
    decide(binding ? Status::fail : Status::warn, std::move(message));
  }

  const Test& test_;
  const OpSchema& schema_;
  bool reason_codes_;
  std::span<const Outcome> outcomes_;
  std::vector<Outcome> recomputed_;
  std::vector<std::string> not_recomputed_;
  Result result_;
};

struct VerdictJson {
  json operator()(adapter::Out out) const {
    json value = json::object();
    value["out"] = std::move(out.value);
    if (!out.actual.empty()) value["actual"] = out.actual;
    return value;
  }
  json operator()(const adapter::Reject& reject) const {
    json told = json::object();
    if (!reject.code.empty()) told["code"] = reject.code;
    if (!reject.message.empty()) told["message"] = reject.message;
    return {{"reject", std::move(told)}};
  }
  json operator()(const adapter::Skip& skip) const { return {{"skip", {{"need", skip.need}}}}; }
  json operator()(const adapter::Failure& failure) const {
    return {{"error", {{"type", failure.type}, {"message", failure.message}}}};
  }
};

}  // namespace

Result unjudged(const Suite& suite, const Test& test) {
  Result made;
  made.test = vector::full_name(suite, test);
  made.op = suite.op;
  made.title = test.title;
  made.level = vector::name(test.level);
  made.requirements = test.requirements;
  made.why = effects(suite, test);
  made.sent = test.in;
  made.expected = expectation_json(test.expect.choice, test.expect.outcomes);
  return made;
}

json answer_json(adapter::Verdict verdict) {
  return std::visit(VerdictJson{}, std::move(verdict));
}

Result judge(const Test& test, const Suite& suite, const OpSchema& schema,
             const adapter::Hello& hello, adapter::Answer answer, const JudgeOptions& options,
             const ReferenceFunction& reference) {
  Judgement judgement(test, suite, schema, hello.reason_codes, options);
  judgement.on(answer.verdict, reference);
  Result result = judgement.take();
  result.got = answer_json(std::move(answer.verdict));
  return result;
}

bool hangs_on_control(const Test& test, const Result& result) {
  const bool refused = vector::rejecting(test) || (result.got && result.got->contains("reject"));
  return test.control && result.status == Status::pass && refused;
}

void settle_control(const Test& test, Result& result, const Result& control) {
  if (!hangs_on_control(test, result)) return;
  if (control.status == Status::pass || control.status == Status::not_run) return;
  // Only a control that really failed says something against the refusal; one that could not be asked, or that
  // missed no more than a SHOULD, leaves it open.
  constexpr std::array kOpen{Status::skip, Status::unsupported, Status::warn, Status::inconclusive};
  const bool open = std::ranges::find(kOpen, control.status) != kOpen.end();
  result.status = open ? Status::inconclusive : Status::vacuous;
  result.message =
      fmt::format("refused as expected, but its control {}, which must be accepted, came to {}",
                  control.test, result::name(control.status));
}

void settle_controls(std::span<Result> results, std::span<const Suite> suites) {
  std::map<std::string_view, Result*> by_name;
  for (Result& result : results) by_name.emplace(result.test, &result);
  for (const Suite& suite : suites) {
    for (const Test& test : suite.tests) {
      if (!test.control) continue;
      const auto own = by_name.find(vector::full_name(suite, test));
      const auto control = by_name.find(suite.name + "/" + *test.control);
      if (own == by_name.end() || control == by_name.end()) continue;
      settle_control(test, *own->second, *control->second);
    }
  }
}

std::optional<std::string> unknown_policy(std::span<const Suite> suites,
                                          const JudgeOptions& options) {
  for (const auto& [name, branch] : options.policies) {
    const auto offers = [&](const Test& test) {
      return test.expect.choice == name &&
             std::ranges::count(test.expect.outcomes, branch, &Outcome::policy) != 0;
    };
    const bool known = std::ranges::any_of(
        suites, [&](const Suite& suite) { return std::ranges::any_of(suite.tests, offers); });
    if (!known) return fmt::format("{}={}", name, branch);
  }
  return std::nullopt;
}

}  // namespace oauthspec::runner
