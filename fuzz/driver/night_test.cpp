// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/night.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "fuzz/driver/corpus.h"
#include "fuzz/driver/files.h"
#include "fuzz/driver/night_report.h"
#include "fuzz/driver/target.h"

namespace oauthspec::fuzz::driver {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

Night some_night() {
  Night night;
  night.started = "2026-01-31T23:59:59.000Z";
  night.wanted = 3600;
  night.spent = 1800.5;
  night.slices = 12;
  night.targets.emplace_back();
  TargetNight& target = night.targets.back();
  target.name = "percent";
  target.share = {
      .seconds = 1000, .position = 700, .growth = 1.5, .slices = 12, .quick_crashes = 1};
  target.executions = 12'345'678;
  target.first_coverage = 100;
  target.coverage = 180;
  target.features = 500;
  target.inputs = 90;
  target.added = 14;
  target.history = {{60, 150}, {1000, 180}};
  enter_crash(night, {.target = "percent",
                      .name = "property-x",
                      .headline = "<b>right</b> \x1b[2J\xff",
                      .input = "property-x/crash-1",
                      .times = 1,
                      .first_seen = "2026-02-01T00:00:00.000Z"});
  return night;
}

TEST(Night, IsReadAsItWasWritten) {
  const std::string text = write_night(some_night());
  const auto read = read_night(text);
  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(write_night(*read), text);
  EXPECT_EQ(read->targets.front().history, some_night().targets.front().history);
  EXPECT_EQ(read->spent, 1800.5);
}

TEST(Night, CutAnywhereIsRefused) {
  const std::string text = write_night(some_night());
  for (std::size_t size = 0; size + 2 < text.size(); size += 13) {
    EXPECT_FALSE(read_night(text.substr(0, size))) << size;
  }
  EXPECT_FALSE(read_night("{\"format\": 2}"));
}

TEST(Night, CountsInputsOfOneCrash) {
  Night night = some_night();
  KnownCrash again = night.crashes.front();
  again.input = "property-x/crash-2";
  EXPECT_FALSE(enter_crash(night, again));
  EXPECT_EQ(night.crashes.front().times, 2U);
  EXPECT_EQ(night.crashes.front().input, "property-x/crash-1");
  again.target = "uri";
  EXPECT_TRUE(enter_crash(night, again));
}

TEST(Night, ThinsItsHistoryOutAndKeepsItsEnds) {
  TargetNight target;
  for (std::uint64_t slice = 1; slice <= 5000; ++slice) {
    target.share.seconds = static_cast<double>(slice);
    target.coverage = slice;
    enter_history(target);
  }
  EXPECT_LE(target.history.size(), 241U);
  EXPECT_EQ(target.history.front().second, 1U);
  EXPECT_EQ(target.history.back().second, 5000U);
}

TEST(NightReport, PutsNumbersAndTimesShortly) {
  EXPECT_EQ(short_number(999), "999");
  EXPECT_EQ(short_number(45'600), "45.6 k");
  EXPECT_EQ(short_number(12'345'678), "12.3 M");
  EXPECT_EQ(clock_text(3723.9), "1:02:03");
}

TEST(NightReport, MakesTextOfWhatATargetWroteAndNeverMarkup) {
  const Night night = some_night();
  const std::string page = night_page(night, "/some/night");
  EXPECT_THAT(page, HasSubstr("&lt;b&gt;right&lt;/b&gt;"));
  EXPECT_THAT(page, HasSubstr("aria-label=\"from 150 to 180 edges\""));
  EXPECT_THAT(
      page, HasSubstr("<code>oauthspec fuzz triage /some/night/percent/crashes/property-x/crash-1 "
                      "--target percent</code>"));
  EXPECT_THAT(page, Not(HasSubstr("{{")));
  const std::string text = night_text(night, "/some/night");
  EXPECT_THAT(text, HasSubstr("0:30:00 of 1:00:00 in 1 target: 12.3 M executions, 12.3 k/s of each "
                              "core, 14 new inputs, 1 crash\n"));
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_THAT(night_json(night, "/some/night"), HasSubstr("\"executions_per_second\": 12345"));
}

TEST(Target, IsReadWhole) {
  const auto target = read_target(
      "percent",
      R"({"title": "t", "spec": "s", "kind": "codec", "max_length": 9, "dictionary": "d", "mutator": "octets"})");
  ASSERT_TRUE(target) << target.error();
  EXPECT_EQ(target->max_length, 9U);
  EXPECT_FALSE(read_target("percent", "{}"));
  EXPECT_FALSE(read_target("percent", "["));
  const auto unknown = named_targets({*target}, {"uri"});
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error(), "there is no target uri; the targets are percent");
  EXPECT_THAT(*named_targets({*target}, {"percent", "percent"}), SizeIs(1));
}

class Files : public ::testing::Test {
 protected:
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("fuzz_driver_test." + std::to_string(::getpid()));
  void SetUp() override { ASSERT_TRUE(make_folder(folder_)); }
  void TearDown() override { std::filesystem::remove_all(folder_); }
};

TEST_F(Files, AreWrittenInOneStep) {
  ASSERT_TRUE(write_whole(folder_ / "state", "one"));
  ASSERT_TRUE(write_whole(folder_ / "state", "another"));
  EXPECT_EQ(read_whole(folder_ / "state"), "another");
  EXPECT_FALSE(write_whole(folder_ / "nowhere" / "state", "x"));
  EXPECT_FALSE(read_whole(folder_ / "nothing"));
  EXPECT_THAT(files_in(folder_), SizeIs(1));
}

TEST_F(Files, OfACorpusAreNamedByTheirContent) {
  // The SHA-1 of "abc" is FIPS 180's own example.
  EXPECT_EQ(content_name("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(add_input(folder_, "abc"), true);
  EXPECT_EQ(add_input(folder_, "abc"), false);
  ASSERT_TRUE(write_whole(folder_ / "torn", "half"));
  ASSERT_TRUE(write_whole(folder_ / "empty", ""));
  EXPECT_EQ(mend_names(folder_), 2U);
  EXPECT_EQ(mend_names(folder_), 0U);
  EXPECT_THAT(files_in(folder_), SizeIs(2));
  EXPECT_EQ(octets_of(files_in(folder_)), 7U);
}

}  // namespace
}  // namespace oauthspec::fuzz::driver
