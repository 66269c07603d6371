// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/update_expectations.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::runner {
namespace {

using result::Result;
using result::Status;
using std::filesystem::path;
using testing::ElementsAre;

std::string contents(const path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

class UpdateOfExpectations : public testing::Test {
 protected:
  void SetUp() override {
    library_.directory = path(OAUTHSPEC_SOURCE_DIR) / "vectors";
    vector::Suite suite;
    suite.name = "oauth1/sign";
    for (const char* id : {"a", "b", "c", "d"}) suite.tests.emplace_back().id = id;
    library_.suites.push_back(std::move(suite));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void given(const std::string& entries) {
    std::ofstream(file_) << "{\"format\": 1, \"expectations\": [" << entries << "]}";
  }

  void found(const std::string& id, Status status) {
    Result result;
    result.test = "oauth1/sign/" + id;
    result.status = status;
    result.message = "so it went";
    results_.push_back(result);
  }

  Update update() {
    auto expectations = Expectations::load(file_, library_, "2026-06-15");
    EXPECT_TRUE(expectations) << vector::describe(expectations.error());
    for (Result& result : results_) expectations->apply(result);
    return updated(*expectations, library_, results_);
  }

  std::vector<std::string> entries() {
    std::vector<std::string> all;
    for (const auto& entry : update().entries) all.push_back(result::write_entry(entry));
    return all;
  }

  path folder_ =
      path(testing::TempDir()) /
      (std::string("update_") + testing::UnitTest::GetInstance()->current_test_info()->name());
  path file_ = folder_ / "library.expect.json";
  vector::Library library_;
  std::vector<Result> results_;
};

TEST_F(UpdateOfExpectations, AddsWhatFailedInTheLibrarysOrder) {
  given("");
  found("d", Status::crash);
  found("b", Status::fail);
  found("a", Status::pass);
  EXPECT_THAT(
      entries(),
      ElementsAre(
          R"({"id": "oauth1/sign/b", "expect": "fail", "reason": "unreviewed: so it went"})",
          R"({"id": "oauth1/sign/d", "expect": "crash", "reason": "unreviewed: so it went"})"));
  EXPECT_EQ(update().added, 2U);
}

TEST_F(UpdateOfExpectations, TakesOutWhatIsStaleAndKeepsTheRest) {
  given(R"({"id": "oauth1/sign/d", "expect": "fail", "reason": "one", "issue": "https://x/1"},
           {"id": "oauth1/sign/a", "expect": "fail", "reason": "two"},
           {"id": "oauth1/sign/c", "expect": "flaky", "reason": "three", "until": "2026-12-31"})");
  found("a", Status::pass);
  found("c", Status::pass);
  found("d", Status::fail);
  EXPECT_THAT(
      entries(),
      ElementsAre(
          R"({"id": "oauth1/sign/d", "expect": "fail", "reason": "one", "issue": "https://x/1"})",
          R"({"id": "oauth1/sign/c", "expect": "flaky", "reason": "three", "until": "2026-12-31"})"));
  EXPECT_EQ(update().removed, 1U);
}

TEST_F(UpdateOfExpectations, DividesAGlobThatHoldsInPart) {
  given(R"({"id": "oauth1/sign/*", "expect": "fail", "reason": "one", "issue": "https://x/1"})");
  found("a", Status::fail);
  found("b", Status::pass);
  found("c", Status::timeout);
  // "d" was not run, and keeps what was said of it.
  EXPECT_THAT(
      entries(),
      ElementsAre(
          R"({"id": "oauth1/sign/a", "expect": "fail", "reason": "one", "issue": "https://x/1"})",
          R"({"id": "oauth1/sign/c", "expect": "timeout", "reason": "unreviewed: so it went"})",
          R"({"id": "oauth1/sign/d", "expect": "fail", "reason": "one", "issue": "https://x/1"})"));
  EXPECT_EQ(update().divided, 1U);
}

TEST_F(UpdateOfExpectations, KeepsAGlobThatHoldsWhereItIsKnown) {
  given(R"({"id": "oauth1/sign/*", "expect": "fail", "reason": "one"})");
  found("a", Status::fail);
  found("b", Status::not_run);
  found("c", Status::unsupported);
  EXPECT_THAT(entries(),
              ElementsAre(R"({"id": "oauth1/sign/*", "expect": "fail", "reason": "one"})"));
}

TEST_F(UpdateOfExpectations, ReplacesWhatExpired) {
  given(
      R"({"id": "oauth1/sign/*", "expect": "fail", "reason": "one", "issue": "https://x/1", "until": "2026-06-14"})");
  found("a", Status::fail);
  found("b", Status::pass);
  found("c", Status::not_run);
  EXPECT_THAT(
      entries(),
      ElementsAre(
          R"({"id": "oauth1/sign/a", "expect": "fail", "reason": "unreviewed: expired on 2026-06-14: one", "issue": "https://x/1"})",
          R"({"id": "oauth1/sign/c", "expect": "fail", "reason": "one", "issue": "https://x/1", "until": "2026-06-14"})",
          R"({"id": "oauth1/sign/d", "expect": "fail", "reason": "one", "issue": "https://x/1", "until": "2026-06-14"})"));
}

TEST_F(UpdateOfExpectations, DropsAnExpiredEntryThatAnotherFollows) {
  given(R"({"id": "oauth1/sign/a", "expect": "fail", "reason": "old", "until": "2026-06-14"},
           {"id": "oauth1/sign/a", "expect": "fail", "reason": "new"})");
  found("a", Status::fail);
  EXPECT_THAT(entries(),
              ElementsAre(R"({"id": "oauth1/sign/a", "expect": "fail", "reason": "new"})"));
}

TEST_F(UpdateOfExpectations, CountsWhatNoEntryCanExpect) {
  given("");
  found("a", Status::error);
  EXPECT_EQ(update().hopeless, 1U);
  EXPECT_TRUE(update().entries.empty());
}

TEST_F(UpdateOfExpectations, ChangesNothingTheSecondTime) {
  given(R"({"id": "oauth1/sign/*", "expect": "fail", "reason": "one"})");
  found("a", Status::fail);
  found("b", Status::pass);
  found("c", Status::crash);
  const std::string first = write_expectations(update().entries);
  ASSERT_EQ(replace_file(file_, first), std::nullopt);
  for (Result& result : results_) {
    result.status = result.before.value_or(result.status);
    result.before.reset();
  }
  EXPECT_EQ(write_expectations(update().entries), first);
}

TEST_F(UpdateOfExpectations, WritesOneEntryALine) {
  EXPECT_EQ(write_expectations({}), "{\n  \"format\": 1,\n  \"expectations\": []\n}\n");
  const std::vector<result::Expectation> two{{"a", result::Expect::fail, "r", "", ""},
                                             {"b", result::Expect::skip, "s", "", ""}};
  EXPECT_EQ(write_expectations(two), R"({
  "format": 1,
  "expectations": [
    {"id": "a", "expect": "fail", "reason": "r"},
    {"id": "b", "expect": "skip", "reason": "s"}
  ]
}
)");
}

TEST_F(UpdateOfExpectations, ReplacesAFileAtOnce) {
  std::ofstream(file_) << "old";
  std::filesystem::permissions(
      file_, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  const path link = folder_ / "link";
  std::filesystem::create_symlink(file_, link);
  EXPECT_EQ(replace_file(link, "new"), std::nullopt);
  EXPECT_EQ(contents(file_), "new");
  EXPECT_TRUE(std::filesystem::is_symlink(link));
  EXPECT_EQ(std::filesystem::status(file_).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_THAT(std::distance(std::filesystem::directory_iterator(folder_), {}), 2);
}

TEST_F(UpdateOfExpectations, LeavesTheFileWhereItCannotBeReplaced) {
  const auto problem = replace_file(folder_ / "none" / "file", "new");
  ASSERT_TRUE(problem);
  EXPECT_THAT(*problem, testing::HasSubstr("No such file or directory"));
}

}  // namespace
}  // namespace oauthspec::runner
