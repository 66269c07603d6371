// SPDX-License-Identifier: Apache-2.0
#include "harness/vector/file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::vector {
namespace {

using testing::ElementsAre;
using testing::Pair;

constexpr std::size_t kDeep = 100;

TEST(LinesOfValues, NamesTheLineOnWhichEachValueBegins) {
  EXPECT_THAT(lines_of_values("{\n\"a\": [1,\n2,\n\"x\"\n],\n\n\"b/c\": {\n\"d\": null}}\n", kDeep),
              ElementsAre(Pair("", 1), Pair("/a", 2), Pair("/a/0", 2), Pair("/a/1", 3),
                          Pair("/a/2", 4), Pair("/b~1c", 7), Pair("/b~1c/d", 8)));
}

// The parser reads one character beyond a number before it reports it.
TEST(LinesOfValues, CountsNoLineTwiceBehindANumber) {
  EXPECT_THAT(lines_of_values("[1\n,\n2\n,[]\n,true\n]", kDeep),
              ElementsAre(Pair("", 1), Pair("/0", 1), Pair("/1", 3), Pair("/2", 4), Pair("/3", 5)));
}

TEST(LinesOfValues, LeavesOutWhatIsNestedDeeper) {
  EXPECT_THAT(lines_of_values("[[1], 2]", 1),
              ElementsAre(Pair("", 1), Pair("/0", 1), Pair("/1", 1)));
}

TEST(ProblemAt, NamesTheNearestLineForAMissingValue) {
  const std::string text = "{\n\"a\":\n{\"b\": 1}}";
  const JsonFile file{.name = "f.json", .text = text, .value = nlohmann::json::parse(text)};
  EXPECT_EQ(describe(problem_at(file, "/a/none/0", "is missing")),
            "f.json:3: /a/none/0: is missing");
  EXPECT_EQ(describe(problem_at(file, "", "is wrong")), "f.json:1: is wrong");
}

TEST(ProblemAt, FollowsAPointerWhereOthersHaveTheSameNames) {
  const std::string text =
      "{\"x\": {\"id\": 1},\n\"tests\": [{},\n{\"id\": 7,\n\"in\": {\"a/b\": 1}},\n3],\n\"no\": "
      "{\"id\": "
      "2}}";
  const JsonFile file{.name = "f.json", .text = text, .value = nlohmann::json::parse(text)};
  const auto line = [&](const char* pointer) { return problem_at(file, pointer, "").line; };
  EXPECT_EQ(line("/x/id"), 1U);
  EXPECT_EQ(line("/tests/1"), 3U);
  EXPECT_EQ(line("/tests/1/id"), 3U);
  EXPECT_EQ(line("/tests/1/in/a~1b"), 4U);
  // Not there: a member of an object, of a number, of an array.
  EXPECT_EQ(line("/tests/0/id"), 2U);
  EXPECT_EQ(line("/tests/2/id"), 5U);
  EXPECT_EQ(line("/tests/10"), 2U);
  EXPECT_EQ(line("/no/id"), 6U);
}

}  // namespace
}  // namespace oauthspec::vector
