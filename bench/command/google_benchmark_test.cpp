// SPDX-License-Identifier: Apache-2.0
#include "bench/command/google_benchmark.h"

#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::bench {
namespace {

using ::testing::ElementsAre;

// As Google Benchmark 1.7.1 writes it, without what nobody reads.
constexpr const char* kOutput = R"({
  "context": {"num_cpus": 2, "library_build_type": "release"},
  "benchmarks": [
    {"name": "mac/openssl/300/min_time:0.100", "run_name": "mac/openssl/300/min_time:0.100", "run_type": "iteration",
     "repetitions": 2, "repetition_index": 0, "iterations": 1000, "real_time": 300.0, "cpu_time": 250.0, "time_unit": "ns"},
    {"name": "batch/64", "run_name": "batch/64", "run_type": "iteration", "iterations": 10,
     "real_time": 7.0, "cpu_time": 6.4, "time_unit": "us", "items_per_second": 1.0e+7},
    {"name": "encode/4096", "run_name": "encode/4096", "run_type": "iteration", "iterations": 10,
     "real_time": 1.0, "cpu_time": 2.0, "time_unit": "us", "bytes_per_second": 2.048e+9},
    {"name": "mac/openssl/300_mean", "run_name": "mac/openssl/300", "run_type": "aggregate", "aggregate_name": "mean",
     "iterations": 2, "real_time": 300.0, "cpu_time": 250.0, "time_unit": "ns"}
  ]
})";

TEST(GoogleBenchmark, RepetitionsAreSamplesAndAggregatesAreNone) {
  const auto samples = read_samples(kOutput);
  ASSERT_TRUE(samples) << samples.error();
  ASSERT_EQ(samples->size(), 3U);
  EXPECT_EQ((*samples)[0].row, "mac/openssl/300");
  EXPECT_DOUBLE_EQ((*samples)[0].nanoseconds, 250);
}

TEST(GoogleBenchmark, AFitThroughOnePointIsNoMistake) {
  const auto samples = read_samples(
      R"({"benchmarks": [{"name": "grow/1", "cpu_time": 2.0, "time_unit": "ns"},
          {"name": "grow_BigO", "run_type": "aggregate", "cpu_coefficient": NaN, "rms": -nan}]})");
  ASSERT_TRUE(samples) << samples.error();
  EXPECT_EQ(samples->size(), 1U);
}

TEST(GoogleBenchmark, ARowThatCountsItemsTakesTheTimeOfOne) {
  EXPECT_DOUBLE_EQ(read_samples(kOutput)->at(1).nanoseconds, 100);
}

TEST(GoogleBenchmark, UnitsAreTakenIntoAccount) {
  const auto encoding = read_samples(kOutput)->at(2);
  EXPECT_DOUBLE_EQ(encoding.nanoseconds, 2000);
  EXPECT_DOUBLE_EQ(encoding.octets_a_second, 2.048e9);
}

TEST(GoogleBenchmark, ARowThatFailedIsAnError) {
  const auto samples = read_samples(
      R"({"benchmarks": [{"name": "sign", "run_type": "iteration", "error_occurred": true, "error_message": "no key"}]})");
  ASSERT_FALSE(samples);
  EXPECT_EQ(samples.error(), "sign: no key");
}

TEST(GoogleBenchmark, WhatIsNoOutputIsAnError) {
  EXPECT_FALSE(read_samples("Segmentation fault"));
  EXPECT_FALSE(read_samples("{}"));
}

TEST(GoogleBenchmark, ANameLosesHowItIsRun) {
  EXPECT_EQ(row_name("sign/8/min_time:0.500/repeats:3/process_time"), "sign/8");
  EXPECT_EQ(row_name("sign/8/threads:2"), "sign/8/threads:2");
  EXPECT_EQ(row_name("sign"), "sign");
}

TEST(GoogleBenchmark, AFilterFitsOneNameOnly) {
  const std::regex filter(filter_for("a+b (c)/1.5"), std::regex::extended);
  EXPECT_TRUE(std::regex_search("a+b (c)/1.5", filter));
  EXPECT_FALSE(std::regex_search("a+b (c)/1.50", filter));
  EXPECT_FALSE(std::regex_search("aab (c)/1.5", filter));
  EXPECT_FALSE(std::regex_search("a+b (c)/145", filter));
}

TEST(GoogleBenchmark, ListsOneNameALine) {
  EXPECT_THAT(listed_rows("one/1\ntwo, 2\n"), ElementsAre("one/1", "two, 2"));
}

}  // namespace
}  // namespace oauthspec::bench
