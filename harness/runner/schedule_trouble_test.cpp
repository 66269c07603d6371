// SPDX-License-Identifier: Apache-2.0
// What becomes of a run whose adapter dies, hangs or talks nonsense.
#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/adapter/exec_session.h"
#include "harness/runner/schedule.h"
#include "harness/runner/schedule_fixture.h"

namespace oauthspec::runner {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST_F(Schedule, NamesTheTestThatKillsTheAdapter) {
  add_echoes(0, 6);
  add("exits", {{"do", "exit"}});
  add_echoes(6, 12);
  run("--in-flight 8");
  expect_echoes(0, 12);
  EXPECT_EQ(words_["exits"], "exited with code 3");
  EXPECT_EQ(stderr_["exits"], "about to exit\n");
  EXPECT_THAT(report_.troubles, IsEmpty());
}

TEST_F(Schedule, NamesEveryTestThatKillsTheAdapter) {
  add("exits", {{"do", "exit"}});
  add("garbage", {{"do", "garbage"}});
  add("wrong-id", {{"do", "wrong_id"}});
  add_echoes(0, 3);
  options_.sessions = 2;
  run("--in-flight 8");
  expect_echoes(0, 3);
  EXPECT_EQ(words_["exits"], "exited with code 3");
  EXPECT_THAT(words_["garbage"], HasSubstr("garbage: "));
  EXPECT_THAT(words_["wrong-id"],
              AllOf(HasSubstr("garbage: "), HasSubstr("which was never asked")));
}

TEST_F(Schedule, NamesTheTestThatHangs) {
  options_.timeout = 500ms;
  add_echoes(0, 3);
  add("hangs", {{"do", "hang"}});
  add_echoes(3, 6);
  run("--in-flight 8");
  expect_echoes(0, 6);
  EXPECT_EQ(words_["hangs"], "timeout");
  EXPECT_EQ(stderr_["hangs"], "about to hang\n");
}

TEST_F(Schedule, WaitsOnlyOnceForATestThatHangsAlone) {
  options_.timeout = 300ms;
  add("hangs", {{"do", "hang"}});
  run();
  EXPECT_EQ(words_["hangs"], "timeout");
  EXPECT_EQ(report_.restarts, 0U) << "nothing is left to start for";
}

TEST_F(Schedule, DoesNotBlameATestForTheQueueBeforeIt) {
  options_.timeout = 1500ms;
  for (int i = 0; i < 4; ++i) {
    add("e" + std::to_string(i), {{"do", "slow"}, {"seconds", 0.6}, {"value", i}});
  }
  run("--in-flight 8");
  expect_echoes(0, 4);
  EXPECT_EQ(report_.restarts, 0U);
}

TEST_F(Schedule, ReportsASecondAnswerAgainstItsOwner) {
  add_echoes(0, 2);
  add("twice", {{"do", "twice"}, {"value", "t"}});
  add_echoes(2, 6);
  run("--in-flight 4");
  expect_echoes(0, 6);
  EXPECT_EQ(words_["twice"], "out \"t\"");
  EXPECT_THAT(report_.troubles, testing::Contains(HasSubstr("answered twice: test/echo/twice")));
}

TEST_F(Schedule, ReportsADeathThatNobodyRepeats) {
  add("once", {{"do", "crash_once"}, {"file", (scratch_ / "crashed").string()}, {"value", 1}});
  run();
  EXPECT_EQ(words_["once"], "out 1");
  EXPECT_THAT(report_.troubles, ElementsAre("the adapter exited with code 6, and not again when "
                                            "asked one at a time: test/echo/once"));
}

// By octets of output. The hello has 149 with its line feed, an answer 20.
class ScheduleDeath : public Schedule, public testing::WithParamInterface<int> {};

TEST_P(ScheduleDeath, AtAnyMomentCostsNoTestItsAnswer) {
  add_echoes(0, 9);
  const std::string file = (scratch_ / "died").string();
  run("--in-flight 4 --die-after " + std::to_string(GetParam()) + " --died " + file);
  ASSERT_TRUE(std::filesystem::exists(file)) << "it did not die";
  if (report_.start_problem) {
    EXPECT_EQ(words_["e8"], "not run: " + report_.start_problem->reason);
    EXPECT_THAT(report_.start_problem->reason, HasSubstr("before its hello"));
    return;
  }
  expect_echoes(0, 9);
  EXPECT_EQ(report_.restarts, 1U);
  EXPECT_THAT(report_.troubles, ElementsAre(HasSubstr("and not again when asked one at a time")));
}

INSTANTIATE_TEST_SUITE_P(Octets, ScheduleDeath,
                         testing::Values(0, 1, 148, 149, 150, 168, 169, 170, 188, 228, 229, 309,
                                         328));

TEST_F(Schedule, StartsAgainWhatDiesWhileItStarts) {
  add("once", {{"do", "crash_once"}, {"file", (scratch_ / "crashed").string()}, {"value", 1}});
  add_echoes(0, 2);
  // The second and third process die before their hello, the fourth lives.
  run_command("n=$(cat " + (scratch_ / "n").string() + " 2>/dev/null || echo 0); echo $((n+1)) >" +
              (scratch_ / "n").string() + "; case $n in 1|2) exit 9;; esac; exec " +
              OAUTHSPEC_FAKE_ADAPTER);
  EXPECT_EQ(words_["once"], "out 1");
  expect_echoes(0, 2);
  EXPECT_EQ(report_.restarts, 3U);
}

TEST_F(Schedule, GivesUpWhatDoesNotStartAgain) {
  add("exits", {{"do", "exit"}});
  add_echoes(0, 2);
  run_command("test -e " + (scratch_ / "n").string() + " && exit 9; touch " +
              (scratch_ / "n").string() + "; exec " + OAUTHSPEC_FAKE_ADAPTER);
  EXPECT_EQ(report_.given_up,
            "the adapter does not start again: it exited with code 9 before its hello");
  EXPECT_EQ(report_.restarts, 3U);
}

// Takes every question and none of its octets.
class Unread final : public adapter::Session {
 public:
  explicit Unread(std::size_t& most) : most_(most) {}
  std::expected<adapter::Hello, adapter::StartProblem> start() override {
    adapter::Hello hello;
    hello.ops = {"test.echo"};
    hello.max_in_flight = 1000;
    return hello;
  }
  void send(const adapter::Call& call) override {
    unsent_ += call.in.dump().size();
    most_ = std::max(most_, unsent_);
  }
  [[nodiscard]] std::size_t unsent() const override { return unsent_; }
  adapter::Event wait(std::chrono::steady_clock::time_point /*deadline*/) override {
    return adapter::TimedOut{};
  }
  std::string take_stderr() override { return {}; }
  void finish() override {}
  void kill() override { unsent_ = 0; }
  void interrupt() override {}

 private:
  std::size_t& most_;
  std::size_t unsent_ = 0;
};

TEST_F(Schedule, KeepsLittleForAnAdapterThatDoesNotRead) {
  constexpr std::size_t kOctets = 300'000;
  for (int i = 0; i < 20; ++i) {
    add("large" + std::to_string(i), {{"value", std::string(kOctets, 'x')}});
  }
  std::size_t most = 0;
  run_with([&most] { return std::make_unique<Unread>(most); });
  EXPECT_EQ(words_["large0"], "timeout");
  EXPECT_GT(most, 3 * kOctets);
  EXPECT_LT(most, 5 * kOctets) << "a mebioctet, and one question beyond it";
}

TEST_F(Schedule, NeedsNoNewStartWhereEachQuestionHasItsProcess) {
  options_.timeout = 5s;
  options_.max_restarts = 0;
  options_.sessions = 2;
  add("exits", {{"do", "exit"}});
  add("garbage", {{"do", "garbage"}});
  add("hangs", {{"do", "hang"}});
  add("crash-once",
      {{"do", "crash_once"}, {"file", (scratch_ / "crashed").string()}, {"value", 1}});
  add_echoes(0, 4);
  adapter::ProcessOptions process;
  process.command = std::string(OAUTHSPEC_FAKE_ADAPTER) + " --once";
  process.kill_grace = 100ms;
  run_with([process] { return std::make_unique<adapter::ExecSession>(process); });
  expect_echoes(0, 4);
  EXPECT_EQ(words_["exits"], "exited with code 3");
  EXPECT_EQ(stderr_["exits"], "about to exit\n");
  EXPECT_THAT(words_["garbage"], HasSubstr("garbage: "));
  EXPECT_EQ(words_["hangs"], "timeout");
  EXPECT_EQ(words_["crash-once"], "exited with code 6")
      << "nothing but the question itself can be why";
  EXPECT_EQ(report_.restarts, 0U);
  EXPECT_THAT(report_.troubles, IsEmpty());
}

TEST_F(Schedule, GivesUpAfterTheLastRestart) {
  options_.max_restarts = 3;
  for (int i = 0; i < 6; ++i) {
    add("exits" + std::to_string(i), {{"do", "exit"}});
  }
  run();
  // Each death takes two processes: the one that died first, and the one that shows the death again.
  EXPECT_EQ(words_["exits0"], "exited with code 3");
  EXPECT_EQ(words_["exits1"], "exited with code 3");
  EXPECT_EQ(
      words_["exits2"],
      "not run: the adapter was restarted 3 times already, and --max-restarts allows no more");
  EXPECT_EQ(
      words_["exits5"],
      "not run: the adapter was restarted 3 times already, and --max-restarts allows no more");
  EXPECT_EQ(report_.restarts, 3U);
  EXPECT_EQ(report_.given_up,
            "the adapter was restarted 3 times already, and --max-restarts allows no more");
}

TEST_F(Schedule, ReportsAnAdapterThatDoesNotStart) {
  add_echoes(0, 3);
  run("--hello exit");
  const auto problem = report_.start_problem.value_or(adapter::StartProblem{});
  EXPECT_EQ(problem.reason, "it exited with code 4 before its hello");
  EXPECT_EQ(problem.stderr_text, "no such module\n");
  EXPECT_EQ(words_["e2"], "not run: it exited with code 4 before its hello");
  EXPECT_EQ(greeted_, "");
}

}  // namespace
}  // namespace oauthspec::runner
