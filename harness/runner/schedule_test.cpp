// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/schedule.h"

#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/adapter/in_process.h"
#include "harness/runner/schedule_fixture.h"

namespace oauthspec::runner {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

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
