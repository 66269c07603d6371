// SPDX-License-Identifier: Apache-2.0
#include "bench/command/set.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::bench {
namespace {

using ::testing::HasSubstr;

constexpr const char* kCodec = R"({"format": 1, "title": "Encoding",
  "programs": [{"program": "bench_percent", "filter": "^encode/"}],
  "denominators": [{"rows": "^encode/[^/]+/(.*)$", "name": "encode/memcpy/$1"}], "chart": "bars"})";

TEST(BenchSet, SaysWhatIsMeasuredAndDrawn) {
  const auto set = read_set("codec", kCodec);
  ASSERT_TRUE(set) << set.error();
  EXPECT_EQ(set->name, "codec");
  EXPECT_EQ(set->programs.at(0).program, "bench_percent");
  EXPECT_EQ(set->chart, Chart::bars);
  EXPECT_FALSE(set->peers);
}

TEST(BenchSet, ADenominatorIsMadeOfARowsName) {
  const auto set = read_set("codec", kCodec);
  EXPECT_EQ(denominator_of(*set, "encode/avx2/256/5"), "encode/memcpy/256/5");
  EXPECT_EQ(denominator_of(*set, "decode/avx2/256"), std::nullopt);
}

TEST(BenchSet, TheFirstDenominatorThatFitsIsTaken) {
  const Set set{
      .denominators = {{.rows = "^ours", .name = "bare"}, {.rows = ".*", .name = "rest"}}};
  EXPECT_EQ(denominator_of(set, "ours"), "bare");
  EXPECT_EQ(denominator_of(set, "theirs"), "rest");
}

TEST(BenchSet, RefusesWhatIsWrongWithADescription) {
  const auto problem = [](const std::string& text) { return read_set("x", text).error(); };
  EXPECT_THAT(problem("{"), HasSubstr("parse error"));
  EXPECT_THAT(problem(R"({"format": 1, "titel": "t", "programs": [], "chart": "bars"})"),
              HasSubstr("titel is unknown"));
  EXPECT_THAT(problem(R"({"format": 2, "title": "t", "programs": [], "chart": "bars"})"),
              HasSubstr("format is not 1"));
  EXPECT_THAT(problem(R"({"format": 1, "title": "t", "programs": [], "chart": "pie"})"),
              HasSubstr("chart"));
  EXPECT_THAT(problem(R"({"format": 1, "title": "t", "chart": "bars",
                          "programs": [{"program": "../sh", "filter": ""}]})"),
              HasSubstr("no name of a program"));
  EXPECT_FALSE(read_set("x", R"({"format": 1, "title": "t", "chart": "bars",
                                 "programs": [{"program": "bench_x", "filter": "("}]})"));
}

TEST(BenchSet, ThoseOfTheProjectAreGood) {
  const auto sets = read_sets(std::filesystem::path(OAUTHSPEC_SOURCE_DIR) / "bench" / "sets");
  ASSERT_TRUE(sets) << sets.error();
  EXPECT_TRUE(std::ranges::any_of(*sets, &Set::peers));
}

TEST(BenchSet, AFolderWithoutSetsIsAnError) {
  EXPECT_THAT(read_sets("/nonexistent").error(), HasSubstr("/nonexistent"));
}

}  // namespace
}  // namespace oauthspec::bench
