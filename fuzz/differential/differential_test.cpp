// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <functional>
#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "fuzz/differential/pool.h"
#include "fuzz/differential/search.h"
#include "fuzz/differential/shrink.h"
#include "fuzz/differential/write_suites.h"
#include "harness/adapter/in_process.h"
#include "harness/adapter/reference/reference.h"
#include "harness/vector/check_suite.h"
#include "harness/vector/file.h"

namespace oauthspec::fuzz {
namespace {

using adapter::Verdict;
using nlohmann::json;

const vector::Library& library() {
  static const auto loaded = vector::load(OAUTHSPEC_SOURCE_DIR "/vectors");
  return loaded.value();
}

/// A library that is the reference but for one op.
class Faulty {
 public:
  explicit Faulty(const adapter::AnswerFunction& answer)
      : session_(adapter::reference_hello(), answer),
        respondent_(session_, std::chrono::seconds(5)) {
    hello_ = respondent_.start().value();
  }

  Found search(const std::set<std::string, std::less<>>& ops, std::uint64_t inputs) {
    Comparison comparison(respondent_, hello_, adapter::reference_answer);
    return fuzz::search(pool_of(library(), hello_, ops), comparison,
                        {.inputs = inputs, .out_of_time = [] { return false; }}, 1);
  }

 private:
  adapter::InProcessSession session_;
  Respondent respondent_;
  adapter::Hello hello_;
};

constexpr const char* kEncode = "oauth1.percent_encode";

/// Encodes a tilde before what is escaped: no vector has the two beside each other.
Verdict encodes_tilde(std::string_view op, const json& in) {
  Verdict verdict = adapter::reference_answer(op, in);
  auto* const out = std::get_if<adapter::Out>(&verdict);
  if (op != kEncode || out == nullptr || !in.at("text").is_string()) return verdict;
  std::string text = out->value.get<std::string>();
  const std::size_t at = text.find("~%");
  if (at != std::string::npos) text.replace(at, 1, "%7E");
  out->value = text;
  return verdict;
}

TEST(Differential, FindsNothingInTheReference) {
  Faulty reference(adapter::reference_answer);
  const Found found = reference.search({}, 3000);
  EXPECT_EQ(found.inputs, 3000U);
  EXPECT_EQ(found.left_out, 0U);
  EXPECT_TRUE(found.stopped.empty()) << found.stopped;
  for (const Difference& difference : found.differences) {
    ADD_FAILURE() << difference.base.suite->op << ": " << difference.kind << ' '
                  << difference.in.dump() << ' ' << difference.message;
  }
}

TEST(Differential, FindsAndShrinksWhatNoVectorShows) {
  Faulty faulty(encodes_tilde);
  const Found found = faulty.search({kEncode}, 8000);
  ASSERT_EQ(found.differences.size(), 1U);
  EXPECT_EQ(found.left_out, 0U);
  // A tilde, and one character that is escaped: which of them is a matter of luck.
  const auto text = found.differences.front().in.at("text").get<std::string>();
  EXPECT_TRUE(text.starts_with('~')) << text;
  EXPECT_LE(text.size(), 5U) << text;
  EXPECT_EQ(found.differences.front().kind, "the reference takes it, the library takes it");
}

Verdict refuses_long_text(std::string_view op, const json& in) {
  if (op == kEncode && in.at("text").is_string() && in.at("text").get<std::string>().size() > 2 &&
      in.at("text").get<std::string>().starts_with('%')) {
    return adapter::Reject{"percent_truncated", ""};
  }
  return adapter::reference_answer(op, in);
}

TEST(Differential, LeavesOutVectorsThatFailAsTheyAre) {
  Faulty faulty(refuses_long_text);
  EXPECT_GT(faulty.search({kEncode}, 10).left_out, 0U);
}

Verdict fails(std::string_view op, const json& in) {
  if (op == "oauth2.parse_scope" && in.dump().find("~") != std::string::npos) {
    return adapter::Failure{"IndexError", "out of range"};
  }
  return adapter::reference_answer(op, in);
}

TEST(Differential, AFailureIsADifferenceOfItsOwn) {
  Faulty faulty(fails);
  const Found found = faulty.search({"oauth2.parse_scope"}, 8000);
  ASSERT_FALSE(found.differences.empty());
  EXPECT_TRUE(std::ranges::any_of(found.differences, [](const Difference& difference) {
    return difference.kind == "the reference takes it, the library fails with IndexError";
  }));
}

Verdict takes_cut_escapes(std::string_view op, const json& in) {
  const Verdict verdict = adapter::reference_answer(op, in);
  if (op != "oauth1.percent_decode" || !std::holds_alternative<adapter::Reject>(verdict))
    return verdict;
  return adapter::Out{.value = in.at("text"), .actual = {}};
}

TEST(Differential, WritesSuitesThatLoad) {
  Faulty encoder(encodes_tilde);
  Found found = encoder.search({kEncode}, 8000);
  // Every vector of this op that expects a refusal fails, so the others are changed until one is refused.
  Faulty decoder(takes_cut_escapes);
  for (Difference& difference : decoder.search({"oauth1.percent_decode"}, 8000).differences) {
    found.differences.push_back(std::move(difference));
  }
  const auto suites = write_suites(found.differences);
  ASSERT_TRUE(suites.contains("oauth1/found_percent_encode"));
  ASSERT_TRUE(suites.contains("oauth1/found_percent_decode"));
  const auto schema =
      vector::Schema::load(OAUTHSPEC_SOURCE_DIR "/vectors/schema/suite.schema.json");
  for (const auto& [name, suite] : suites) {
    EXPECT_FALSE(schema.value().validate("", suite)) << suite.dump(1);
    const vector::Suite read = vector::read_suite(vector::parse_json(name, suite.dump(1)).value());
    const auto file = vector::parse_json(name, suite.dump(1)).value();
    const auto problem = vector::check_suite(file, read, library());
    EXPECT_FALSE(problem) << vector::describe(problem.value());
  }
}

}  // namespace
}  // namespace oauthspec::fuzz
