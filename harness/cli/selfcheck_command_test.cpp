// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/selfcheck_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::cli {
namespace {

using selfcheck::Check;
using selfcheck::Finding;
using selfcheck::Report;
using selfcheck::State;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Report report(std::vector<Finding> findings) {
  Report made;
  made.hello.emplace();
  made.hello->impl = {"lib", "1.2", "c", ""};
  made.hello->ops = {"oauth1.sign"};
  made.findings = std::move(findings);
  made.questions = 12;
  made.start = std::chrono::microseconds(34'500);
  made.median = std::chrono::microseconds(120);
  return made;
}

TEST(SelfcheckText, HasALineForEachCheck) {
  const std::string text =
      selfcheck_text(report({{Check::hello, State::kept, {}, 0},
                             {Check::in_flight, State::not_asked, {"one at a time"}, 0}}),
                     false);
  EXPECT_EQ(text,
            "lib 1.2 (c): 1 op, 0 features\n"
            "ok      hello            it says hello first, in protocol 1\n"
            "-       in-flight        as many questions at once as its hello allows get their "
            "answers\n"
            "        note     one at a time\n"
            "1 of 2 checks kept, 0 broken, 1 not asked; 12 questions, median 0.1 ms; hello after "
            "34.5 ms\n");
}

TEST(SelfcheckText, SaysWhatWasSeenAndWhatToDo) {
  Report broken = report({{Check::id, State::broken, {"question 7 was answered as 8"}, 4}});
  broken.stderr_text = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n";
  EXPECT_THAT(selfcheck_text(broken, false),
              AllOf(HasSubstr("broken  id               an answer carries the id of its question\n"
                              "        seen     question 7 was answered as 8\n"
                              "        seen     and 4 more\n"
                              "        remedy   Copy \"id\" from the question"),
                    HasSubstr("its standard error, at the end:\n3\n4\n"), HasSubstr("\n12\n"),
                    HasSubstr("0 of 1 checks kept, 1 broken")));
}

TEST(SelfcheckText, ShowsNothingElseOfAnAdapterThatDoesNotStart) {
  Report none;
  none.findings = {{Check::hello, State::broken, {"it exited with code 1 before its hello"}, 0},
                   {Check::ops, State::not_asked, {"it did not come to that"}, 0}};
  none.stderr_text = "no such module";
  EXPECT_THAT(
      selfcheck_text(none, false),
      AllOf(StartsWith("broken  hello"), Not(HasSubstr("did not come to that")),
            HasSubstr("at the end:\nno such module\n"), EndsWith("the adapter cannot be used\n")));
}

TEST(SelfcheckText, ColoursAndIsHarmless) {
  const std::string text =
      selfcheck_text(report({{Check::id, State::broken, {"\x1b[2J"}, 0}}), true);
  EXPECT_THAT(text, AllOf(HasSubstr("\x1b[31mbroken  \x1b[0m"), HasSubstr("\\x1B[2J")));
}

TEST(ExitCodeOfSelfcheck, TellsBrokenFromUnusable) {
  EXPECT_EQ(exit_code_of(report({{Check::id, State::kept, {}, 0}})), as_expected);
  EXPECT_EQ(exit_code_of(report({{Check::id, State::not_asked, {}, 0}})), as_expected);
  EXPECT_EQ(exit_code_of(report({{Check::id, State::broken, {"x"}, 0}})), unexpected_result);
  EXPECT_EQ(exit_code_of(Report{}), unusable);
  Report stopped = report({});
  stopped.interrupted = true;
  EXPECT_EQ(exit_code_of(stopped), interrupted);
}

}  // namespace
}  // namespace oauthspec::cli
