// SPDX-License-Identifier: Apache-2.0
#include "harness/selfcheck/known_answers.h"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "harness/adapter/in_process.h"
#include "harness/runner/judge.h"
#include "harness/selfcheck/known_answers_json.h"
#include "harness/selfcheck/testing/standard.h"

namespace oauthspec::selfcheck {
namespace {

TEST(KnownAnswers, AreThereForEveryOp) {
  std::set<std::string> missing;
  for (const auto& [op, schema] : fakes::library().ops) {
    missing.insert(op);
  }
  for (const KnownAnswer& known : known_answers(fakes::library())) {
    missing.erase(known.suite.op);
  }
  EXPECT_EQ(missing, std::set<std::string>());
}

TEST(KnownAnswers, NameVectorsThatExist) {
  const auto file = nlohmann::json::parse(kKnownAnswersJson);
  EXPECT_EQ(known_answers(fakes::library()).size(), file["answers"].size());
}

TEST(KnownAnswers, AreLeftOutWithTheirVectorsAndSchemas) {
  EXPECT_TRUE(known_answers(vector::Library{}).empty());
}

TEST(KnownAnswers, AreAsTheSchemasHaveThem) {
  for (const KnownAnswer& known : known_answers(fakes::library())) {
    const vector::OpSchema& schema = fakes::library().ops.at(known.suite.op);
    const auto in = schema.schema.validate("in", known.test.in);
    EXPECT_FALSE(in) << known.suite.op << in->pointer << in->reason;
    for (const vector::Outcome& outcome : known.test.expect.outcomes) {
      const auto out = outcome.out ? schema.schema.validate("out", *outcome.out) : std::nullopt;
      EXPECT_FALSE(out) << known.suite.op << out->pointer << out->reason;
    }
    for (const std::string& feature : known.test.requires_features) {
      EXPECT_TRUE(fakes::library().features.contains(feature)) << feature;
    }
  }
}

// Ops that the reference does not have yet are tried as soon as it has them.
TEST(KnownAnswers, AreThoseOfTheReference) {
  const adapter::Hello hello = adapter::reference_hello();
  std::size_t tried = 0;
  for (const KnownAnswer& known : known_answers(fakes::library())) {
    if (std::ranges::find(hello.ops, known.suite.op) == hello.ops.end()) {
      continue;
    }
    ++tried;
    const adapter::Answer answer{
        0, adapter::answer_or_failure(adapter::reference_answer, known.suite.op, known.test.in)};
    const auto found =
        runner::judge(known.test, known.suite, fakes::library().ops.at(known.suite.op), hello,
                      answer, {}, adapter::reference_answer);
    EXPECT_EQ(result::name(found.status), "pass") << known.suite.op << ": " << found.message;
  }
  EXPECT_GE(tried, 20U);
}

TEST(KnownAnswers, CarryWhatIsBeyondAscii) {
  std::map<Carries, std::size_t> counts;
  for (const KnownAnswer& known : known_answers(fakes::library())) {
    ++counts[known.carries];
    const std::string in = known.test.in.dump();
    const std::string out = known.test.expect.outcomes.at(0).out.value_or("").dump();
    const bool ascii = std::ranges::all_of(in + out, [](char c) { return c >= 0; });
    if (known.carries == Carries::utf8) {
      EXPECT_FALSE(ascii) << in;
    }
  }
  EXPECT_GE(counts[Carries::utf8], 4U);
  EXPECT_GE(counts[Carries::octets], 3U);
}

}  // namespace
}  // namespace oauthspec::selfcheck
