// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/judge.h"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::runner {
namespace {

using nlohmann::json;
using result::Result;
using result::Status;
using testing::HasSubstr;

std::filesystem::path schema_file(const std::string& op) {
  return std::filesystem::path(OAUTHSPEC_SOURCE_DIR) / "vectors/schema" / (op + ".schema.json");
}

/// What a result has, or null.
json shown(const std::optional<json>& value) {
  return value.value_or(json());
}

const vector::OpSchema& schema_of(const std::string& op) {
  static std::map<std::string, vector::OpSchema> loaded;
  const auto found = loaded.find(op);
  if (found != loaded.end()) return found->second;
  auto schema = vector::load_op_schema(schema_file(op));
  if (!schema) throw std::runtime_error(vector::describe(schema.error()));
  return loaded.emplace(op, *std::move(schema)).first->second;
}

adapter::Answer out(json value, std::map<std::string, json> actual = {}) {
  return {.id = 1, .verdict = adapter::Out{std::move(value), std::move(actual)}};
}

adapter::Answer refusal(const std::string& code) {
  return {.id = 1, .verdict = adapter::Reject{.code = code, .message = "no"}};
}

vector::Outcome value(json expected, const std::string& policy = "") {
  return {.policy = policy, .out = std::move(expected), .reject = {}};
}

vector::Outcome rejection(std::vector<std::string> codes, const std::string& policy = "") {
  return {.policy = policy, .out = {}, .reject = std::move(codes)};
}

/// One test, and all that is needed to judge answers to it.
struct Case {
  vector::Suite suite;
  vector::Test test;
  adapter::Hello hello;
  JudgeOptions options;
  ReferenceFunction reference = [](std::string_view, const json&) -> adapter::Verdict {
    throw std::logic_error("the reference was asked, although nothing was chosen");
  };

  [[nodiscard]] Result judge(const adapter::Answer& answer) const {
    return runner::judge(test, suite, schema_of(suite.op), hello, answer, options, reference);
  }
  [[nodiscard]] Status status(const adapter::Answer& answer) const { return judge(answer).status; }
};

Case decode_case(vector::Outcome outcome) {
  Case made;
  made.suite.name = "oauth1/percent_decode";
  made.suite.op = "oauth1.percent_decode";
  made.suite.flags["Plus"].effect = "a plus turns into a space";
  made.suite.flags["Case"].effect = "upper case is lost";
  made.test.id = "plain";
  made.test.title = "a plus stays";
  made.test.requirements = {"RFC5849-3.6-1"};
  made.test.flags = {"Plus", "Case"};
  made.test.in = {{"text", "a+b"}};
  made.test.expect.outcomes = {std::move(outcome)};
  return made;
}

Case choice_case() {
  Case made = decode_case(value("kept!", "kept"));
  made.test.expect.choice = "malformed_escape";
  made.test.expect.outcomes.push_back(rejection({"percent_bad_digit"}, "refused"));
  return made;
}

TEST(Judge, PassesTheExpectedValue) {
  const Result result = decode_case(value("a+b")).judge(out("a+b"));
  EXPECT_EQ(result.status, Status::pass);
  EXPECT_EQ(result.message, "");
}

TEST(Judge, FailsAnotherValueAndSaysWhere) {
  const Result result = decode_case(value("a+b")).judge(out("a b"));
  EXPECT_EQ(result.status, Status::fail);
  EXPECT_EQ(result.message, R"(at octet 1: expected "a+b", got "a b")");
}

TEST(Judge, FillsInWhatAReportNeeds) {
  const Result result = decode_case(value("a+b")).judge(out("a b"));
  EXPECT_EQ(result.test, "oauth1/percent_decode/plain");
  EXPECT_EQ(result.op, "oauth1.percent_decode");
  EXPECT_EQ(result.title, "a plus stays");
  EXPECT_EQ(result.level, "must");
  EXPECT_THAT(result.requirements, testing::ElementsAre("RFC5849-3.6-1"));
  EXPECT_EQ(result.why, "a plus turns into a space; upper case is lost");
  EXPECT_EQ(result.sent, json({{"text", "a+b"}}));
  EXPECT_EQ(result.expected, json({{"out", "a+b"}}));
  EXPECT_EQ(result.got, json({{"out", "a b"}}));
  EXPECT_FALSE(result.recomputed);
}

TEST(Judge, WarnsWhereASHOULDIsNotMet) {
  Case made = decode_case(value("a+b"));
  for (const vector::Level level : {vector::Level::should, vector::Level::may}) {
    made.test.level = level;
    EXPECT_EQ(made.status(out("a b")), Status::warn);
    EXPECT_EQ(made.status(refusal("x")), Status::warn);
    EXPECT_EQ(made.status(out("a+b")), Status::pass);
  }
}

TEST(Judge, WarnsWhereNoPublishedTextHasTheRequirement) {
  Case made = decode_case(value("a+b"));
  made.test.verified = false;
  const Result result = made.judge(out("a b"));
  EXPECT_EQ(result.status, Status::warn);
  EXPECT_THAT(result.message, HasSubstr("not seen in a published text"));
}

TEST(Judge, FailsARefusalWhereAValueIsExpected) {
  const Result result = decode_case(value("a+b")).judge(refusal("uri_invalid"));
  EXPECT_EQ(result.status, Status::fail);
  EXPECT_EQ(result.message, "refused (uri_invalid: no), where a value is expected");
  EXPECT_EQ(result.got, json::parse(R"({"reject": {"code": "uri_invalid", "message": "no"}})"));
}

TEST(Judge, FailsAValueWhereARefusalIsExpected) {
  const Result result = decode_case(rejection({})).judge(out("a+b"));
  EXPECT_EQ(result.status, Status::fail);
  EXPECT_EQ(result.message, "accepted with \"a+b\", where a refusal is expected");
  EXPECT_EQ(result.expected, json::parse(R"({"reject": []})"));
}

TEST(Judge, PassesAnyCleanRefusalOfALibraryWithItsOwnCodes) {
  const Case made = decode_case(rejection({"percent_bad_digit"}));
  EXPECT_EQ(made.status(refusal("ValueError")), Status::pass);
  EXPECT_EQ(made.status(refusal("")), Status::pass);
}

TEST(Judge, WarnsOfAWrongCodeWhereCodesAreOurs) {
  Case made = decode_case(rejection({"percent_bad_digit", "percent_truncated"}));
  made.hello.reason_codes = true;
  EXPECT_EQ(made.status(refusal("percent_truncated")), Status::pass);
  const Result result = made.judge(refusal("uri_invalid"));
  EXPECT_EQ(result.status, Status::warn);
  EXPECT_EQ(result.message,
            "refused with the code \"uri_invalid\", where percent_bad_digit or percent_truncated "
            "is expected");
  made.test.expect.outcomes = {rejection({})};
  EXPECT_EQ(made.status(refusal("uri_invalid")), Status::pass);
}

TEST(Judge, WarnsOfAWrongReasonInsideAValue) {
  Case made =
      decode_case(value(json::parse(R"([{"verdict": "refused", "reason": "nonce_used"}])")));
  made.suite.op = "oauth1.verify";
  const auto answer = out(json::parse(R"([{"verdict": "refused", "reason": "client_unknown"}])"));
  EXPECT_EQ(made.status(answer), Status::pass);
  made.hello.reason_codes = true;
  const Result result = made.judge(answer);
  EXPECT_EQ(result.status, Status::warn);
  EXPECT_THAT(result.message, HasSubstr("/0/reason"));
}

TEST(Judge, SkipsWhatTheLibraryCannotExpress) {
  const Result result =
      decode_case(value("a+b")).judge({.id = 1, .verdict = adapter::Skip{.need = "RSA-SHA1"}});
  EXPECT_EQ(result.status, Status::skip);
  EXPECT_EQ(result.message, "the library cannot express the case: RSA-SHA1");
  EXPECT_EQ(result.got, json::parse(R"({"skip": {"need": "RSA-SHA1"}})"));
}

TEST(Judge, NeverTakesAFailureForARefusal) {
  const Result result =
      decode_case(rejection({}))
          .judge({.id = 1, .verdict = adapter::Failure{.type = "IndexError", .message = "5"}});
  EXPECT_EQ(result.status, Status::error);
  EXPECT_EQ(result.message, "IndexError: 5");
  EXPECT_EQ(result.got, json::parse(R"({"error": {"type": "IndexError", "message": "5"}})"));
}

TEST(Judge, NamesTheBranchThatMatches) {
  const Result kept = choice_case().judge(out("kept!"));
  EXPECT_EQ(kept.status, Status::pass);
  EXPECT_EQ(kept.policy, "malformed_escape=kept");
  const Result refused = choice_case().judge(refusal("x"));
  EXPECT_EQ(refused.status, Status::pass);
  EXPECT_EQ(refused.policy, "malformed_escape=refused");
}

TEST(Judge, FailsWhereNoBranchMatches) {
  const Result result = choice_case().judge(out("lost"));
  EXPECT_EQ(result.status, Status::fail);
  EXPECT_EQ(result.policy, "");
  EXPECT_THAT(result.message, HasSubstr("kept: at octet 0"));
  EXPECT_THAT(result.message, HasSubstr("; refused: accepted with"));
  EXPECT_EQ(shown(result.expected).at("name"), "malformed_escape");
  EXPECT_EQ(shown(result.expected).at("one_of").size(), 2U);
}

TEST(Judge, PrefersTheBranchThatMatchesInFull) {
  Case made = choice_case();
  made.hello.reason_codes = true;
  made.test.expect.outcomes.push_back(rejection({"uri_invalid"}, "strict"));
  EXPECT_EQ(made.judge(refusal("uri_invalid")).policy, "malformed_escape=strict");
  const Result wrong_code = made.judge(refusal("too_large"));
  EXPECT_EQ(wrong_code.status, Status::warn);
  EXPECT_EQ(wrong_code.policy, "malformed_escape=refused");
}

TEST(Judge, HoldsAPinnedPolicyToItsBranch) {
  Case made = choice_case();
  made.options.policies = {{"malformed_escape", "refused"}};
  EXPECT_EQ(made.status(refusal("x")), Status::pass);
  const Result result = made.judge(out("kept!"));
  EXPECT_EQ(result.status, Status::fail);
  EXPECT_EQ(shown(result.expected).at("one_of").size(), 1U);
  made.options.policies = {{"malformed_escape", "kept"}};
  EXPECT_EQ(made.status(out("kept!")), Status::pass);
  EXPECT_EQ(made.status(refusal("x")), Status::fail);
}

TEST(Judge, LeavesOtherChoicesAloneWhenOneIsPinned) {
  Case made = choice_case();
  made.options.policies = {{"non_utf8", "refused"}};
  EXPECT_EQ(made.status(out("kept!")), Status::pass);
  made.options.policies = {{"malformed_escape", "escaped"}};
  EXPECT_EQ(made.status(out("kept!")), Status::pass);
}

TEST(UnknownPolicy, IsOneThatNoTestLeavesOpen) {
  Case made = choice_case();
  made.suite.tests = {made.test};
  const std::array suites{made.suite};
  EXPECT_EQ(unknown_policy(suites, {.policies = {{"malformed_escape", "kept"}}}), std::nullopt);
  EXPECT_EQ(unknown_policy(suites, {.policies = {{"malformed_escape", "lost"}}}),
            "malformed_escape=lost");
  EXPECT_EQ(unknown_policy(suites, {.policies = {{"other", "kept"}}}), "other=kept");
}

TEST(AnswerJson, KeepsWhatTheLibraryChose) {
  EXPECT_EQ(answer_json(out("x", {{"nonce", "n"}, {"version", nullptr}}).verdict),
            json::parse(R"({"out": "x", "actual": {"nonce": "n", "version": null}})"));
}

TEST(AnswerJson, KeepsOfARefusalWhatItSays) {
  const auto told = [](const std::string& code, const std::string& message) {
    return answer_json(adapter::Reject{.code = code, .message = message});
  };
  EXPECT_EQ(told("", ""), json::parse(R"({"reject": {}})"));
  EXPECT_EQ(told("c", ""), json::parse(R"({"reject": {"code": "c"}})"));
  EXPECT_EQ(told("", "m"), json::parse(R"({"reject": {"message": "m"}})"));
}

TEST(Judge, QuotesOfARefusalWhatItSays) {
  const Case made = decode_case(value("a+b"));
  const auto message = [&made](const std::string& code, const std::string& text) {
    return made.judge({.id = 1, .verdict = adapter::Reject{.code = code, .message = text}}).message;
  };
  EXPECT_EQ(message("", ""), "refused (no reason given), where a value is expected");
  EXPECT_EQ(message("", "bad"), "refused (bad), where a value is expected");
  EXPECT_EQ(message("c", ""), "refused (c), where a value is expected");
}

Case control_case() {
  Case made = decode_case(value("a+b"));
  vector::Test bad = made.test;
  bad.id = "bad";
  bad.expect.outcomes = {rejection({})};
  bad.control = "plain";
  made.suite.tests = {made.test, bad};
  return made;
}

std::vector<Result> results_with(Status control, Status own) {
  Result first;
  first.test = "oauth1/percent_decode/bad";
  first.status = own;
  Result second;
  second.test = "oauth1/percent_decode/plain";
  second.status = control;
  return {first, second};
}

TEST(SettleControls, MakesARefusalVacuousWhereItsControlFails) {
  const std::array suites{control_case().suite};
  for (const Status control :
       {Status::fail, Status::error, Status::crash, Status::timeout, Status::xfail}) {
    auto results = results_with(control, Status::pass);
    settle_controls(results, suites);
    EXPECT_EQ(results[0].status, Status::vacuous) << result::name(control);
    EXPECT_THAT(results[0].message, HasSubstr("oauth1/percent_decode/plain"));
    EXPECT_EQ(results[1].status, control);
  }
}

TEST(SettleControls, LeavesARefusalOpenWhereItsControlSaysNothingAgainstIt) {
  const std::array suites{control_case().suite};
  for (const Status control : {Status::warn, Status::skip, Status::unsupported}) {
    auto results = results_with(control, Status::pass);
    settle_controls(results, suites);
    EXPECT_EQ(results[0].status, Status::inconclusive) << result::name(control);
    EXPECT_THAT(results[0].message, HasSubstr("oauth1/percent_decode/plain"));
  }
}

TEST(SettleControls, LeavesARefusalAloneWhereItsControlPassed) {
  const std::array suites{control_case().suite};
  auto results = results_with(Status::pass, Status::pass);
  settle_controls(results, suites);
  EXPECT_EQ(results[0].status, Status::pass);
}

TEST(SettleControls, ChangesNoFailure) {
  const std::array suites{control_case().suite};
  for (const Status own : {Status::fail, Status::warn, Status::error, Status::skip}) {
    auto results = results_with(Status::fail, own);
    settle_controls(results, suites);
    EXPECT_EQ(results[0].status, own);
  }
}

TEST(SettleControls, KnowsNothingOfAControlThatWasNotRun) {
  const std::array suites{control_case().suite};
  auto results = results_with(Status::not_run, Status::pass);
  settle_controls(results, suites);
  EXPECT_EQ(results[0].status, Status::pass);
  results.pop_back();
  settle_controls(results, suites);
  EXPECT_EQ(results[0].status, Status::pass);
}

TEST(SettleControls, JudgesTheBranchThatWasTaken) {
  Case made = control_case();
  made.suite.tests[1].expect.outcomes.push_back(value("x", "kept"));
  const std::array suites{made.suite};
  auto results = results_with(Status::fail, Status::pass);
  results[0].got = json{{"out", "x"}};
  settle_controls(results, suites);
  EXPECT_EQ(results[0].status, Status::pass);
  results[0].got = json::parse(R"({"reject": {}})");
  settle_controls(results, suites);
  EXPECT_EQ(results[0].status, Status::vacuous);
}

}  // namespace
}  // namespace oauthspec::runner
