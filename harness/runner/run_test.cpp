// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/run.h"

#include <filesystem>
#include <map>
#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/adapter/in_process.h"

namespace oauthspec::runner {
namespace {

using nlohmann::json;
using result::Result;
using result::Status;
using testing::HasSubstr;

// What a session does with one question; an answer, or an event that ends the session.
using Behaviour = std::function<adapter::Event(const adapter::Call&)>;

class ScriptedSession final : public adapter::Session {
 public:
  ScriptedSession(const Behaviour& behaviour, const std::string& words)
      : behaviour_(behaviour), words_(words) {}

  std::expected<adapter::Hello, adapter::StartProblem> start() override {
    adapter::Hello hello;
    hello.impl.name = "scripted";
    hello.ops = {"oauth1.percent_decode"};
    return hello;
  }
  void send(const adapter::Call& call) override { calls_.push_back(call); }
  adapter::Event wait(std::chrono::steady_clock::time_point /*deadline*/) override {
    const adapter::Call call = calls_.back();
    calls_.pop_back();
    return behaviour_(call);
  }
  std::string take_stderr() override { return words_; }
  void finish() override {}
  void kill() override { calls_.clear(); }
  void interrupt() override {}

 private:
  const Behaviour& behaviour_;
  const std::string& words_;  // What it writes to stderr.
  std::vector<adapter::Call> calls_;
};

class Run : public testing::Test {
 protected:
  void SetUp() override {
    auto schema = vector::load_op_schema(std::filesystem::path(OAUTHSPEC_SOURCE_DIR) /
                                         "vectors/schema/oauth1.percent_decode.schema.json");
    ASSERT_TRUE(schema);
    library_.ops.emplace("oauth1.percent_decode", *std::move(schema));
    vector::Suite suite;
    suite.name = "oauth1/decode";
    suite.op = "oauth1.percent_decode";
    library_.suites.push_back(suite);
    add("refused", "%", std::nullopt, "accepted");
    add("accepted", "%41", "A");
  }

  void add(const std::string& id, const std::string& text, const std::optional<std::string>& out,
           const std::optional<std::string>& control = std::nullopt) {
    vector::Test test;
    test.id = id;
    test.in = {{"text", text}};
    test.expect.outcomes.push_back({{}, out ? std::optional<json>(*out) : std::nullopt, {}});
    test.control = control;
    library_.suites[0].tests.push_back(test);
  }

  void run(const std::vector<std::string>& patterns, const Behaviour& behaviour,
           const RunOptions& options = {}) {
    const auto cases = select(library_.suites, {patterns, {}});
    report_ = runner::run(
        library_, cases, [&, this] { return std::make_unique<ScriptedSession>(behaviour, words_); },
        options,
        [](std::string_view, const json&) -> adapter::Verdict {
          return adapter::Skip{"nothing is recomputed here"};
        },
        [](const adapter::Hello&) {},
        [this](const Result& result) {
          EXPECT_TRUE(
              results_.emplace(result.test.substr(result.test.rfind('/') + 1), result).second);
        });
  }

  // Refuses "%", and gives `value` for all else.
  static Behaviour giving(const std::string& value) {
    return [value](const adapter::Call& call) -> adapter::Event {
      if (call.in.at("text") == "%") {
        return adapter::Answer{call.id, adapter::Reject{}};
      }
      return adapter::Answer{call.id, adapter::Out{value, {}}};
    };
  }

  vector::Library library_;
  std::string words_ = "noise";
  ScheduleReport report_;
  std::map<std::string, Result> results_;
};

TEST_F(Run, JudgesWhatComesBack) {
  run({}, giving("A"));
  EXPECT_EQ(results_.at("refused").status, Status::pass);
  EXPECT_EQ(results_.at("accepted").status, Status::pass);
  EXPECT_EQ(results_.at("accepted").stderr_text, "noise");
}

TEST_F(Run, HoldsARefusalUntilItsControlIsKnown) {
  run({}, giving("B"));
  EXPECT_EQ(results_.at("accepted").status, Status::fail);
  EXPECT_EQ(results_.at("refused").status, Status::vacuous);
}

TEST_F(Run, TellsOfASanitizerWhateverTheVerdict) {
  words_ = "lib.c:7:3: runtime error: shift exponent 40 is too large\n";
  run({}, giving("B"));
  EXPECT_EQ(results_.at("accepted").status, Status::fail);
  EXPECT_THAT(results_.at("accepted").message,
              testing::EndsWith("; stderr holds a report of UndefinedBehaviorSanitizer: shift "
                                "exponent 40 is too large in lib.c:7:3"));
  EXPECT_EQ(results_.at("refused").status, Status::vacuous);
  EXPECT_THAT(results_.at("refused").message, HasSubstr("UndefinedBehaviorSanitizer"));
  EXPECT_THAT(report_.remarks,
              testing::ElementsAre(HasSubstr("when the adapter ended, stderr held a report of "
                                             "UndefinedBehaviorSanitizer")));
  EXPECT_THAT(report_.troubles, testing::IsEmpty());
}

TEST_F(Run, GivesACrashTheSanitizersReason) {
  words_ = "==1==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x1\n";
  run({"**/accepted"}, [](const adapter::Call&) -> adapter::Event {
    return adapter::Died{.exit_code = 1, .signal = std::nullopt};
  });
  EXPECT_EQ(results_.at("accepted").status, Status::crash);
  EXPECT_EQ(results_.at("accepted").message,
            "the adapter exited with code 1: AddressSanitizer: heap-buffer-overflow");
}

TEST_F(Run, RunsAControlThatIsNotSelectedAndKeepsItToItself) {
  run({"**/refused"}, giving("B"));
  EXPECT_EQ(results_.size(), 1U);
  EXPECT_EQ(results_.at("refused").status, Status::vacuous);
}

TEST_F(Run, TakesAControlFromAnEarlierPart) {
  RunOptions options;
  options.finished = {{"oauth1/decode/accepted", Status::fail}};
  int asked = 0;
  run(
      {"**/refused"},
      [&asked](const adapter::Call& call) {
        ++asked;
        return giving("A")(call);
      },
      options);
  EXPECT_EQ(asked, 1);
  EXPECT_EQ(results_.at("refused").status, Status::vacuous);
}

TEST_F(Run, LeavesARefusalOpenWhoseControlNeverRan) {
  run({}, [](const adapter::Call& call) -> adapter::Event {
    if (call.in.at("text") == "%") {
      return adapter::Answer{call.id, adapter::Reject{}};
    }
    return adapter::Interrupted{};
  });
  EXPECT_EQ(results_.at("accepted").status, Status::not_run);
  EXPECT_EQ(results_.at("refused").status, Status::not_run);
  EXPECT_THAT(results_.at("refused").message, HasSubstr("accepted was not run"));
  EXPECT_TRUE(report_.interrupted);
}

TEST_F(Run, GivesEveryEndOfASessionItsStatus) {
  add("dies", "dies", "x");
  add("stalls", "stalls", "x");
  add("babbles", "babbles", "x");
  run({}, [](const adapter::Call& call) -> adapter::Event {
    const std::string text = call.in.at("text");
    if (text == "dies") {
      return adapter::Died{.exit_code = 3, .signal = std::nullopt};
    }
    if (text == "stalls") {
      return adapter::TimedOut{};
    }
    if (text == "babbles") {
      return adapter::Garbage{"hm", "no JSON"};
    }
    return giving("A")(call);
  });
  EXPECT_EQ(results_.at("dies").status, Status::crash);
  EXPECT_EQ(results_.at("dies").message, "the adapter exited with code 3");
  EXPECT_EQ(results_.at("stalls").status, Status::timeout);
  EXPECT_EQ(results_.at("stalls").message, "no answer within 10 s");
  EXPECT_EQ(results_.at("babbles").status, Status::error);
  EXPECT_EQ(results_.at("babbles").message, "the adapter broke the protocol: no JSON: hm");
  EXPECT_EQ(results_.at("accepted").status, Status::pass);
}

TEST_F(Run, CountsWhatTheAdapterLacks) {
  library_.suites[0].tests[1].requires_features = {"RSA-SHA1"};
  run({"**/accepted"}, giving("A"));
  EXPECT_EQ(results_.at("accepted").status, Status::unsupported);
  EXPECT_THAT(results_.at("accepted").message, HasSubstr("RSA-SHA1"));
}

}  // namespace
}  // namespace oauthspec::runner
