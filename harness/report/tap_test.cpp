// SPDX-License-Identifier: Apache-2.0
#include "harness/report/tap.h"

#include <algorithm>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/report/testing/samples.h"

namespace oauthspec::report {
namespace {

using result::Result;
using result::Status;
using samples::failure;
using samples::report_of;
using samples::result_of;
using samples::some_library;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(Tap, HasAPointForEachResult) {
  EXPECT_EQ(tap(report_of({result_of("s/a/2", Status::pass), result_of("s/a/1", Status::pass)})),
            "TAP version 14\n"
            "1..2\n"
            "# oauthlib 3.2.2: 2 tests\n"
            "ok 1 - s/a/1\n"
            "ok 2 - s/a/2\n");
}

TEST(Tap, SaysWhatFailed) {
  EXPECT_THAT(
      tap(report_of({failure()})),
      EndsWith("not ok 1 - oauth1/base_string_uri/default-port\n"
               "  ---\n"
               "  status: \"fail\"\n"
               "  title: \"port 443 of an https URI is left out\"\n"
               "  message: \"octet 19: \\\":\\\" where \\\"/\\\" is expected\"\n"
               "  requirements:\n"
               "    - \"RFC5849-3.4.1.2-5 (RFC 5849, section 3.4.1.2, MUST): The default port is "
               "left out.\"\n"
               "  sent: \"{\\\"url\\\":\\\"https://example.net:443/\\\"}\"\n"
               "  expected: \"{\\\"out\\\":\\\"https://example.net/\\\"}\"\n"
               "  got: \"{\\\"out\\\":\\\"https://example.net:443/\\\"}\"\n"
               "  why: \"the signature does not match\"\n"
               "  at: \"vectors/oauth1/base_string_uri.json:17\"\n"
               "  replay: \"oauthspec vectors --adapter a oauth1/base_string_uri/default-port\"\n"
               "  ...\n"));
}

std::string point_of(Status status) {
  Result result = result_of("s/a/1", status);
  result.message = "m";
  return lines_of(tap(report_of({result}))).at(3);
}

TEST(Tap, TellsWhatCountsFromWhatDoesNot) {
  for (const Status status : {Status::fail, Status::vacuous, Status::xpass, Status::crash,
                              Status::timeout, Status::error}) {
    EXPECT_EQ(point_of(status), "not ok 1 - s/a/1") << result::name(status);
  }
  EXPECT_EQ(point_of(Status::warn), "not ok 1 - s/a/1 # TODO warn: m");
  EXPECT_EQ(point_of(Status::xfail), "not ok 1 - s/a/1 # TODO xfail: m");
  EXPECT_EQ(point_of(Status::flaky), "not ok 1 - s/a/1 # TODO flaky: m");
  EXPECT_EQ(point_of(Status::skip), "ok 1 - s/a/1 # SKIP skip: m");
  EXPECT_EQ(point_of(Status::unsupported), "ok 1 - s/a/1 # SKIP unsupported: m");
  EXPECT_EQ(point_of(Status::inconclusive), "ok 1 - s/a/1 # SKIP inconclusive: m");
  EXPECT_EQ(point_of(Status::not_run), "ok 1 - s/a/1 # SKIP not_run: m");
  EXPECT_EQ(point_of(Status::pass), "ok 1 - s/a/1");
}

TEST(Tap, BailsOutOfARunInTrouble) {
  const Report report = assemble(
      {samples::killed({}), samples::file_of({result_of("s/a/1", Status::pass)})}, some_library());
  EXPECT_EQ(tap(report),
            "TAP version 14\n"
            "1..1\n"
            "# oauthlib 3.2.2: 0 tests\n"
            "# oauthlib 3.2.2 (2): 1 test\n"
            "ok 1 - oauthlib 3.2.2 (2): s/a/1\n"
            "Bail out! oauthlib 3.2.2: killed: its results file ends after 0 results\n");
}

TEST(Tap, SkipsWhereThereAreNoTests) {
  EXPECT_THAT(tap(report_of({})), StartsWith("TAP version 14\n1..0 # SKIP no tests\n"));
}

TEST(Tap, EscapesWhatWouldBeginADirective) {
  EXPECT_THAT(tap(report_of({result_of("s/a/\\# TODO x", Status::fail)})),
              HasSubstr("not ok 1 - s/a/\\\\\\# TODO x\n"));
}

TEST(Tap, DiffersBetweenItsVersionsInTheFirstLineOnly) {
  const Report report = report_of(samples::one_of_each());
  const std::string first = "TAP version 14\n";
  EXPECT_EQ("TAP version 13\n" + tap(report).substr(first.size()), tap13(report));
}

// A line that stands at its beginning is ours, whatever an adapter says.
TEST(Tap, KeepsItsLines) {
  for (const std::string& text : samples::hostile_texts()) {
    const Report report = assemble({samples::hostile_file(text)}, some_library());
    const std::vector<std::string> lines = lines_of(tap(report));
    const auto count = [&](const char* beginning) {
      return std::ranges::count_if(
          lines, [&](const std::string& line) { return line.starts_with(beginning); });
    };
    const auto points = static_cast<long>(samples::one_of_each().size());
    EXPECT_EQ(count("ok ") + count("not ok "), points);
    EXPECT_EQ(count("1.."), 1);
    EXPECT_EQ(count("  ---"), count("not ok "));
    EXPECT_EQ(count("  ..."), count("not ok "));
    EXPECT_EQ(count("Bail out!"), static_cast<long>(report.runs.at(0).troubles.size()));
  }
}

}  // namespace
}  // namespace oauthspec::report
