// SPDX-License-Identifier: Apache-2.0
// Runs that end early and are gone on with. resume_test.py kills them at any moment.
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
using testing::UnorderedElementsAre;

// The adapter is a script, so that it can become another one while its command stays the same.
class ResumeCommand : public Command {
 protected:
  void adapter(const std::string& after = "") const {
    std::ofstream(root_ / "adapter.sh")
        << OAUTHSPEC_FAKE_ADAPTER << " --by-text --op oauth1.percent_encode --log "
        << (root_ / "log").string() << after << "\n";
  }

  int begin(const std::string& options = "") { return run(words() + options); }
  int resume(const std::string& options = "") { return run(words() + options + " --resume"); }

  [[nodiscard]] std::string words() const {
    return "vectors --results " + results_.string() + " --adapter 'sh " +
           (root_ / "adapter.sh").string() + "' --max-restarts 1 ";
  }

  // How many questions the adapter was asked since this was last asked.
  std::size_t asked() const {
    const std::string log = contents(root_ / "log");
    std::filesystem::remove(root_ / "log");
    return static_cast<std::size_t>(std::ranges::count(log, '\n'));
  }

  void cut(const std::string& after) const {
    const std::string text = contents(results_);
    std::ofstream(results_, std::ios::trunc) << text.substr(0, text.find(after) + after.size());
  }
};

TEST_F(ResumeCommand, RunsWhatWasNotRunAndCountsTheWhole) {
  adapter();
  add("one", "abc", "abc");
  add("two", "abc", "abd");
  add("three", "exit", "exit");
  add("four", "abc", "abc");
  // Death is proved by a second one; then the adapter may not start again, and the rest is left.
  EXPECT_EQ(begin(), 3);
  EXPECT_THAT(statuses(),
              UnorderedElementsAre("one pass", "two fail", "three crash", "four not_run"));
  asked();
  EXPECT_EQ(resume(), 1);
  EXPECT_EQ(asked(), 1U);
  EXPECT_THAT(statuses(), UnorderedElementsAre("one pass", "two fail", "three crash", "four pass"));
  EXPECT_THAT(out_, AllOf(HasSubstr("fake 1 (python): 4 tests, 3 of them run before\n"),
                          HasSubstr("2/4 applicable passed (50.0 %)")));
  const auto end = result::read(results_)->end;
  ASSERT_TRUE(end);
  EXPECT_EQ(end->exit_code, 1);
  EXPECT_EQ(end->counts,
            (std::map<std::string, std::size_t>{{"pass", 2}, {"fail", 1}, {"crash", 1}}));
}

TEST_F(ResumeCommand, BeginsWhereThereIsNothingToGoOnWith) {
  adapter();
  add("one", "abc", "abc");
  EXPECT_EQ(resume(), 0);
  EXPECT_THAT(statuses(), UnorderedElementsAre("one pass"));
  // A run that is whole has nothing left to be asked.
  asked();
  EXPECT_EQ(resume(), 0);
  EXPECT_EQ(asked(), 0U);
  EXPECT_THAT(statuses(), UnorderedElementsAre("one pass"));
  EXPECT_THAT(out_, HasSubstr("1/1 applicable passed"));
}

TEST_F(ResumeCommand, DropsALineThatWasCut) {
  adapter();
  add("one", "abc", "abc");
  add("two", "def", "def");
  EXPECT_EQ(begin(), 0);
  cut("percent_encode/two\",\"sta");
  EXPECT_EQ(resume(), 0);
  EXPECT_THAT(statuses(), UnorderedElementsAre("one pass", "two pass"));
}

TEST_F(ResumeCommand, RefusesAnotherRunAndLeavesItsFile) {
  adapter();
  add("one", "abc", "abc");
  add("two", "abc", "abd");
  EXPECT_EQ(begin(), 1);
  const std::string before = contents(results_);
  EXPECT_EQ(resume("--timeout 3"), 2);
  EXPECT_THAT(
      err_,
      AllOf(
          HasSubstr(
              "is of another run, and cannot be gone on with: the command is \"oauthspec vectors"),
          HasSubstr("--timeout 3")));
  EXPECT_EQ(run(words() + "--resume", "TEST_TOTAL_SHARDS=2 TEST_SHARD_INDEX=0"), 2);
  EXPECT_THAT(err_, HasSubstr("the shard is \"\" there, \"1/2\" here"));
  adapter(" | sed -u 's/\"fake\"/\"other\"/'");
  EXPECT_EQ(resume(), 2);
  EXPECT_THAT(
      err_,
      HasSubstr("the implementation is \"fake 1 (python)\" there, \"other 1 (python)\" here"));
  adapter();
  tests_.erase(tests_.begin());
  EXPECT_EQ(resume(), 2);
  EXPECT_THAT(err_,
              HasSubstr("has a result of oauth1/percent_encode/one, which this run does not have"));
  EXPECT_EQ(contents(results_), before);
}

TEST_F(ResumeCommand, RefusesOtherExpectations) {
  adapter();
  add("one", "abc", "abd");
  const path file = root_ / "fake.expect.json";
  const std::string options = "--expectations " + file.string();
  std::ofstream(file) << R"({"format": 1, "expectations": []})";
  EXPECT_EQ(begin(options), 1);
  std::ofstream(file)
      << R"({"format": 1, "expectations": [{"id": "**", "expect": "fail", "reason": "r"}]})";
  EXPECT_EQ(resume(options), 2);
  EXPECT_THAT(
      err_,
      HasSubstr(
          "has fail for oauth1/percent_encode/one, which is not what the expectations say now"));
}

TEST_F(ResumeCommand, RefusesWhatIsNoResultsFile) {
  adapter();
  add("one", "abc", "abc");
  std::ofstream(results_) << "my notes\n";
  EXPECT_EQ(resume(), 2);
  EXPECT_THAT(err_, HasSubstr("results.jsonl:1: "));
  EXPECT_EQ(contents(results_), "my notes\n");
  EXPECT_EQ(run("vectors --resume"), 2) << "without --results";
}

TEST_F(ResumeCommand, TellsThatTheDiskIsFull) {
  add("one", "abc", "abc");
  EXPECT_EQ(run("vectors --results /dev/full"), 2);
  EXPECT_THAT(err_, HasSubstr("/dev/full could not be written whole: No space left on device\n"));
  EXPECT_THAT(out_, HasSubstr("1/1 applicable passed"));
}

}  // namespace
}  // namespace oauthspec::cli
