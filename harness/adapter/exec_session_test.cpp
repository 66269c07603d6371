// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/exec_session.h"

#include <cerrno>
#include <chrono>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

namespace oauthspec::adapter {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using testing::HasSubstr;
using Clock = std::chrono::steady_clock;

ProcessOptions running(const std::string& command) {
  ProcessOptions options;
  options.command = command;
  options.suite_version = "0.1.0";
  options.kill_grace = 100ms;
  return options;
}

ProcessOptions fake(const std::string& arguments = "") {
  return running(std::string(OAUTHSPEC_FAKE_ADAPTER) + " --once " + arguments);
}

const std::string kShellHello =
    R"(printf '{"hello":{"protocol":1,"impl":{"name":"a","version":"","language":""},"ops":["b"]}}')";

class Exec : public testing::Test {
 protected:
  void TearDown() override {
    EXPECT_TRUE(waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD) << "a child is left";
  }

  static Event ask(Session& session, const json& in, std::chrono::milliseconds patience = 20s) {
    session.send({3, "test.echo", in});
    return session.wait(Clock::now() + patience);
  }

  static json value_of(const Event& event) {
    return std::get<Out>(std::get<Answer>(event).verdict).value;
  }

  static std::string reason_of(const Event& event) { return std::get<Garbage>(event).reason; }

  static std::string death_of(const Event& event) { return describe(std::get<Died>(event)); }
};

TEST_F(Exec, TakesTheHelloOfAProcessOfItsOwn) {
  ExecSession session(fake("--in-flight 9 --feature PLAINTEXT"));
  const auto hello = session.start();
  ASSERT_TRUE(hello) << hello.error().reason;
  EXPECT_EQ(hello->impl.name, "fake");
  EXPECT_EQ(hello->features, std::vector<std::string>{"PLAINTEXT"});
  EXPECT_EQ(hello->max_in_flight, 1U);
  EXPECT_TRUE(session.isolated());
}

TEST_F(Exec, AsksEachQuestionOfAnotherProcess) {
  ExecSession session(running("read line; echo '{\"id\":3,\"out\":'$$'}'"));
  const json first = value_of(ask(session, json::object()));
  const json second = value_of(ask(session, json::object()));
  EXPECT_NE(first, second);
  session.finish();
}

TEST_F(Exec, HandsOverTheQuestionAndNothingElse) {
  ExecSession session(
      running("in=$(cat; echo end); case $in in "
              "'{\"id\":3,\"op\":\"test.echo\",\"in\":{\"a\":1}}\nend') "
              "echo '{\"id\":3,\"out\":\"whole\"}';; esac"));
  EXPECT_EQ(value_of(ask(session, {{"a", 1}})), "whole");
}

TEST_F(Exec, TakesSixteenMebioctetsBothWays) {
  ExecSession session(fake());
  const std::string large(16UL * 1024 * 1024 - 64, 'y');
  EXPECT_EQ(value_of(ask(session, {{"value", large}}, 60s)), large);
}

TEST_F(Exec, NeedsNoLineEnd) {
  ExecSession session(fake());
  EXPECT_EQ(value_of(ask(session, {{"do", "unended_line"}, {"value", 1}})), 1);
  EXPECT_TRUE(ExecSession(running(kShellHello)).start());
}

TEST_F(Exec, MayLeaveItsInputUnread) {
  ExecSession session(running("echo '{\"id\":3,\"out\":1}'"));
  EXPECT_EQ(value_of(ask(session, {{"value", std::string(1024UL * 1024, 'x')}})), 1);
}

TEST_F(Exec, TellsACrashAndGoesOn) {
  ExecSession session(fake());
  EXPECT_EQ(death_of(ask(session, {{"do", "exit"}})), "exited with code 3");
  EXPECT_EQ(session.take_stderr(), "about to exit\n");
  EXPECT_THAT(death_of(ask(session, {{"do", "signal"}})), HasSubstr("signal 11"));
  EXPECT_EQ(value_of(ask(session, {{"value", 5}})), 5) << "no new start is needed";
}

TEST_F(Exec, BelievesNoAnswerBeforeABadEnd) {
  ExecSession session(fake());
  EXPECT_EQ(death_of(ask(session, {{"do", "answer_and_exit"}, {"value", 1}})),
            "exited with code 7");
  EXPECT_TRUE(std::holds_alternative<TimedOut>(
      ask(session, {{"do", "answer_and_hang"}, {"value", 1}}, 500ms)));
}

TEST_F(Exec, TakesNoPieceOfALineForOne) {
  ExecSession session(running("printf '{\"id\":3,\"ou'; kill -9 $$"));
  EXPECT_THAT(death_of(ask(session, json::object())), HasSubstr("signal 9"));
  const auto hello = session.start();
  ASSERT_FALSE(hello);
  EXPECT_THAT(hello.error().reason, HasSubstr("was killed by signal 9"));
}

TEST_F(Exec, WaitsForAnEndThatComesAfterThatOfTheOutput) {
  ProcessOptions options = fake();
  options.command.insert(0, "exec ");
  ExecSession session(options);
  EXPECT_EQ(value_of(ask(session, {{"do", "answer_and_close"}, {"value", 1}})), 1);
  EXPECT_TRUE(std::holds_alternative<TimedOut>(ask(session, {{"do", "close"}}, 500ms)));
}

TEST_F(Exec, DoesNotWaitForGrandchildren) {
  ExecSession session(fake());
  EXPECT_EQ(value_of(ask(session, {{"do", "answer_and_leave_a_child"}, {"value", 1}}, 60s)), 1);
}

TEST_F(Exec, NamesWhatIsNoAnswer) {
  ExecSession session(fake());
  EXPECT_EQ(reason_of(ask(session, {{"do", "nothing"}})), "it ended without an answer");
  EXPECT_EQ(reason_of(ask(session, {{"do", "twice"}, {"value", 1}})), "more than one line");
  EXPECT_EQ(reason_of(ask(session, {{"do", "wrong_id"}})),
            "it answered question 1000003, which was not asked");
  EXPECT_THAT(reason_of(ask(session, {{"do", "garbage"}})), HasSubstr("json_invalid"));
  EXPECT_EQ(reason_of(ask(session, {{"do", "endless"}}, 60s)),
            "a line of more than 16777216 octets");
}

TEST_F(Exec, ThatHangsIsKilledAtTheDeadline) {
  ExecSession session(running("trap '' TERM; echo about to hang >&2; sleep 600"));
  EXPECT_TRUE(std::holds_alternative<TimedOut>(ask(session, json::object(), 2s)));
  EXPECT_EQ(session.take_stderr(), "about to hang\n");
  EXPECT_TRUE(waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD);
}

TEST_F(Exec, IsInterruptedFromAnotherThread) {
  ExecSession session(fake());
  std::jthread other([&session] {
    std::this_thread::sleep_for(50ms);
    session.interrupt();
  });
  EXPECT_TRUE(std::holds_alternative<Interrupted>(ask(session, {{"do", "hang"}}, 60s)));
  const auto hello = session.start();
  ASSERT_FALSE(hello);
  EXPECT_TRUE(hello.error().interrupted);
}

struct BadStart {
  std::string command;
  std::string reason;
  std::chrono::milliseconds patience = 60s;
};

// For the message of a failure.
void PrintTo(const BadStart& start, std::ostream* out) {
  *out << start.reason;
}

class ExecStart : public testing::TestWithParam<BadStart> {};

TEST_P(ExecStart, ProblemsAreNamed) {
  ProcessOptions options = running(GetParam().command);
  options.start_timeout = GetParam().patience;
  ExecSession session(options);
  const auto hello = session.start();
  ASSERT_FALSE(hello);
  EXPECT_THAT(hello.error().reason, HasSubstr(GetParam().reason));
  EXPECT_FALSE(hello.error().interrupted);
}

const std::string kOnce = std::string(OAUTHSPEC_FAKE_ADAPTER) + " --once ";

INSTANTIATE_TEST_SUITE_P(
    Commands, ExecStart,
    testing::Values(BadStart{"/nonexistent/adapter", "it exited with code 127 before its hello"},
                    BadStart{kOnce + "--hello exit", "it exited with code 4 before its hello"},
                    BadStart{kOnce + "--hello silent", "it sent no hello within 0.5 s", 500ms},
                    BadStart{kOnce + "--hello garbage", "its hello is not understood"},
                    BadStart{kOnce + "--hello-exit 9", "it exited with code 9 after its hello"},
                    BadStart{kOnce + "; echo more", "its hello is more than one line: more"},
                    BadStart{kShellHello + "; echo; sleep 600", "it does not end after its hello",
                             2s}));

TEST_F(Exec, KeepsTheStderrOfAStartThatFailed) {
  ExecSession session(fake("--hello exit"));
  const auto hello = session.start();
  ASSERT_FALSE(hello);
  EXPECT_EQ(hello.error().stderr_text, "no such module\n");
}

}  // namespace
}  // namespace oauthspec::adapter
