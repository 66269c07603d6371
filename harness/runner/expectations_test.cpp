// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/expectations.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::runner {
namespace {

using nlohmann::json;
using result::Expect;
using result::Result;
using result::Status;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

vector::Library library() {
  vector::Library made;
  made.directory = std::filesystem::path(OAUTHSPEC_SOURCE_DIR) / "vectors";
  for (const char* name : {"oauth1/sign", "oauth1/verify"}) {
    vector::Suite suite;
    suite.name = name;
    for (const char* id : {"a", "b", "c"}) {
      suite.tests.emplace_back().id = id;
    }
    made.suites.push_back(std::move(suite));
  }
  return made;
}

class ExpectationsFile : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(path_); }

  std::expected<Expectations, vector::Problem> load(const std::string& text,
                                                    const std::string& today = "2026-06-15") const {
    std::ofstream(path_) << text;
    return Expectations::load(path_, library(), today);
  }

  std::expected<Expectations, vector::Problem> load_entries(const std::string& entries) const {
    return load("{\"format\": 1, \"expectations\": [\n" + entries + "\n]}\n");
  }

  /// What is wrong, without the folder of the file.
  std::string problem(const std::string& entries) const {
    const auto loaded = load_entries(entries);
    if (loaded) return "";
    const std::string text = vector::describe(loaded.error());
    return text.substr(text.rfind(path_.filename().string()));
  }

  std::filesystem::path path_ =
      std::filesystem::path(testing::TempDir()) /
      (std::string("expect_") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(ExpectationsFile, NamesTestsByGlobs) {
  const auto loaded = load_entries(
      R"({"id": "oauth1/sign/a", "expect": "fail", "reason": "one", "issue": "https://x/1"},)"
      "\n"
      R"({"id": "oauth1/verify/*", "expect": "crash", "reason": "two", "until": "2026-06-15"})");
  ASSERT_TRUE(loaded) << vector::describe(loaded.error());
  ASSERT_NE(loaded->find("oauth1/verify/b"), nullptr);
  const Entry& entry = *loaded->find("oauth1/verify/b");
  EXPECT_EQ(entry.expectation.reason, "two");
  EXPECT_EQ(entry.line, 3U);
  EXPECT_THAT(entry.tests, ElementsAre("oauth1/verify/a", "oauth1/verify/b", "oauth1/verify/c"));
  EXPECT_EQ(loaded->find("oauth1/sign/b"), nullptr);
  EXPECT_EQ(loaded->find("oauth1/sign/a")->expectation.issue, "https://x/1");
}

TEST_F(ExpectationsFile, IsRefusedWithTheLineAndThePlace) {
  EXPECT_THAT(problem(R"({"id": "oauth1/sign/x", "expect": "fail", "reason": "r"})"),
              AllOf(HasSubstr(":2: /expectations/0/id: "), HasSubstr("no test of the vectors")));
  EXPECT_THAT(
      problem("{\"id\": \"oauth1/*/a\", \"expect\": \"fail\", \"reason\": \"r\"},\n"
              "{\"id\": \"oauth1/sign/*\", \"expect\": \"skip\", \"reason\": \"r\"}"),
      HasSubstr(":3: /expectations/1/id: oauth1/sign/a is named by the entry on line 2 already"));
  EXPECT_THAT(problem(R"({"id": "oauth1/sign/a", "expect": "fail", "reason": " "})"),
              HasSubstr(":2: /expectations/0/reason: "));
  EXPECT_THAT(problem(R"({"id": "oauth1/sign/a", "expect": "fail"})"), HasSubstr("reason"));
  EXPECT_THAT(problem(R"({"id": "oauth1/sign/a", "expect": "xfail", "reason": "r"})"),
              HasSubstr("/expectations/0/expect"));
  EXPECT_THAT(problem(R"({"id": "oauth1/sign/a", "expect": "fail", "reason": "r", "more": 1})"),
              HasSubstr("more"));
  EXPECT_THAT(
      problem(R"({"id": "oauth1/sign/a", "expect": "fail", "reason": "r", "until": "2026-02-30"})"),
      HasSubstr("/until: there is no such day"));
  EXPECT_THAT(
      problem(R"({"id": "oauth1/sign/a", "expect": "fail", "reason": "r", "until": "tomorrow"})"),
      HasSubstr("/until"));
  EXPECT_THAT(problem("{"), HasSubstr("json_invalid"));
  EXPECT_FALSE(load(R"({"format": 2, "expectations": []})"));
  std::filesystem::remove(path_);
  EXPECT_THAT(vector::describe(Expectations::load(path_, library(), "2026-06-15").error()),
              HasSubstr("No such file"));
}

TEST_F(ExpectationsFile, CountsUntilTheEndOfTheDay) {
  const std::string text =
      R"({"format": 1, "expectations": [{"id": "oauth1/sign/a", "expect": "fail", "reason": "r", "until": "2026-06-15"}]})";
  EXPECT_NE(load(text, "2026-06-15")->find("oauth1/sign/a"), nullptr);
  const auto later = load(text, "2026-06-16");
  EXPECT_EQ(later->find("oauth1/sign/a"), nullptr);
  EXPECT_THAT(review(*later, {}).expired, ElementsAre(&later->entries()[0]));
}

TEST_F(ExpectationsFile, LetsAnEntryFollowAnExpiredOne) {
  EXPECT_EQ(
      problem(R"({"id": "oauth1/sign/a", "expect": "fail", "reason": "r", "until": "2026-06-14"},
                       {"id": "oauth1/sign/a", "expect": "crash", "reason": "r"})"),
      "");
}

Result of(Status status, bool raised = false) {
  Result result;
  result.test = "oauth1/sign/a";
  result.status = status;
  if (raised) result.got = json{{"error", {{"type", "E"}, {"message", "m"}}}};
  return result;
}

/// What stands in the table of harness/adapters/README.md: the statuses that each kind of entry turns into which.
TEST_F(ExpectationsFile, TurnsStatusesIntoWhatTheyCountFor) {
  const std::map<std::string, std::map<Status, Status>> table{
      {"fail",
       {{Status::fail, Status::xfail},
        {Status::vacuous, Status::xfail},
        {Status::pass, Status::xpass},
        {Status::warn, Status::xpass}}},
      {"crash",
       {{Status::crash, Status::xfail},
        {Status::pass, Status::xpass},
        {Status::warn, Status::xpass}}},
      {"timeout",
       {{Status::timeout, Status::xfail},
        {Status::pass, Status::xpass},
        {Status::warn, Status::xpass}}},
      {"skip", {{Status::pass, Status::xpass}, {Status::warn, Status::xpass}}},
      {"flaky",
       {{Status::pass, Status::flaky},
        {Status::warn, Status::flaky},
        {Status::fail, Status::flaky},
        {Status::vacuous, Status::flaky}}}};
  for (const auto& [expect, changes] : table) {
    const auto expectations = load_entries(R"({"id": "oauth1/sign/a", "expect": ")" + expect +
                                           R"(", "reason": "why", "issue": "https://x/1"})");
    ASSERT_TRUE(expectations);
    for (const Status before :
         {Status::pass, Status::fail, Status::warn, Status::skip, Status::unsupported,
          Status::vacuous, Status::crash, Status::timeout, Status::error, Status::inconclusive,
          Status::not_run}) {
      Result result = of(before);
      expectations->apply(result);
      const auto change = changes.find(before);
      EXPECT_EQ(result.status, change == changes.end() ? before : change->second)
          << expect << " " << result::name(before);
      EXPECT_EQ(result.before.has_value(), change != changes.end());
      EXPECT_EQ(result.before.value_or(before), before);
      EXPECT_EQ(result.reason, "why");
      EXPECT_EQ(result.issue, "https://x/1");
    }
  }
}

TEST_F(ExpectationsFile, TellsAnErrorOfTheLibraryFromABreachOfTheProtocol) {
  const auto expectations =
      load_entries(R"({"id": "oauth1/sign/a", "expect": "fail", "reason": "r"})");
  Result raised = of(Status::error, true);
  expectations->apply(raised);
  EXPECT_EQ(raised.status, Status::xfail);
  Result broken = of(Status::error);
  expectations->apply(broken);
  EXPECT_EQ(broken.status, Status::error);
}

TEST_F(ExpectationsFile, LeavesTestsAloneThatNoEntryNames) {
  const auto expectations =
      load_entries(R"({"id": "oauth1/sign/b", "expect": "fail", "reason": "r"})");
  Result result = of(Status::fail);
  expectations->apply(result);
  EXPECT_EQ(result.status, Status::fail);
  EXPECT_EQ(result.reason, "");
}

TEST_F(ExpectationsFile, SaysInAStaleResultWhatIsStale) {
  const auto expectations =
      load_entries(R"({"id": "oauth1/sign/a", "expect": "timeout", "reason": "r"})");
  Result passed = of(Status::pass);
  expectations->apply(passed);
  EXPECT_EQ(passed.message, "passed, although it is expected to time out");
  Result warned = of(Status::warn);
  warned.message = "at octet 1";
  expectations->apply(warned);
  EXPECT_EQ(warned.message, "only warns, although it is expected to time out: at octet 1");
}

TEST_F(ExpectationsFile, IsReviewedAfterTheRun) {
  const auto expectations = load_entries(
      R"({"id": "oauth1/sign/*", "expect": "fail", "reason": "unreviewed: r"},
         {"id": "oauth1/verify/a", "expect": "fail", "reason": "r"},
         {"id": "oauth1/verify/b", "expect": "skip", "reason": "r"})");
  ASSERT_TRUE(expectations);
  std::vector<Result> results;
  const auto add = [&](const std::string& test, Status status) {
    results.push_back(of(status));
    results.back().test = test;
    expectations->apply(results.back());
  };
  add("oauth1/sign/c", Status::pass);
  add("oauth1/sign/b", Status::fail);
  add("oauth1/sign/a", Status::pass);
  add("oauth1/verify/a", Status::crash);
  add("oauth1/verify/b", Status::unsupported);
  const Review found = review(*expectations, results);
  ASSERT_EQ(found.stale.size(), 1U);
  EXPECT_EQ(found.stale[0].entry, &expectations->entries()[0]);
  EXPECT_THAT(found.stale[0].tests, ElementsAre("oauth1/sign/a", "oauth1/sign/c"));
  ASSERT_EQ(found.otherwise.size(), 1U);
  EXPECT_THAT(found.otherwise[0].tests, ElementsAre("oauth1/verify/a"));
  EXPECT_THAT(found.expired, IsEmpty());
  EXPECT_EQ(found.unreviewed, 1U);
}

}  // namespace
}  // namespace oauthspec::runner
