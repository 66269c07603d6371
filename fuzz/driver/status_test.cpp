// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/status.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::fuzz::driver {
namespace {

using ::testing::ElementsAre;

// As libFuzzer of clang 19 writes it, cut in pieces wherever a pipe may cut it.
constexpr std::string_view kRun =
    "INFO: Seed: 3555322016\n"
    "#2\tINITED cov: 100 ft: 120 corp: 1/9b exec/s: 0 rss: 33Mb\n"
    "#94462\tREDUCE cov: 180 ft: 525 corp: 135/3432b lim: 256 exec/s: 31487 rss: 364Mb L: 17/193 "
    "MS: 1 EraseBytes-\n"
    "#119819\tNEW    cov: 181 ft: 526 corp: 136/3554b lim: 256 exec/s: 39939 rss: 445Mb L: 129/193 "
    "MS: 1 X-\n"
    "#120000\tNEW_FUNC[1/1]: 0x55 in f\n"
    "#128404\tDONE   cov: 181 ft: 526 corp: 136/3553b lim: 256 exec/s: 32101 rss: 453Mb\n"
    "artifact_prefix='./'; Test unit written to ./crash-da39\n"
    "stat::number_of_executed_units: 128410\n"
    "stat::average_exec_per_sec:     32102\n"
    "stat::peak_rss_mb:              454\n";

TEST(Status, IsReadHoweverItIsCut) {
  for (std::size_t size = 1; size < kRun.size(); size += 7) {
    StatusReader reader;
    for (std::size_t at = 0; at < kRun.size(); at += size) reader.take(kRun.substr(at, size));
    const EngineStatus& status = reader.status();
    EXPECT_EQ(status.executions, 128'410U);
    EXPECT_EQ(status.first_coverage, 100U);
    EXPECT_EQ(status.coverage, 181U);
    EXPECT_EQ(status.features, 526U);
    EXPECT_EQ(status.inputs, 136U);
    EXPECT_EQ(status.rate, 32'102U);
    EXPECT_EQ(status.memory, 454U);
    EXPECT_THAT(status.artifacts, ElementsAre("./crash-da39"));
  }
}

TEST(Status, CountsNewInputsAndNotNewFunctions) {
  StatusReader reader;
  reader.take(kRun);
  EXPECT_EQ(reader.status().added, 1U);
}

TEST(Status, IsNotChangedByOtherLines) {
  EngineStatus status;
  for (const std::string_view line :
       {"", "#", "#x\tNEW cov: 7", "#12 no tab cov: 7", "stat::", "cov: 12", "# Uses: 461"}) {
    read_status_line(status, line);
  }
  EXPECT_EQ(status.executions, 0U);
  EXPECT_EQ(status.coverage, 0U);
  EXPECT_EQ(status.added, 0U);
}

TEST(Status, ForgetsALineThatNeverEnds) {
  StatusReader reader;
  for (int piece = 0; piece < 100; ++piece) reader.take(std::string(10'000, '#'));
  reader.take("\n#5\tNEW    cov: 3 ft: 1 corp: 1/1b exec/s: 1 rss: 1Mb\n");
  EXPECT_EQ(reader.status().coverage, 3U);
}

TEST(LastLine, IsTheLastThatSaysSomething) {
  EXPECT_EQ(last_line("one\ntwo\n\n"), "two");
  EXPECT_EQ(last_line("one"), "one");
  EXPECT_EQ(last_line("\n"), "");
}

}  // namespace
}  // namespace oauthspec::fuzz::driver
