// SPDX-License-Identifier: Apache-2.0
#include "harness/selfcheck/selfcheck.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/adapter/messages.h"
#include "harness/adapter/reference/reference.h"
#include "harness/selfcheck/testing/scripted_wire.h"
#include "harness/selfcheck/testing/standard.h"

namespace oauthspec::selfcheck {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

std::set<std::string_view> broken(const Report& report) {
  std::set<std::string_view> names;
  for (const Finding& finding : report.findings) {
    if (finding.state == State::broken) {
      names.insert(text(finding.check).name);
    }
  }
  return names;
}

std::vector<std::string> details(const Report& report, std::string_view name) {
  for (const Finding& finding : report.findings) {
    if (text(finding.check).name == name) {
      return finding.details;
    }
  }
  return {};
}

Report check(std::string_view habit) {
  // Long enough for a busy machine, short enough to wait for those that hang.
  const Patience patience{.answer = 3s, .trace = {}};
  const auto wire = adapter::wire_to_process(
      std::string(OAUTHSPEC_FAULTY_ADAPTER) + " " + std::string(habit), 4096);
  return check_adapter(*wire, fakes::standard(), patience);
}

// An adapter with one bad habit, what it breaks, and something that is said of it.
struct Habit {
  const char* name;
  std::set<std::string_view> breaks;
  const char* seen;
};

class Faulty : public testing::TestWithParam<Habit> {};

TEST_P(Faulty, IsFoundOut) {
  const auto& [name, breaks, seen] = GetParam();
  const Report report = check(name);
  EXPECT_EQ(broken(report), breaks) << name;
  EXPECT_THAT(details(report, *breaks.begin()), Contains(HasSubstr(seen))) << name;
}

// Every check stands here with at least one adapter that breaks it, and it alone where that is possible.
INSTANTIATE_TEST_SUITE_P(
    Habits, Faulty,
    testing::Values(
        Habit{"no-start", {"hello"}, "exited with code 1 before its hello"},
        Habit{"greets", {"hello"}, "no JSON (json_invalid, at octet 0): Welcome!"},
        Habit{"protocol-2", {"hello"}, "protocol 2 is not spoken here"},
        Habit{"no-ops", {"hello"}, "\"ops\" is missing, or empty"},
        Habit{"home-is-no-text", {"hello"}, "\"home\" is no string"},
        Habit{"no-version", {"implementation"}, "version \"\""},
        Habit{"misspelt-op", {"ops"}, "there is no \"sign\""},
        Habit{"op-twice", {"ops"}, "oauth1.percent_encode is named twice"},
        Habit{"misspelt-feature", {"features"}, "there is no \"HMAC_SHA1\""},
        Habit{"debugs", {"only-messages"}, "encoding ..."},
        Habit{"empty-lines", {"only-messages"}, "an empty line"},
        Habit{"two-verdicts", {"message"}, "the answer has both \"out\" and \"reject\""},
        Habit{"counts", {"id"}, "question 7 was answered as 2"},
        Habit{"answers-twice", {"once"}, "question 0 was answered again"},
        Habit{"hangs", {"in-time"}, "nothing came within 3 s over oauth1.percent_encode"},
        Habit{"not-flushed", {"in-time"}, "nothing came within 3 s"},
        Habit{"no-line-end", {"in-time"}, "but half a line: {\"id\": 0"},
        Habit{"dies", {"alive"}, "exited with code 1 over oauth1.percent_encode"},
        Habit{"encodes-twice", {"known-answers", "utf8"}, "as if /text were percent-encoded first"},
        Habit{"latin-1", {"utf8"}, "as if its UTF-8 were read as Latin-1"},
        Habit{"no-octets", {"octets"}, "TypeError: quote_from_bytes() expected bytes"},
        Habit{"rejects-everything", {"unknown-op"}, "answered with {\"reject\""},
        Habit{"strict", {"unknown-members"}, "with an unknown member"},
        Habit{"by-hand", {"notation", "unknown-members"}, "written in another way"},
        Habit{"remembers", {"stateless"}, "\"%ff\"} later"},
        Habit{"ignores-bye", {"bye"}, "it goes on 3 s after bye"},
        Habit{"last-words", {"bye"}, "it wrote after bye: {\"bye\": {}}"},
        Habit{"fails-at-the-end", {"bye", "end-of-input"}, "exited with code 2 after bye"},
        Habit{"hangs-at-the-end", {"end-of-input"}, "it goes on 3 s after the end of its input"}),
    [](const testing::TestParamInfo<Habit>& one) {
      std::string name = one.param.name;
      std::ranges::replace(name, '-', '_');
      return name;
    });

// These break more than one check by the nature of the habit.
TEST(Selfcheck, FindsAValueOfAnotherShape) {
  const Report report = check("object-for-text");
  EXPECT_THAT(broken(report), ElementsAre("known-answers", "out", "utf8"));
  EXPECT_THAT(details(report, "out"), Contains(HasSubstr("a value of type object")));
}

TEST(Selfcheck, FindsALineThatIsCut) {
  const Report report = check("short-lines");
  EXPECT_THAT(broken(report), ElementsAre("in-time", "long-line"));
  EXPECT_THAT(details(report, "long-line"), Contains(HasSubstr("no answer on a long line")));
}

TEST(Selfcheck, FindsQuestionsThatAreLostAmongOthers) {
  const Report report = check("drops");
  EXPECT_THAT(broken(report), ElementsAre("in-flight", "in-time"));
  EXPECT_THAT(details(report, "in-flight"),
              Contains(HasSubstr("one of 8 questions got no answer")));
}

TEST(Selfcheck, FindsWhatIsNoJson) {
  const Report report = check("single-quotes");
  EXPECT_THAT(broken(report), ElementsAre("in-time", "message"));
  EXPECT_THAT(details(report, "message"), Contains(HasSubstr("{'id': 0, 'out'")));
}

TEST(Selfcheck, ShowsWhatAnAdapterSaidBeforeItEnded) {
  const Report report = check("no-start");
  EXPECT_FALSE(report.hello);
  EXPECT_EQ(report.stderr_text, "no such module\n");
}

TEST(Selfcheck, FindsNothingInARightAdapter) {
  const Report report = check("in-flight");
  EXPECT_THAT(broken(report), ElementsAre());
  EXPECT_EQ(count(report, State::kept), kChecks);
  EXPECT_GT(report.median.count(), 0);
  EXPECT_GT(report.start, report.median);
  // Each known answer twice, in three other spellings, eight at once, an unknown op, and once more in a new process.
  EXPECT_EQ(report.questions, 3U + 3U + 3U + 8U + 1U + 1U);
}

// Not by a process: the reference itself at the other end.
TEST(Selfcheck, FindsNothingInTheReference) {
  fakes::ScriptedWire wire(fakes::reference_replies);
  const Report report = check_adapter(wire, fakes::standard(), {.trace = {}});
  EXPECT_THAT(broken(report), ElementsAre());
  EXPECT_GE(report.questions, 40U);
}

TEST(Selfcheck, FindsAMistakeOfItsOwn) {
  // A schema that asks of a call what ours does not have.
  const fakes::ScratchSchema protocol("/definitions/call/required/-", "priority");
  Standard standard = fakes::standard();
  const Standard strict{standard.library, protocol.schema(), standard.suite_version,
                        standard.reference};
  fakes::ScriptedWire wire(fakes::reference_replies);
  const Report report = check_adapter(wire, strict, {.trace = {}});
  EXPECT_THAT(broken(report), ElementsAre("sent"));
  EXPECT_THAT(details(report, "sent"), Contains(HasSubstr("priority")));
}

TEST(Selfcheck, EndsWhenInterrupted) {
  fakes::ScriptedWire wire(fakes::reference_replies);
  wire.interrupt();
  const Report report = check_adapter(wire, fakes::standard(), {.trace = {}});
  EXPECT_TRUE(report.interrupted);
  EXPECT_EQ(report.questions, 0U);
}

TEST(Selfcheck, DoesNotListenForEverToAnAdapterThatBabbles) {
  fakes::ScriptedWire wire([](const std::string& line) {
    return line.contains("hello") ? fakes::reference_replies(line) : fakes::endless("Hm ...");
  });
  const Report report = check_adapter(wire, fakes::standard(), {.answer = 50ms, .trace = {}});
  EXPECT_THAT(details(report, "in-time"), Contains(HasSubstr("it babbles")));
  EXPECT_TRUE(broken(report).contains("only-messages"));
}

TEST(Selfcheck, TakesALineThatIsTooLongForABreach) {
  fakes::ScriptedWire wire([](const std::string& line) -> fakes::Replies {
    return line.contains("hello") ? fakes::reference_replies(line)
                                  : fakes::Replies{adapter::Garbage{"{", "a line of more"}};
  });
  const Report report = check_adapter(wire, fakes::standard(), {.trace = {}});
  EXPECT_THAT(details(report, "message"), Contains(HasSubstr("a line of more")));
}

TEST(Selfcheck, ShowsTheConversation) {
  std::vector<std::string> lines;
  fakes::ScriptedWire wire(fakes::reference_replies);
  const Patience patience{.trace = [&](std::string_view direction, std::string_view line) {
    lines.push_back(std::string(direction) + " " + std::string(line));
  }};
  const Report report = check_adapter(wire, fakes::standard(), patience);
  EXPECT_THAT(broken(report), ElementsAre());
  ASSERT_GE(lines.size(), 4U);
  EXPECT_EQ(lines[0], R"(-> {"hello":{"protocol":1,"suite":"0.1.0"}})");
  EXPECT_THAT(lines[1], HasSubstr("<- {\"hello\":{\"protocol\":1,\"impl\":"));
}

}  // namespace
}  // namespace oauthspec::selfcheck
