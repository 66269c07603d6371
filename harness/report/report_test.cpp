// SPDX-License-Identifier: Apache-2.0
#include "harness/report/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/report/testing/samples.h"

namespace oauthspec::report {
namespace {

using result::Status;
using samples::file_of;
using samples::result_of;
using samples::some_library;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

RunReport only_run(const result::File& file) {
  return assemble({file}, some_library()).runs.at(0);
}

TEST(Assemble, PutsResultsInTheOrderOfTheirNames) {
  const RunReport run =
      only_run(file_of({result_of("s/b/1", Status::pass), result_of("s/a/2", Status::pass),
                        result_of("s/a/1", Status::warn)}));
  EXPECT_EQ(run.label, "oauthlib 3.2.2");
  EXPECT_EQ(run.ended, "2026-02-01T00:00:01Z");
  EXPECT_EQ(run.results.at(0).test, "s/a/1");
  EXPECT_EQ(run.results.at(2).test, "s/b/1");
  EXPECT_EQ(run.tally.count(Status::pass), 2U);
  EXPECT_TRUE(succeeded(run));
}

TEST(Assemble, TakesAFailureForNoSuccess) {
  const RunReport run = only_run(file_of({result_of("s/a/1", Status::fail)}));
  EXPECT_THAT(run.troubles, IsEmpty());
  EXPECT_FALSE(succeeded(run));
}

TEST(Assemble, TakesAKilledRunForNoSuccess) {
  const RunReport run = only_run(samples::killed({result_of("s/a/1", Status::pass)}));
  EXPECT_THAT(run.troubles, ElementsAre("killed: its results file ends after 1 result"));
  EXPECT_EQ(run.ended, "");
  EXPECT_FALSE(succeeded(run));
}

TEST(Assemble, SaysWhyARunEndedEarly) {
  result::File file = file_of({});
  file.end->exit_code = 130;
  file.end->note = "interrupted";
  EXPECT_THAT(only_run(file).troubles, ElementsAre("ended early: interrupted"));
}

TEST(Assemble, SaysThatAnExitCodeHasNoReason) {
  result::File file = file_of({result_of("s/a/1", Status::pass)});
  file.end->exit_code = 1;
  EXPECT_THAT(only_run(file).troubles, ElementsAre("exited with 1, and no result says why"));
}

TEST(Assemble, SaysThatResultsAreLost) {
  result::File file = file_of({result_of("s/a/1", Status::pass), result_of("s/a/2", Status::pass)});
  file.results.pop_back();
  EXPECT_THAT(only_run(file).troubles,
              ElementsAre("counted 2 results, and its results file holds 1"));
}

TEST(Assemble, SaysThatATestStandsTwice) {
  const auto result = result_of("s/a/1", Status::pass);
  EXPECT_THAT(only_run(file_of({result, result})).troubles,
              ElementsAre("s/a/1 stands in it twice"));
}

result::File shard(const char* shard, result::File file) {
  file.run->shard = shard;
  return file;
}

TEST(Assemble, MakesOneRunOfShards) {
  result::File late = shard("1/2", file_of({result_of("s/b/1", Status::fail)}));
  late.run->started = "2026-02-02T00:00:00Z";
  late.end->ended = "2026-02-02T00:00:01Z";
  const Report report =
      assemble({shard("2/2", file_of({result_of("s/a/1", Status::pass)})), late}, some_library());
  ASSERT_EQ(report.runs.size(), 1U);
  const RunReport& run = report.runs[0];
  EXPECT_EQ(run.results.size(), 2U);
  EXPECT_EQ(run.results.at(0).test, "s/a/1");
  EXPECT_EQ(run.about.started, "2026-01-31T23:59:59Z");
  EXPECT_EQ(run.ended, "2026-02-02T00:00:01Z");
  EXPECT_EQ(run.about.shard, "");
  EXPECT_THAT(run.troubles, IsEmpty());
}

TEST(Assemble, SaysWhichShardIsInTrouble) {
  const Report report =
      assemble({shard("1/3", file_of({})), shard("3/3", samples::killed({}))}, some_library());
  EXPECT_THAT(report.runs.at(0).troubles,
              ElementsAre("shard 3/3 killed: its results file ends after 0 results",
                          "incomplete: no results of shard 2"));
  EXPECT_EQ(report.runs.at(0).ended, "");
}

TEST(Assemble, LeavesAShardAloneWhatItIs) {
  const RunReport run = only_run(shard("1/3", file_of({result_of("s/a/1", Status::pass)})));
  EXPECT_EQ(run.about.shard, "1/3");
  EXPECT_TRUE(succeeded(run));
}

TEST(Assemble, GivesNoTwoRunsTheSameLabel) {
  result::File unnamed = file_of({});
  unnamed.run->implementation = unnamed.run->implementation_version = "";
  const Report report =
      assemble({file_of({}), unnamed, file_of({}), file_of({}), unnamed}, some_library());
  std::vector<std::string> labels;
  for (const RunReport& run : report.runs) labels.push_back(run.label);
  EXPECT_THAT(labels,
              ElementsAre("oauthlib 3.2.2", "an unnamed implementation", "oauthlib 3.2.2 (2)",
                          "oauthlib 3.2.2 (3)", "an unnamed implementation (2)"));
}

TEST(Assemble, KeepsLabelsShort) {
  result::File file = file_of({});
  file.run->implementation = file.run->implementation_version = std::string(100000, 'x');
  EXPECT_LT(only_run(file).label.size(), 300U);
}

TEST(Assemble, LeavesNoControlCharactersInNames) {
  for (const std::string& text : samples::hostile_texts()) {
    const RunReport run = only_run(samples::hostile_file(text));
    const result::Result& result = run.results.at(0);
    for (const std::string& name :
         {run.label, run.about.command, run.about.replay, run.about.started, run.troubles.at(0),
          result.test, result.title, result.op, result.level, result.policy, result.issue,
          result.requirements.at(0)}) {
      EXPECT_EQ(std::ranges::count_if(
                    name, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; }),
                0)
          << name.substr(0, 100);
    }
  }
}

TEST(Names, AreTakenApart) {
  const auto result = result_of("oauth1/sign/plain", Status::pass);
  EXPECT_EQ(suite_of(result), "oauth1/sign");
  EXPECT_EQ(id_of(result), "plain");
  const auto bare = result_of("plain", Status::pass);
  EXPECT_EQ(suite_of(bare), "");
  EXPECT_EQ(id_of(bare), "plain");
}

TEST(LocationOf, IsThatOfTheRepository) {
  const Report report = samples::report_of({});
  const Location location = location_of(samples::failure(), report);
  EXPECT_EQ(location.file, "vectors/oauth1/base_string_uri.json");
  EXPECT_EQ(location.line, 17U);
  EXPECT_EQ(location_of(result_of("oauth9/no/such", Status::pass), report).file, "");
}

TEST(VerdictOf, IsAFailureExactlyWhereTheExitCodeIsOne) {
  for (const result::Result& result : samples::one_of_each()) {
    const Verdict verdict = verdict_of(result);
    EXPECT_EQ(verdict == Verdict::failed || verdict == Verdict::broken, unexpected(result.status))
        << result.test;
  }
}

TEST(VerdictOf, TakesAFlakyTestForWhatItWasThisTime) {
  result::Result result = result_of("s/a/1", Status::flaky);
  result.before = Status::pass;
  EXPECT_EQ(verdict_of(result), Verdict::passed);
  result.before = Status::crash;
  EXPECT_EQ(verdict_of(result), Verdict::tolerated);
}

TEST(CauseOf, HasStatusReasonAndMessageInOneLine) {
  result::Result result = result_of("s/a/1", Status::xfail);
  EXPECT_EQ(cause_of(result), "xfail");
  result.message = "one\ntwo";
  EXPECT_EQ(cause_of(result), "xfail: one two");
  result.reason = "issue 1";
  EXPECT_EQ(cause_of(result), "xfail: issue 1: one two");
  result.message = std::string(1000, 'x');
  EXPECT_THAT(cause_of(result), HasSubstr("octets in all)"));
}

}  // namespace
}  // namespace oauthspec::report
