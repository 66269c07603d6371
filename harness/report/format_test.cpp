// SPDX-License-Identifier: Apache-2.0
#include "harness/report/format.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/report/testing/samples.h"

namespace oauthspec::report {
namespace {

using result::Status;
using samples::some_library;
using testing::AnyOf;
using testing::HasSubstr;

TEST(Formats, AreFoundByTheirNames) {
  std::set<std::string_view> names;
  for (const Format& format : formats()) {
    EXPECT_TRUE(names.insert(format.name).second) << format.name;
    EXPECT_EQ(format_named(format.name), &format);
  }
  EXPECT_EQ(format_named("pdf"), nullptr);
}

// What each format tells of a killed run cannot be taken for success: it says so in words.
TEST(Formats, TellOfAKilledRun) {
  const Report report =
      assemble({samples::killed({samples::result_of("s/a/1", Status::pass)})}, some_library());
  for (const Format& format : formats()) {
    EXPECT_THAT(format.write(report), AnyOf(HasSubstr("killed"), HasSubstr("incomplete")))
        << format.name;
  }
}

TEST(Formats, HaveRoomForNoRunsAndNoTests) {
  for (const Format& format : formats()) {
    (void)format.write(assemble({}, some_library()));
    EXPECT_NE(format.write(samples::report_of({})), "") << format.name;
  }
}

// A summary is read by people, and CI systems refuse large files.
TEST(Formats, CutWhatIsVeryLong) {
  constexpr std::size_t kMebibyte = 1UL << 20;
  result::Result result = samples::failure();
  const std::string text(kMebibyte, '\xE9');
  result.sent = result.expected.emplace() = result.got.emplace() = {{"out", text}};
  result.message = result.why = result.reason = result.stderr_text = text;
  const Report report = samples::report_of({result});
  for (const Format& format : formats()) {
    if (format.name == "terminal") continue;  // Shows all of what a message says.
    EXPECT_LT(format.write(report).size(), kMebibyte / 4) << format.name;
  }
}

TEST(Formats, SayTheSameTwice) {
  const Report report =
      assemble({samples::file_of(samples::one_of_each()), samples::hostile_file("<`|#\x1b")},
               some_library());
  for (const Format& format : formats()) {
    EXPECT_EQ(format.write(report), format.write(report)) << format.name;
  }
}

}  // namespace
}  // namespace oauthspec::report
