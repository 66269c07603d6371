// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/process.h"

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/adapter/messages.h"

namespace oauthspec::adapter {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;
using Clock = std::chrono::steady_clock;

ProcessOptions fake(const std::string& arguments = "") {
  ProcessOptions options;
  options.command = std::string(OAUTHSPEC_FAKE_ADAPTER) + " " + arguments;
  options.suite_version = "0.1.0";
  return options;
}

Event ask(Session& session, const json& in, std::chrono::milliseconds patience = 20s) {
  session.send({1, "test.echo", in});
  return session.wait(Clock::now() + patience);
}

json value_of(const Event& event) {
  return std::get<Out>(std::get<Answer>(event).verdict).value;
}

// Whether no child of this process is left, reaped or not.
bool childless() {
  return waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD;
}

class Process : public testing::Test {
 protected:
  void TearDown() override { EXPECT_TRUE(childless()); }

  std::filesystem::path scratch_ =
      std::filesystem::path(testing::TempDir()) / ("process_test." + std::to_string(getpid()));
};

TEST_F(Process, AnswersAndEndsByItself) {
  ProcessSession session(fake("--in-flight 4"));
  const auto hello = session.start();
  ASSERT_TRUE(hello) << hello.error().reason;
  EXPECT_EQ(hello->impl.name, "fake");
  EXPECT_EQ(hello->max_in_flight, 4U);
  EXPECT_EQ(value_of(ask(session, {{"value", "a"}})), "a");
  EXPECT_EQ(value_of(ask(session, {{"value", {1, 2}}})), json({1, 2}));
  session.finish();
}

TEST_F(Process, IsBornWithNoSignalBlocked) {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &before);
  ProcessSession session(fake());
  const auto hello = session.start();
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  ASSERT_TRUE(hello);
  EXPECT_EQ(value_of(ask(session, {{"do", "mask"}})), json({{"blocked", 0}}));
}

TEST_F(Process, ThatExitsTellsItsCodeAndItsLastWords) {
  ProcessSession session(fake());
  ASSERT_TRUE(session.start());
  const Event event = ask(session, {{"do", "exit"}});
  ASSERT_TRUE(std::holds_alternative<Died>(event));
  EXPECT_EQ(describe(std::get<Died>(event)), "exited with code 3");
  EXPECT_EQ(session.take_stderr(), "about to exit\n");
  session.kill();
  ASSERT_TRUE(session.start()) << "a session starts again after its child's death";
  EXPECT_EQ(value_of(ask(session, {{"value", 5}})), 5);
}

TEST_F(Process, ThatASignalEndsTellsTheSignal) {
  ProcessSession session(fake());
  ASSERT_TRUE(session.start());
  const Event event = ask(session, {{"do", "signal"}});
  ASSERT_TRUE(std::holds_alternative<Died>(event));
  // A shell that does not replace itself by the command reports the same as a code.
  EXPECT_THAT(describe(std::get<Died>(event)), HasSubstr("signal 11"));
}

TEST_F(Process, ThatClosesItsOutputIsDead) {
  ProcessOptions options = fake();
  // A shell that waits for the command holds the output open itself.
  options.command.insert(0, "exec ");
  ProcessSession session(options);
  ASSERT_TRUE(session.start());
  const Event event = ask(session, {{"do", "close"}});
  ASSERT_TRUE(std::holds_alternative<Died>(event));
  EXPECT_EQ(describe(std::get<Died>(event)), "closed its output");
}

TEST_F(Process, ThatHangsIsTimedOutAndKilled) {
  ProcessSession session(fake());
  ASSERT_TRUE(session.start());
  EXPECT_TRUE(std::holds_alternative<TimedOut>(ask(session, {{"do", "hang"}}, 300ms)));
  EXPECT_EQ(session.take_stderr(), "about to hang\n");
  session.kill();
  EXPECT_TRUE(childless());
}

TEST_F(Process, ThatIgnoresSigtermIsKilledAllTheSame) {
  ProcessOptions options = fake("--ignore-term");
  options.kill_grace = 100ms;
  ProcessSession session(options);
  ASSERT_TRUE(session.start());
  EXPECT_TRUE(std::holds_alternative<TimedOut>(ask(session, {{"do", "hang"}}, 100ms)));
  session.kill();
  EXPECT_TRUE(childless());
}

TEST_F(Process, ThatIgnoresByeIsKilledAllTheSame) {
  ProcessOptions options = fake("--ignore-bye");
  options.finish_grace = 100ms;
  ProcessSession session(options);
  ASSERT_TRUE(session.start());
  session.finish();
  EXPECT_TRUE(childless());
}

TEST_F(Process, ThatStopsItselfIsKilledAllTheSame) {
  ProcessSession session(fake());
  ASSERT_TRUE(session.start());
  EXPECT_TRUE(std::holds_alternative<TimedOut>(ask(session, {{"do", "stop"}}, 500ms)));
  session.kill();
  EXPECT_TRUE(childless());
}

// A write into a pipe that nobody reads must neither raise SIGPIPE here nor block.
TEST_F(Process, ThatReadsNoMoreIsTimedOut) {
  ProcessOptions options = fake();
  // A shell that waits for the command holds the input open itself.
  options.command.insert(0, "exec ");
  ProcessSession session(options);
  ASSERT_TRUE(session.start());
  EXPECT_EQ(value_of(ask(session, {{"do", "close_input"}, {"value", 1}})), 1);
  const std::string large(1024UL * 1024, 'y');
  EXPECT_TRUE(std::holds_alternative<TimedOut>(ask(session, {{"value", large}}, 300ms)));
  EXPECT_EQ(session.unsent(), 0U) << "nothing is kept for it";
}

TEST_F(Process, ThatDoesNotReadForAWhileGetsAllOfIt) {
  ProcessSession session(fake("--in-flight 2"));
  ASSERT_TRUE(session.start());
  const std::string large(1024UL * 1024, 'y');
  session.send({1, "test.echo", {{"do", "slow"}, {"seconds", 0.3}, {"value", 1}}});
  session.send({2, "test.echo", {{"value", large}}});
  EXPECT_GT(session.unsent(), large.size() / 2) << "more than a pipe holds";
  EXPECT_EQ(value_of(session.wait(Clock::now() + 60s)), 1);
  EXPECT_EQ(value_of(session.wait(Clock::now() + 60s)), large);
  EXPECT_EQ(session.unsent(), 0U);
}

pid_t number_in(const std::filesystem::path& file) {
  pid_t number = 0;
  std::ifstream(file) >> number;
  return number;
}

TEST_F(Process, CannotHoldUsByAProcessOfAnotherGroup) {
  ProcessSession session(fake());
  ASSERT_TRUE(session.start());
  const Event event = ask(session, {{"do", "daemon"}, {"file", scratch_.string()}});
  ASSERT_TRUE(std::holds_alternative<Died>(event));
  session.kill();
  EXPECT_TRUE(childless());
  const pid_t daemon = number_in(scratch_);
  ASSERT_GT(daemon, 0);
  EXPECT_EQ(::kill(daemon, SIGKILL), 0) << "it is out of our reach, and goes on";
  std::filesystem::remove(scratch_);
}

TEST_F(Process, TakesItsGrandchildrenWithIt) {
  ProcessSession session(fake());
  ASSERT_TRUE(session.start());
  // The grandchild holds the output open: only the command's own end can tell.
  const Event event = ask(session, {{"do", "grandchild"}, {"file", scratch_.string()}});
  ASSERT_TRUE(std::holds_alternative<Died>(event));
  EXPECT_EQ(describe(std::get<Died>(event)), "exited with code 5");
  const pid_t grandchild = number_in(scratch_);
  ASSERT_GT(grandchild, 0);
  session.kill();
  // Its own parent is gone, so init reaps it, soon.
  const auto deadline = Clock::now() + 10s;
  const auto gone = [grandchild] {
    std::ifstream status("/proc/" + std::to_string(grandchild) + "/status");
    std::string text((std::istreambuf_iterator<char>(status)), {});
    return text.empty() || text.find("State:\tZ") != std::string::npos;
  };
  while (!gone() && Clock::now() < deadline) {
    std::this_thread::sleep_for(5ms);
  }
  EXPECT_TRUE(gone());
  std::filesystem::remove(scratch_);
}

TEST_F(Process, ThatTalksNonsenseIsQuoted) {
  ProcessSession session(fake());
  ASSERT_TRUE(session.start());
  const Event event = ask(session, {{"do", "garbage"}});
  ASSERT_TRUE(std::holds_alternative<Garbage>(event));
  EXPECT_EQ(std::get<Garbage>(event).line, "Traceback (most recent call last):");
}

TEST_F(Process, ThatIsNoUtf8IsQuotedInAscii) {
  ProcessSession session(fake());
  ASSERT_TRUE(session.start());
  const Event event = ask(session, {{"do", "binary"}});
  ASSERT_TRUE(std::holds_alternative<Garbage>(event));
  EXPECT_EQ(std::get<Garbage>(event).line, R"({"id":1,"out":"\xFF\xFE"})");
}

TEST_F(Process, ThatNeverEndsItsLineIsStopped) {
  ProcessSession session(fake());
  ASSERT_TRUE(session.start());
  const Event event = ask(session, {{"do", "endless"}}, 60s);
  ASSERT_TRUE(std::holds_alternative<Garbage>(event));
  EXPECT_EQ(std::get<Garbage>(event).reason, "a line of more than 16777216 octets");
}

TEST_F(Process, MayAnswerWithSixteenMebioctets) {
  constexpr std::size_t kOctets = 16UL * 1024 * 1024 - 64;
  ProcessSession session(fake());
  ASSERT_TRUE(session.start());
  EXPECT_EQ(value_of(ask(session, {{"do", "big"}, {"octets", kOctets}}, 60s)),
            std::string(kOctets, 'x'));
}

TEST_F(Process, MayBeAskedMoreThanAPipeHoldsWhileItAnswers) {
  ProcessSession session(fake("--in-flight 8"));
  ASSERT_TRUE(session.start());
  const std::string large(1024UL * 1024, 'y');
  for (std::uint64_t id = 0; id < 8; ++id) {
    session.send({id, "test.echo", {{"value", large}}});
  }
  for (std::uint64_t id = 0; id < 8; ++id) {
    const Event event = session.wait(Clock::now() + 60s);
    ASSERT_TRUE(std::holds_alternative<Answer>(event));
    EXPECT_EQ(std::get<Answer>(event).id, id);
    EXPECT_EQ(value_of(event), large);
  }
}

TEST_F(Process, MayBeAskedSixteenMebioctetsWhileItAnswersAsMuch) {
  ProcessSession session(fake("--in-flight 3"));
  ASSERT_TRUE(session.start());
  const std::string large(kLineOctets - 64, 'y');
  for (std::uint64_t id = 0; id < 3; ++id) {
    session.send({id, "test.echo", {{"value", large}}});
  }
  for (std::uint64_t id = 0; id < 3; ++id) {
    const Event event = session.wait(Clock::now() + 100s);
    ASSERT_TRUE(std::holds_alternative<Answer>(event));
    EXPECT_EQ(value_of(event), large);
  }
}

// What an adapter writes beyond what is asked of it stays in the pipe, and holds it up.
TEST_F(Process, IsNotReadAheadOfWhatIsTaken) {
  ProcessOptions options;
  options.command =
      "echo "
      "'{\"hello\":{\"protocol\":1,\"impl\":{\"name\":\"a\",\"version\":\"\",\"language\":\"\"},"
      "\"ops\":[\"b\"]}}'; line=$(printf '%01000d' 0); i=0; "
      "while :; do echo $line; i=$((i+1)); echo $i >" +
      scratch_.string() + "; done";
  ProcessSession session(options);
  ASSERT_TRUE(session.start());
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(std::holds_alternative<Garbage>(session.wait(Clock::now() + 20s)));
  }
  // It has come to a stop once the number stays the same; a machine that is slow makes it stay too early, and smaller.
  pid_t before = -1;
  pid_t now = number_in(scratch_);
  while (now != before) {
    std::this_thread::sleep_for(100ms);
    before = std::exchange(now, number_in(scratch_));
  }
  EXPECT_LT(now, 300) << "a pipe and a few chunks";
  session.kill();
  std::filesystem::remove(scratch_);
}

TEST_F(Process, MayFloodItsStderrForEver) {
  ProcessSession session(fake());
  ASSERT_TRUE(session.start());
  EXPECT_TRUE(std::holds_alternative<TimedOut>(ask(session, {{"do", "flood_for_ever"}}, 500ms)));
  session.kill();
  EXPECT_LT(session.take_stderr().size(), 20'000U);
}

TEST_F(Process, MayFloodItsStderr) {
  ProcessSession session(fake());
  ASSERT_TRUE(session.start());
  EXPECT_EQ(value_of(ask(session, {{"do", "flood"}, {"value", 1}}, 60s)), 1);
  const std::string text = session.take_stderr();
  EXPECT_THAT(text, StartsWith("[4177928 octets left out]\n"));
  EXPECT_THAT(text, EndsWith("xthe end\n"));
}

TEST_F(Process, ShowsEachCaseItsOwnStderr) {
  ProcessSession session(fake());
  ASSERT_TRUE(session.start());
  EXPECT_EQ(value_of(ask(session, {{"do", "stderr"}, {"text", "first"}, {"value", 1}})), 1);
  EXPECT_EQ(session.take_stderr(), "first");
  EXPECT_EQ(value_of(ask(session, {{"do", "stderr"}, {"text", "second"}, {"value", 2}})), 2);
  EXPECT_EQ(session.take_stderr(), "second");
}

TEST_F(Process, StaysKilled) {
  ProcessSession session(fake());
  ASSERT_TRUE(session.start());
  session.kill();
  const Event event = ask(session, {{"value", 1}}, 1s);
  EXPECT_TRUE(std::holds_alternative<Died>(event));
}

TEST_F(Process, IsInterruptedFromAnotherThread) {
  ProcessSession session(fake());
  ASSERT_TRUE(session.start());
  std::jthread other([&session] {
    std::this_thread::sleep_for(50ms);
    session.interrupt();
  });
  EXPECT_TRUE(std::holds_alternative<Interrupted>(ask(session, {{"do", "hang"}}, 60s)));
  session.kill();
  const auto again = session.start();
  ASSERT_FALSE(again);
  EXPECT_TRUE(again.error().interrupted);
}

struct BadStart {
  std::string command;
  std::string reason;
  std::string stderr_text;
  std::chrono::milliseconds patience = 60s;
};

// For the message of a failure.
void PrintTo(const BadStart& start, std::ostream* out) {
  *out << start.reason;
}

class ProcessStart : public testing::TestWithParam<BadStart> {};

TEST_P(ProcessStart, ProblemsAreNamed) {
  ProcessOptions options = fake();
  options.command = GetParam().command;
  options.start_timeout = GetParam().patience;
  options.kill_grace = 100ms;
  ProcessSession session(options);
  const auto hello = session.start();
  ASSERT_FALSE(hello);
  EXPECT_THAT(hello.error().reason, HasSubstr(GetParam().reason));
  EXPECT_THAT(hello.error().stderr_text, HasSubstr(GetParam().stderr_text));
  EXPECT_FALSE(hello.error().interrupted);
  EXPECT_TRUE(childless());
}

INSTANTIATE_TEST_SUITE_P(
    Commands, ProcessStart,
    testing::Values(
        BadStart{"/nonexistent/adapter", "it exited with code 127 before its hello", "not found"},
        BadStart{std::string(OAUTHSPEC_FAKE_ADAPTER) + " --hello exit",
                 "it exited with code 4 before its hello", "no such module"},
        BadStart{std::string(OAUTHSPEC_FAKE_ADAPTER) + " --hello silent",
                 "it sent no hello within 0.5 s (does it flush its output after each line?)", "",
                 500ms},
        BadStart{std::string(OAUTHSPEC_FAKE_ADAPTER) + " --hello garbage",
                 "its hello is not understood", ""},
        BadStart{std::string(OAUTHSPEC_FAKE_ADAPTER) + " --hello protocol",
                 "protocol 2 is not spoken here", ""},
        BadStart{"exec sleep 600 <&- >&-", "it closed its output before its hello", ""}));

}  // namespace
}  // namespace oauthspec::adapter
