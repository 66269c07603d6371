// SPDX-License-Identifier: Apache-2.0
#include "harness/report/grade.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/report/testing/samples.h"

namespace oauthspec::report {
namespace {

using result::Result;
using result::Status;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const vector::Library& library() {
  static const vector::Library made = [] {
    vector::Library library = samples::library();
    library.threats = {{.id = "T-1",
                        .document = "RFC 6819",
                        .section = "1",
                        .title = "codes leak",
                        .requirements = {"A", "B"}},
                       {.id = "T-2",
                        .document = "RFC 6819",
                        .section = "2",
                        .title = "codes are guessed",
                        .requirements = {"C"}},
                       {.id = "A-3",
                        .document = "RFC 9700",
                        .section = "3",
                        .title = "no check",
                        .requirements = {}}};
    return library;
  }();
  return made;
}

Result check(const std::string& id, Status status, const std::string& level,
             std::vector<std::string> requirements) {
  Result result = samples::server_check(id, status);
  result.level = level;
  result.requirements = std::move(requirements);
  return result;
}

Grade graded(const std::vector<Result>& results) {
  Grader grader(library());
  for (const Result& result : results) grader.add(result);
  return grader.grade();
}

std::vector<Stand> stands(const std::vector<Result>& results) {
  std::vector<Stand> all;
  for (const ThreatStand& one : graded(results).threats) all.push_back(one.stand);
  return all;
}

TEST(Threats, AreOpenByAFailureAndCounteredByNothingLess) {
  EXPECT_THAT(stands({}), ElementsAre(Stand::unknown, Stand::unknown, Stand::unknown));
  EXPECT_THAT(stands({check("a", Status::pass, "must", {"A"})}),
              ElementsAre(Stand::countered, Stand::unknown, Stand::unknown));
  EXPECT_THAT(stands({check("a", Status::pass, "must", {"A"}),
                      check("b", Status::fail, "must", {"X", "B"})}),
              ElementsAre(Stand::open, Stand::unknown, Stand::unknown));
  EXPECT_THAT(stands({check("a", Status::pass, "must", {"A"}),
                      check("b", Status::warn, "should", {"B", "C"})}),
              ElementsAre(Stand::partly, Stand::partly, Stand::unknown));
  EXPECT_THAT(stands({check("a", Status::inconclusive, "must", {"A"}),
                      check("c", Status::unsupported, "must", {"C"})}),
              ElementsAre(Stand::unknown, Stand::unknown, Stand::unknown));
}

TEST(Threats, NameTheChecksThatDecide) {
  const Grade grade =
      graded({check("a", Status::pass, "must", {"A"}), check("b", Status::fail, "must", {"B"}),
              check("c", Status::pass, "must", {"C"})});
  EXPECT_THAT(grade.threats[0].tests, ElementsAre("server/b"));
  EXPECT_THAT(grade.threats[1].tests, ElementsAre("server/c"));
  EXPECT_THAT(grade.threats[2].tests, IsEmpty());
}

// `failed` of a hundred MUSTs that counter nothing, `warned` of a hundred SHOULDs, `open` of the two threats.
std::string letter(std::size_t failed, std::size_t warned, std::size_t open = 0) {
  std::vector<Result> results;
  for (std::size_t i = 0; i < 100; ++i) {
    const auto id = std::to_string(i);
    results.push_back(check("m" + id, i < failed ? Status::fail : Status::pass, "must",
                            {i < open ? (i == 0 ? "A" : "C") : "X"}));
    results.push_back(check("s" + id, i < warned ? Status::warn : Status::pass, "should", {"Y"}));
  }
  return graded(results).letter;
}

TEST(Grade, FollowsItsRule) {
  EXPECT_EQ(letter(0, 0), "A+");
  EXPECT_EQ(letter(0, 1), "A");
  EXPECT_EQ(letter(0, 10), "A");
  EXPECT_EQ(letter(0, 11), "B");
  EXPECT_EQ(letter(0, 100), "B");
  EXPECT_EQ(letter(1, 0), "C");
  EXPECT_EQ(letter(5, 0), "C");
  EXPECT_EQ(letter(6, 0), "D");
  EXPECT_EQ(letter(1, 0, 1), "D");
  EXPECT_EQ(letter(10, 0, 2), "D");
  EXPECT_EQ(letter(11, 0), "E");
  EXPECT_EQ(letter(25, 0), "E");
  EXPECT_EQ(letter(26, 0), "F");
}

TEST(Grade, IsNotTheBestWhereAThreatIsPartlyCountered) {
  EXPECT_EQ(
      graded({check("a", Status::pass, "must", {"X"}), check("b", Status::fail, "may", {"A"})})
          .letter,
      "A");
}

TEST(Grade, CountsWhatIsUnmetByStatement) {
  const Grade grade =
      graded({check("a", Status::fail, "must", {"A", "B"}), check("b", Status::fail, "must", {"A"}),
              check("c", Status::pass, "must", {"C"}), check("d", Status::warn, "should", {"D"}),
              check("e", Status::warn, "must", {"E"}), check("f", Status::fail, "may", {"F"})});
  EXPECT_EQ(grade.must.judged, 3U);
  EXPECT_EQ(grade.must.unmet, 2U);
  EXPECT_EQ(grade.should.judged, 2U) << "a warning is of what is recommended";
  EXPECT_EQ(grade.should.unmet, 2U);
  ASSERT_EQ(grade.unmet_must.size(), 1U);
  EXPECT_EQ(grade.unmet_must[0].requirement, "A");
  EXPECT_THAT(grade.unmet_must[0].tests, ElementsAre("server/a", "server/b"));
  EXPECT_EQ(grade.unmet_should.size(), 2U);
  EXPECT_EQ(grade.why,
            "2 of 3 checks of a MUST are not met; 2 of 2 checks of a SHOULD are not met");
}

TEST(Grade, TakesNoExpectationForAnExcuse) {
  Result known = check("a", Status::xfail, "must", {"A"});
  known.before = Status::fail;
  EXPECT_EQ(graded({known}).must.unmet, 1U);
  EXPECT_EQ(graded({known}).threats[0].stand, Stand::open);
}

TEST(Grade, LeavesOutWhatAServerDoesNotClaimAndVectors) {
  Result also = check("a", Status::fail, "must", {"A"});
  also.also = true;
  Grader grader(library());
  grader.add(also);
  grader.add(samples::failure());
  EXPECT_FALSE(grader.any());
  EXPECT_FALSE(gradable(samples::report_of({also, samples::failure()}).runs.front()));
  EXPECT_TRUE(gradable(samples::report_of({check("a", Status::pass, "must", {})}).runs.front()));
}

TEST(Grade, IsNoneWhereTooLittleWasDecided) {
  const Grade grade = graded({check("a", Status::pass, "must", {"A"}),
                              check("b", Status::inconclusive, "must", {"B"}),
                              check("c", Status::not_run, "must", {"C"})});
  EXPECT_EQ(grade.letter, "");
  EXPECT_EQ(grade.why, "2 of 3 checks decided nothing");
  EXPECT_EQ(graded({}).letter, "");
}

TEST(Grade, IsNoneOfARunInTrouble) {
  const Report report =
      assemble({samples::killed({check("a", Status::pass, "must", {"A"})})}, library());
  const Grade grade = grade_of(report.runs.front(), library());
  EXPECT_EQ(grade.letter, "");
  EXPECT_THAT(grade.why, HasSubstr("killed"));
}

}  // namespace
}  // namespace oauthspec::report
