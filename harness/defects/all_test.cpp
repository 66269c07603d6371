// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/all.h"

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "harness/adapter/reference/reference.h"
#include "harness/runner/judge.h"
#include "harness/vector/load.h"

namespace oauthspec::defects {
namespace {

using nlohmann::json;

const vector::Library& library() {
  static const auto kLibrary =
      vector::load(std::filesystem::path(OAUTHSPEC_SOURCE_DIR) / "vectors");
  return kLibrary.value();
}

json answer(const adapter::AnswerFunction& answer, const Defect& defect, const vector::Test& test) {
  return runner::answer_json(adapter::answer_or_failure(answer, defect.op, test.in));
}

bool differs_from_the_reference(const Defect& defect) {
  for (const vector::Suite& suite : library().suites) {
    if (suite.op != defect.op) continue;
    for (const vector::Test& test : suite.tests) {
      if (answer(answer_with(defect), defect, test) !=
          answer(adapter::reference_answer, defect, test))
        return true;
    }
  }
  return false;
}

TEST(Defects, HaveNamesOfTheirOwn) {
  std::set<std::string> names;
  std::set<std::string_view> titles;
  for (const Defect& defect : all()) {
    const std::string name = full_name(defect);
    EXPECT_TRUE(std::regex_match(name, std::regex("oauth[12]/[a-z_]+/[a-z0-9]+(-[a-z0-9]+)*")))
        << name;
    EXPECT_TRUE(names.insert(name).second) << name;
    EXPECT_FALSE(defect.title.empty()) << name;
    EXPECT_EQ(find(name), &defect);
  }
  EXPECT_EQ(find("oauth1/percent_encode/no-such-defect"), nullptr);
}

TEST(Defects, BreakWhatTheCatalogueHas) {
  for (const Defect& defect : all()) {
    const auto requirement = library().catalogue.find(defect.requirement);
    ASSERT_NE(requirement, library().catalogue.end()) << defect.requirement;
    EXPECT_TRUE(requirement->second.withdrawn.empty()) << full_name(defect);
    EXPECT_TRUE(requirement->second.visible.contains("library")) << full_name(defect);
  }
}

TEST(Defects, ServeAnOpOfTheReference) {
  const auto ops = adapter::reference_hello().ops;
  for (const Defect& defect : all())
    EXPECT_NE(std::ranges::find(ops, defect.op), ops.end()) << full_name(defect);
}

TEST(Defects, AnswerOtherwiseThanTheReference) {
  for (const Defect& defect : all())
    EXPECT_TRUE(differs_from_the_reference(defect)) << full_name(defect);
}

TEST(AnswerWith, IsTheReferenceForEveryOtherOp) {
  const Defect* defect = find("oauth1/percent_encode/space-as-plus");
  ASSERT_NE(defect, nullptr);
  const auto faulty = answer_with(*defect);
  const json space = {{"text", "a b"}};
  EXPECT_EQ(runner::answer_json(faulty("oauth1.percent_encode", space)), json({{"out", "a+b"}}));
  const json parameters = json::parse(R"({"parameters": [["a", "b c"]]})");
  EXPECT_EQ(runner::answer_json(faulty("oauth1.normalize_parameters", parameters)),
            json({{"out", "a=b%20c"}}));
}

TEST(HelloOf, NamesTheDefectAndPromisesNoReasonCodes) {
  const adapter::Hello hello = hello_of(all().front());
  EXPECT_EQ(hello.impl.name, "planted defect " + full_name(all().front()));
  EXPECT_FALSE(hello.reason_codes);
  EXPECT_EQ(hello.ops, adapter::reference_hello().ops);
}

}  // namespace
}  // namespace oauthspec::defects
