// SPDX-License-Identifier: Apache-2.0
#include "fuzz/differential/compare.h"

#include <utility>
#include <variant>

namespace oauthspec::fuzz {
namespace {

/// A test that expects what the reference answered.
vector::Test expecting(const Base& base, const nlohmann::json& in,
                       const adapter::Verdict& reference) {
  vector::Test test = *base.test;
  test.in = in;
  test.level = vector::Level::must;
  const auto* const out = std::get_if<adapter::Out>(&reference);
  // Which reason a library gives is its own business.
  test.expect = {.choice = "",
                 .outcomes = {{.policy = "",
                               .out = out == nullptr ? std::nullopt : std::optional(out->value),
                               .reject = {}}}};
  return test;
}

/// What the reference did, in a word or two.
std::string done_by_reference(const adapter::Verdict& reference) {
  const auto* const reject = std::get_if<adapter::Reject>(&reference);
  return reject == nullptr ? "the reference takes it"
                           : "the reference refuses it as " + reject->code;
}

std::string done_by_library(const adapter::Verdict& theirs) {
  if (std::holds_alternative<adapter::Reject>(theirs)) return "the library refuses it";
  if (const auto* const failure = std::get_if<adapter::Failure>(&theirs)) {
    return "the library fails with " + failure->type;
  }
  return "the library takes it";
}

}  // namespace

std::expected<std::optional<Difference>, adapter::StartProblem> Comparison::of(
    const Base& base, const nlohmann::json& in) {
  const std::string& op = base.suite->op;
  const adapter::Verdict reference = reference_(op, in);
  if (!std::holds_alternative<adapter::Out>(reference) &&
      !std::holds_alternative<adapter::Reject>(reference)) {
    return std::nullopt;
  }
  auto reaction = respondent_.ask(op, in);
  if (!reaction) return std::unexpected(std::move(reaction).error());
  if (const auto* const trouble = std::get_if<Trouble>(&*reaction)) {
    return Difference{.base = base,
                      .in = in,
                      .reference = reference,
                      .status = trouble->status,
                      .kind = std::string(result::name(trouble->status)) + " where " +
                              done_by_reference(reference),
                      .message = trouble->message};
  }
  return judged(base, in, reference, std::get<adapter::Verdict>(*std::move(reaction)));
}

std::optional<Difference> Comparison::judged(const Base& base, const nlohmann::json& in,
                                             const adapter::Verdict& reference,
                                             adapter::Verdict theirs) const {
  std::string kind = done_by_reference(reference) + ", " + done_by_library(theirs);
  const vector::Test test = expecting(base, in, reference);
  const result::Result result =
      runner::judge(test, *base.suite, *base.schema, hello_,
                    {.id = 0, .verdict = std::move(theirs)}, {}, reference_);
  if (result.status != result::Status::fail && result.status != result::Status::error) {
    return std::nullopt;
  }
  return Difference{.base = base,
                    .in = in,
                    .reference = reference,
                    .status = result.status,
                    .kind = std::move(kind),
                    .message = result.message};
}

}  // namespace oauthspec::fuzz
