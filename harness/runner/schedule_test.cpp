// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/schedule.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <map>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/adapter/in_process.h"
#include "harness/adapter/process.h"

namespace oauthspec::runner {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

// A run of a suite "test/echo" whose tests say in "do" what the fake adapter does.
class Schedule : public testing::Test {
 protected:
  void SetUp() override {
    suite_.name = "test/echo";
    suite_.op = "test.echo";
    options_.timeout = 20s;
    scratch_ =
        std::filesystem::path(testing::TempDir()) / ("schedule_test." + std::to_string(getpid()));
    std::filesystem::create_directories(scratch_);
  }

  void TearDown() override {
    std::filesystem::remove_all(scratch_);
    EXPECT_TRUE(waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD) << "a child is left";
  }

  void add(const std::string& id, json in, const std::string& feature = "") {
    in["name"] = id;
    vector::Test test;
    test.id = id;
    test.in = std::move(in);
    if (!feature.empty()) {
      test.requires_features.push_back(feature);
    }
    suite_.tests.push_back(std::move(test));
  }

  void add_echoes(int from, int to) {
    for (int i = from; i < to; ++i) {
      add("e" + std::to_string(i), {{"value", i}});
    }
  }

  // What became of a test, in one word or two.
  static std::string word(const Outcome& outcome) {
    struct Words {
      std::string operator()(const adapter::Answer& answer) const {
        if (const auto* out = std::get_if<adapter::Out>(&answer.verdict)) {
          return "out " + out->value.dump();
        }
        return "answer";
      }
      std::string operator()(const adapter::Died& died) const { return adapter::describe(died); }
      std::string operator()(const adapter::Garbage& garbage) const {
        return "garbage: " + garbage.reason;
      }
      std::string operator()(const adapter::TimedOut&) const { return "timeout"; }
      std::string operator()(const Unsupported& unsupported) const {
        return "unsupported " + unsupported.need;
      }
      std::string operator()(const NotRun& not_run) const { return "not run: " + not_run.reason; }
    };
    return std::visit(Words{}, outcome);
  }

  void run_with(const adapter::SessionFactory& factory) {
    std::vector<Case> cases;
    cases.reserve(suite_.tests.size());
    for (const vector::Test& test : suite_.tests) {
      cases.push_back({&suite_, &test});
    }
    report_ = schedule(
        cases, factory, options_,
        [this](const adapter::Hello& hello) { greeted_ = hello.impl.name; },
        [&, this](const Observation& observation) {
          const std::string& id = cases[observation.index].test->id;
          order_.push_back(id);
          EXPECT_FALSE(words_.contains(id)) << id << " was reported twice";
          words_[id] = word(observation.outcome);
          stderr_[id] = observation.stderr_text;
          if (id == stop_after_) {
            stop_.request_stop();
          }
        },
        stop_.get_token());
    EXPECT_EQ(words_.size(), suite_.tests.size()) << "every test is reported";
  }

  void run(const std::string& arguments = "") {
    adapter::ProcessOptions process;
    process.command = std::string(OAUTHSPEC_FAKE_ADAPTER) + " " + arguments;
    process.suite_version = "0.1.0";
    process.kill_grace = 100ms;
    run_with([process] { return std::make_unique<adapter::ProcessSession>(process); });
  }

  void expect_echoes(int from, int to) {
    for (int i = from; i < to; ++i) {
      EXPECT_EQ(words_["e" + std::to_string(i)], "out " + std::to_string(i));
    }
  }

  vector::Suite suite_;
  ScheduleOptions options_;
  std::filesystem::path scratch_;
  std::stop_source stop_;
  std::string stop_after_;
  std::string greeted_;  // The adapter's name, once its hello was there.
  ScheduleReport report_;
  std::vector<std::string> order_;
  std::map<std::string, std::string> words_;
  std::map<std::string, std::string> stderr_;
};

TEST_F(Schedule, AsksEveryTestOnce) {
  add_echoes(0, 30);
  run("--log " + (scratch_ / "log").string());
  expect_echoes(0, 30);
  EXPECT_EQ(greeted_, "fake");
  EXPECT_EQ(report_.restarts, 0U);
  EXPECT_THAT(report_.troubles, IsEmpty());
  EXPECT_FALSE(report_.given_up);
  std::ifstream log(scratch_ / "log");
  std::vector<std::string> asked{std::istream_iterator<std::string>(log), {}};
  EXPECT_THAT(asked, testing::SizeIs(30));
}

TEST_F(Schedule, MatchesAnswersInAnyOrder) {
  add_echoes(0, 21);
  run("--in-flight 7 --reverse 7");
  expect_echoes(0, 21);
  EXPECT_EQ(order_[0], "e6");
  EXPECT_EQ(report_.restarts, 0U);
}

TEST_F(Schedule, NeverHasMoreOpenThanTheAdapterTakes) {
  add_echoes(0, 4);
  // It answers nothing until three are there, and no more than two may be.
  options_.timeout = 300ms;
  options_.max_restarts = 1;
  run("--in-flight 2 --reverse 3");
  EXPECT_THAT(words_, testing::Contains(Pair("e0", "timeout")));
}

TEST_F(Schedule, SpreadsOverSessions) {
  add_echoes(0, 40);
  options_.sessions = 4;
  run("--in-flight 2");
  expect_echoes(0, 40);
}

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

TEST_F(Schedule, DoesNotAskForWhatTheAdapterLacks) {
  add("plain", {{"value", 1}});
  add("needs", {{"do", "exit"}}, "RSA-SHA1");
  add("has", {{"value", 2}}, "PLAINTEXT");
  run("--feature PLAINTEXT");
  EXPECT_THAT(words_,
              UnorderedElementsAre(Pair("plain", "out 1"), Pair("needs", "unsupported RSA-SHA1"),
                                   Pair("has", "out 2")));
}

TEST_F(Schedule, DoesNotAskForAnOpThatIsNotOffered) {
  add("plain", {{"do", "exit"}});
  run("--op test.other");
  EXPECT_EQ(words_["plain"], "unsupported test.echo");
  EXPECT_EQ(report_.restarts, 0U);
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

TEST_F(Schedule, StopsWhenInterruptedWhileATestHangs) {
  add("first", {{"value", 1}});
  add("hangs", {{"do", "hang"}});
  add_echoes(0, 3);
  options_.timeout = 60s;
  stop_after_ = "first";
  run();
  EXPECT_EQ(words_["first"], "out 1");
  EXPECT_EQ(words_["hangs"], "not run: interrupted");
  EXPECT_EQ(words_["e2"], "not run: interrupted");
  EXPECT_TRUE(report_.interrupted);
}

TEST_F(Schedule, StopsEverySessionWhenInterrupted) {
  add("first", {{"value", 1}});
  for (int i = 0; i < 8; ++i) {
    add("hangs" + std::to_string(i), {{"do", "hang"}});
  }
  options_.sessions = 3;
  options_.timeout = 60s;
  stop_after_ = "first";
  run("--in-flight 2");
  EXPECT_EQ(words_["hangs7"], "not run: interrupted");
  EXPECT_TRUE(report_.interrupted);
}

TEST_F(Schedule, RunsAFunctionOfOursToo) {
  add_echoes(0, 5);
  adapter::Hello hello;
  hello.ops = {"test.echo"};
  hello.max_in_flight = 3;
  options_.sessions = 2;
  run_with([&hello] {
    return std::make_unique<adapter::InProcessSession>(
        hello, [](std::string_view, const json& in) -> adapter::Verdict {
          return adapter::Out{in.at("value"), {}};
        });
  });
  expect_echoes(0, 5);
}

TEST_F(Schedule, OfNothingStartsAndEndsTheAdapter) {
  run();
  EXPECT_EQ(greeted_, "fake");
  EXPECT_THAT(order_, IsEmpty());
}

}  // namespace
}  // namespace oauthspec::runner
