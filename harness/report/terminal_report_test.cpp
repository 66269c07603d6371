// SPDX-License-Identifier: Apache-2.0
#include "harness/report/terminal_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/report/testing/samples.h"

namespace oauthspec::report {
namespace {

using result::Status;
using samples::failure;
using samples::report_of;
using samples::result_of;
using samples::some_library;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(TerminalReport, ShowsWhatARunShowsAtItsEnd) {
  const std::string text = terminal(
      report_of({result_of("s/a/1", Status::pass), failure(), result_of("s/a/2", Status::warn)}));
  EXPECT_THAT(text, StartsWith("oauthlib 3.2.2 (python): 3 tests\n\nfail oauth1/"));
  EXPECT_THAT(text, HasSubstr("  replay       oauthspec vectors --adapter a oauth1/"));
  EXPECT_THAT(text, HasSubstr("\nwarn        s/a/2\n"));
  EXPECT_THAT(text, Not(HasSubstr("s/a/1")));
  EXPECT_THAT(text, EndsWith("s/a                          1       0       1\n\n"
                             "1/3 applicable passed (33.3 %), 0 unsupported (0.0 %), 0 skipped, "
                             "1 warning\n"));
}

TEST(TerminalReport, TellsApartWhatAServerDoesNotClaim) {
  result::Result also = samples::server_check("dpop/x", Status::fail);
  also.also = true;
  const Report report = report_of({samples::server_check("token/x", Status::pass), also});
  EXPECT_TRUE(succeeded(report.runs.front()));
  const std::string text = terminal(report);
  EXPECT_THAT(
      text,
      HasSubstr(
          "\nfail        server/dpop/x (not claimed): the server answered with status 400\n"));
  EXPECT_THAT(text,
              HasSubstr("1/1 applicable passed (100.0 %), 0 unsupported (0.0 %), 0 skipped\n"
                        "also checked, of documents that the server does not claim: 1 fail\n"));
}

TEST(TerminalReport, ShowsTheLastExchangeOfAFailedCheck) {
  EXPECT_THAT(terminal(report_of({samples::server_check("token/x", Status::fail)})),
              HasSubstr("  request      POST https://as.example/token, the last of 2 requests\n"
                        "  answer       400 unsupported_grant_type\n"
                        "  because      the server answered with status 400\n"));
}

TEST(TerminalReport, SaysThatARunIsNoSuccess) {
  EXPECT_THAT(
      terminal(assemble({samples::killed({result_of("s/a/1", Status::pass)})}, some_library())),
      EndsWith("no success: killed: its results file ends after 1 result\n"));
}

TEST(TerminalReport, ShowsEachRun) {
  const auto file = samples::file_of({result_of("s/a/1", Status::pass)});
  EXPECT_THAT(terminal(assemble({file, file}, some_library())),
              AllOf(StartsWith("oauthlib 3.2.2 (python): 1 test\n"),
                    HasSubstr("\n\noauthlib 3.2.2 (2) (python): 1 test\n")));
}

TEST(TerminalReport, IsColouredOnlyOnRequest) {
  Report report = report_of({failure()});
  EXPECT_THAT(terminal(report), Not(HasSubstr("\x1b")));
  report.colour = true;
  EXPECT_THAT(terminal(report), HasSubstr("\x1b[31m"));
}

TEST(TerminalReport, LetsNoFileDriveTheTerminal) {
  for (const std::string& text : samples::hostile_texts()) {
    EXPECT_EQ(terminal(assemble({samples::hostile_file(text)}, some_library()))
                  .find_first_of("\x1b\x07\x01\x7f\r"),
              std::string::npos);
  }
}

}  // namespace
}  // namespace oauthspec::report
