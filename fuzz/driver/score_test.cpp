// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/score.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fuzz/driver/median.h"

namespace oauthspec::fuzz::driver {
namespace {

using ::testing::HasSubstr;

ListedBug bug(const std::string& name) {
  return {.target = "uri", .name = name, .description = "It does wrong.", .pattern = "RFC 3986 2"};
}

ScoreRun run(const std::string& name, std::uint64_t seed, double seconds, bool found) {
  return {.target = "uri",
          .bug = name,
          .seed = seed,
          .seconds = seconds,
          .found = found,
          .replay = false};
}

Score score_of(std::vector<ScoreRun> runs) {
  return {.limit = 300, .made_with = {{"uri", "a"}}, .runs = std::move(runs)};
}

TEST(Median, IsTheMiddle) {
  EXPECT_EQ(median({}), 0);
  EXPECT_EQ(median({3}), 3);
  EXPECT_EQ(median({9, 1, 5}), 5);
  EXPECT_EQ(median({4, 1, 3, 2}), 3);
}

TEST(ListedBugs, AreReadAmongWhatAnEngineSays) {
  const auto bugs = read_listed_bugs("uri",
                                     "INFO: Seed: 12\n"
                                     R"({"description":"D.","name":"n","pattern":"p #1"})"
                                     "\nINFO: more\n"
                                     R"({"description":"E.","name":"m","pattern":"q"})");
  ASSERT_TRUE(bugs) << bugs.error();
  ASSERT_EQ(bugs->size(), 2U);
  EXPECT_EQ((*bugs)[0].target, "uri");
  EXPECT_EQ((*bugs)[0].name, "n");
  EXPECT_EQ((*bugs)[0].pattern, "p #1");
  EXPECT_EQ((*bugs)[1].description, "E.");
}

TEST(ListedBugs, AreRefusedWhereThereAreNone) {
  EXPECT_FALSE(read_listed_bugs("uri", ""));
  EXPECT_FALSE(read_listed_bugs("uri", "INFO: Seed: 12\n"));
  EXPECT_FALSE(read_listed_bugs("uri", "{\"name\": \"n\"}\n"));
  EXPECT_FALSE(read_listed_bugs("uri", "{\n"));
}

TEST(Score, IsReadAsItWasWritten) {
  Score score = score_of({run("a", 1, 0.25, true), run("a", 2, 300.5, false)});
  score.runs[0].replay = true;
  const auto read = read_score(write_score(score));
  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(read->limit, 300U);
  EXPECT_EQ(read->made_with, score.made_with);
  ASSERT_EQ(read->runs.size(), 2U);
  EXPECT_TRUE(read->runs[0].replay);
  EXPECT_EQ(read->runs[1].seconds, 300.5);
  EXPECT_EQ(read->runs[1].seed, 2U);
  EXPECT_FALSE(read->runs[1].found);
}

TEST(Score, OfAnotherKindIsRefused) {
  EXPECT_FALSE(read_score(""));
  EXPECT_FALSE(read_score("[]"));
  EXPECT_FALSE(read_score(R"({"format": 2})"));
  EXPECT_FALSE(
      read_score(R"({"format": 1, "limit_seconds": 1, "made_with": {}, "runs": [{"seed": 1}]})"));
}

TEST(Score, ForgetsRunsOfAProgramThatChanged) {
  Score score = score_of({run("a", 1, 1, true)});
  score.runs.push_back(run("a", 1, 1, true));
  score.runs.back().target = "json";
  keep_current(score, "uri", "a");
  EXPECT_EQ(score.runs.size(), 2U);
  keep_current(score, "uri", "b");
  ASSERT_EQ(score.runs.size(), 1U);
  EXPECT_EQ(score.runs[0].target, "json");
  EXPECT_EQ(score.made_with.at("uri"), "b");
}

TEST(Score, ForgetsRunsThatAnotherLimitWouldHaveEndedOtherwise) {
  const Score score = score_of({run("a", 1, 10, true), run("b", 1, 300, false)});
  Score same = score;
  EXPECT_TRUE(set_limit(same, 300));
  EXPECT_EQ(same.runs.size(), 2U);
  Score longer = score;
  EXPECT_TRUE(set_limit(longer, 600));
  ASSERT_EQ(longer.runs.size(), 1U);
  EXPECT_TRUE(longer.runs[0].found);
  Score shorter = score;
  EXPECT_FALSE(set_limit(shorter, 5));
  EXPECT_EQ(shorter.runs.size(), 2U);
  EXPECT_EQ(shorter.limit, 300U);
  Score empty = score_of({});
  EXPECT_TRUE(set_limit(empty, 5));
  EXPECT_EQ(empty.limit, 5U);
}

TEST(Score, KnowsARunByBugAndSeed) {
  const Score score = score_of({run("a", 2, 1, true)});
  EXPECT_TRUE(has_run(score, bug("a"), 2));
  EXPECT_FALSE(has_run(score, bug("a"), 1));
  EXPECT_FALSE(has_run(score, bug("b"), 2));
}

TEST(ScoreSum, TakesWhatWasNotFoundAsTheSlowest) {
  const Score score = score_of({run("a", 1, 4, true), run("a", 2, 300, false), run("a", 3, 9, true),
                                run("b", 1, 1, true), run("b", 2, 300, false),
                                run("b", 3, 300, false), run("a", 4, 1000, true)});
  const auto scores = sum_up(score, {bug("a"), bug("b"), bug("c")}, 3);
  ASSERT_EQ(scores.size(), 3U);
  EXPECT_EQ(scores[0].runs, 3U);
  EXPECT_EQ(scores[0].found, 2U);
  EXPECT_EQ(scores[0].median, 9);
  EXPECT_EQ(scores[1].found, 1U);
  EXPECT_EQ(scores[1].median, std::nullopt);
  EXPECT_EQ(scores[2].runs, 0U);
  EXPECT_EQ(scores[2].median, std::nullopt);
  EXPECT_FALSE(all_found(scores));
  EXPECT_TRUE(all_found({scores[0]}));
  EXPECT_EQ(score_summary(scores), "1 of 3 found, slowest median 9.0 s; 0 by the corpus alone\n");
}

TEST(ScoreSum, IsATable) {
  BugScore replayed{.bug = bug("a"), .runs = 5, .found = 5, .by_replay = 5, .median = 0.04};
  replayed.bug.pattern = "a | b";
  BugScore mixed{.bug = bug("b"), .runs = 5, .found = 2, .by_replay = 1, .median = std::nullopt};
  const std::string table = score_table({replayed, mixed});
  EXPECT_THAT(table, HasSubstr("| uri | a | a \\| b | 5 of 5 | 0.0 | yes |\n"));
  EXPECT_THAT(table, HasSubstr("| uri | b | RFC 3986 2 | 2 of 5 | not found | 1 |\n"));
  EXPECT_THAT(score_summary({replayed, mixed}), HasSubstr("1 of 2 found"));
}

}  // namespace
}  // namespace oauthspec::fuzz::driver
