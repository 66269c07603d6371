// SPDX-License-Identifier: Apache-2.0
// Expectations, as a user of the program meets them.
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/cli/testing/command.h"

namespace oauthspec::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;

class KnownFailuresCommand : public Command {
 protected:
  void expect(const std::string& entries) const {
    std::ofstream(file_) << "{\"format\": 1, \"expectations\": [\n" << entries << "\n]}\n";
  }

  static std::string entry(const std::string& id, const std::string& expect,
                           const std::string& more = "") {
    return R"({"id": "oauth1/percent_encode/)" + id + R"(", "expect": ")" + expect +
           R"(", "reason": "the library's own")" + more + "}";
  }

  int run_known(const std::string& options = "") {
    return run(against() + "--expectations " + file_.string() + " " + options);
  }

  path file_ = root_ / "fake.expect.json";
};

TEST_F(KnownFailuresCommand, DoNotFailTheRun) {
  add("plain", "abc", "abc");
  add("wrong", "abc", "abd");
  add("refuses", "reject", "reject");
  add("raises", "error", "error");
  add("exits", "exit", "exit");
  add("hangs", "hang", "hang");
  add("skips", "skip", "skip");
  add("at-times", "abc", "abc");
  expect(entry("wrong", "fail") + "," + entry("r*s*", "fail") + "," + entry("exits", "crash") +
         "," + entry("hangs", "timeout") + "," + entry("skips", "skip") + "," +
         entry("at-times", "flaky"));
  EXPECT_EQ(run_known("--timeout 1"), 0);
  EXPECT_THAT(statuses(),
              UnorderedElementsAre("plain pass", "wrong xfail", "refuses xfail", "raises xfail",
                                   "exits xfail", "hangs xfail", "skips skip", "at-times flaky"));
  EXPECT_THAT(out_,
              AllOf(HasSubstr("1/7 applicable passed"), HasSubstr("5 known failures, 1 flaky"),
                    Not(HasSubstr("xfail       oauth1"))));
  EXPECT_EQ(run_known("--timeout 1 --verbose"), 0);
  EXPECT_THAT(out_, HasSubstr("xfail       oauth1/percent_encode/wrong: at octet 2: expected "
                              "\"abd\", got \"abc\" (known: the library's own)\n"));
}

TEST_F(KnownFailuresCommand, FailTheRunWhenTheyAreStale) {
  add("plain", "abc", "abc");
  add("also-plain", "def", "def");
  add("wrong", "abc", "abd");
  expect(entry("plain", "fail"));
  EXPECT_EQ(run_known(), 1);
  EXPECT_THAT(out_, AllOf(HasSubstr("xpass       oauth1/percent_encode/plain: passed, although it "
                                    "is expected to fail (known: the library's own)\n"),
                          HasSubstr("fake.expect.json:2: \"oauth1/percent_encode/plain\" is stale; "
                                    "delete the entry\n"),
                          HasSubstr("1 stale expectation")));
  expect(entry("*", "fail"));
  EXPECT_EQ(run_known(), 1);
  EXPECT_THAT(out_,
              HasSubstr("fake.expect.json:2: \"oauth1/percent_encode/*\" is stale for 2 of its 3 "
                        "tests: oauth1/percent_encode/plain, oauth1/percent_encode/also-plain; "
                        "name the other tests only\n"));
}

TEST_F(KnownFailuresCommand, AreStaleWhenNoMoreThanAShouldIsMissed) {
  add("bad", "abc", "abd", "should");
  expect(entry("bad", "fail"));
  EXPECT_EQ(run_known(), 1);
  EXPECT_THAT(statuses(), UnorderedElementsAre("bad xpass"));
  EXPECT_THAT(out_, HasSubstr("only warns, although it is expected to fail"));
}

TEST_F(KnownFailuresCommand, ExcuseNoOtherFailure) {
  add("exits", "exit", "exit");
  add("babbles", "garbage", "garbage");
  expect(entry("exits", "fail") + ",\n" + entry("babbles", "fail"));
  EXPECT_EQ(run_known(), 1);
  EXPECT_THAT(statuses(), UnorderedElementsAre("exits crash", "babbles error"));
  EXPECT_THAT(
      out_, AllOf(HasSubstr("fake.expect.json:2: \"oauth1/percent_encode/exits\" says fail, and it "
                            "went otherwise; correct the entry\n"),
                  HasSubstr("known        the library's own\n")));
}

TEST_F(KnownFailuresCommand, StopTheRunBeforeItsStartWhenTheyAreWrong) {
  add("plain", "abc", "abc");
  expect(entry("plane", "fail"));
  EXPECT_EQ(run_known(), 2);
  EXPECT_THAT(err_,
              AllOf(HasSubstr("fake.expect.json:2: /expectations/0/id: no test of the vectors is "
                              "matched by \"oauth1/percent_encode/plane\"")));
  EXPECT_FALSE(std::filesystem::exists(results_));
  expect(entry("plain", "fail") + ",\n" + entry("**", "skip"));
  EXPECT_EQ(run_known(), 2);
  EXPECT_THAT(
      err_,
      HasSubstr(
          ":3: /expectations/1/id: oauth1/percent_encode/plain is named by the entry on line 2"));
  std::filesystem::remove(file_);
  EXPECT_EQ(run_known(), 2);
  EXPECT_THAT(err_, HasSubstr("No such file or directory"));
}

TEST_F(KnownFailuresCommand, AreIgnoredWhereTheirTestsAreNotSelected) {
  add("plain", "abc", "abc");
  add("other", "abc", "abc");
  expect(entry("other", "fail"));
  EXPECT_EQ(run_known("'**/plain'"), 0);
  EXPECT_THAT(out_, Not(HasSubstr("stale")));
}

TEST_F(KnownFailuresCommand, CountNoMoreWhenTheirTimeIsOver) {
  add("wrong", "abc", "abd");
  expect(entry("wrong", "fail", R"(, "until": "2020-02-29")"));
  EXPECT_EQ(run_known(), 1);
  EXPECT_THAT(statuses(), UnorderedElementsAre("wrong fail"));
  EXPECT_THAT(out_,
              HasSubstr("fake.expect.json:2: \"oauth1/percent_encode/wrong\" counts no more since "
                        "2020-02-29\n"));
}

TEST_F(KnownFailuresCommand, ComeFromAFailureByCopying) {
  add("wrong", "abc", "abd");
  EXPECT_EQ(run(against()), 1);
  const std::string label = "  expectation  ";
  const std::size_t begin = out_.find(label) + label.size();
  ASSERT_GT(begin, label.size());
  expect(out_.substr(begin, out_.find('\n', begin) - begin));
  EXPECT_EQ(run_known(), 0);
  EXPECT_THAT(out_, HasSubstr("fake.expect.json: 1 entry without a reason that somebody wrote\n"));
}

TEST_F(KnownFailuresCommand, AreWrittenAndKeptUpToDate) {
  add("plain", "abc", "abc");
  add("wrong", "abc", "abd");
  add("exits", "exit", "exit");
  EXPECT_EQ(run_known("--update-expectations"), 1);
  EXPECT_THAT(out_,
              HasSubstr("fake.expect.json: 2 entries added, 0 taken out, 0 divided; put a reason"));
  EXPECT_EQ(contents(file_), R"({
  "format": 1,
  "expectations": [
    {"id": "oauth1/percent_encode/wrong", "expect": "fail", "reason": "unreviewed: )"
                             "RFC5849-3.6-2: "
                             R"(at octet 2: expected \"abd\", got \"abc\""},
    {"id": "oauth1/percent_encode/exits", "expect": "crash", "reason": "unreviewed: )"
                             "RFC5849-3.6-2: "
                             R"(the adapter exited with code 3"}
  ]
}
)");
  EXPECT_EQ(run_known(), 0);
  EXPECT_EQ(run_known("--update-expectations"), 0);
  EXPECT_THAT(out_, HasSubstr("fake.expect.json: nothing to change\n"));
  tests_[1]["expect"]["out"] = "abc";
  EXPECT_EQ(run_known("--update-expectations"), 1);
  EXPECT_THAT(contents(file_), AllOf(Not(HasSubstr("wrong")), HasSubstr("exits")));
  EXPECT_EQ(run_known(), 0);
}

TEST_F(KnownFailuresCommand, OfTestsThatWereNotRunStayAsTheyAre) {
  add("plain", "abc", "abc");
  add("wrong", "abc", "abd");
  add("other", "abc", "abd");
  expect(entry("plain", "fail") + "," + entry("other", "crash"));
  EXPECT_EQ(run_known("--update-expectations '**/wrong'"), 1);
  EXPECT_THAT(contents(file_), AllOf(HasSubstr("plain"), HasSubstr("wrong"), HasSubstr("crash")));
  EXPECT_THAT(out_, HasSubstr("1 entry added, 0 taken out"));
}

TEST_F(KnownFailuresCommand, AreNotWrittenWhereNothingWasRun) {
  add("plain", "abc", "abc");
  EXPECT_EQ(
      run(against("--hello exit") + "--expectations " + file_.string() + " --update-expectations"),
      3);
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(KnownFailuresCommand, TellWhenTheyCannotBeWritten) {
  add("wrong", "abc", "abd");
  EXPECT_EQ(
      run(against() + "--update-expectations --expectations " + (root_ / "none" / "x").string()),
      2);
  EXPECT_THAT(err_, HasSubstr("No such file or directory"));
}

TEST_F(KnownFailuresCommand, HoldNoSecretWhateverIsShown) {
  const path source =
      path(OAUTHSPEC_SOURCE_DIR) / "vectors" / "oauth1" / "parse_credentials_response.json";
  std::filesystem::copy_file(source, vectors_ / "oauth1" / "parse_credentials_response.json");
  const std::string words =
      "vectors --show-secrets --adapter '" + std::string(OAUTHSPEC_FAKE_ADAPTER) +
      " --op oauth1.parse_credentials_response' --update-expectations --expectations ";
  EXPECT_EQ(run(words + file_.string()), 1);
  EXPECT_THAT(out_, HasSubstr("ll399dj47dskfjdk"));
  EXPECT_THAT(contents(file_), AllOf(HasSubstr("***1"), Not(HasSubstr("ll399dj47dskfjdk"))));
}

}  // namespace
}  // namespace oauthspec::cli
