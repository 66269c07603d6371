// SPDX-License-Identifier: Apache-2.0
#include "bench/command/chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pugixml.hpp>

#include "bench/command/run_command.h"
#include "bench/command/testing/results.h"

namespace oauthspec::bench {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

pugi::xml_document drawn(const Results& results) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(chart(results).c_str()));
  return document;
}

TEST(BenchChart, StandsAlone) {
  const auto document = drawn(some_results());
  const auto svg = document.child("svg");
  EXPECT_STREQ(svg.attribute("xmlns").value(), "http://www.w3.org/2000/svg");
  EXPECT_STREQ(svg.child("title").text().get(), "One signature <& more>");
  EXPECT_THAT(svg.child("desc").text().get(), HasSubstr("oauthlib: 120 us, 400 times bare."));
  EXPECT_THAT(svg.child("style").text().get(), HasSubstr("prefers-color-scheme:dark"));
  EXPECT_FALSE(document.select_node("//image | //script | //@href"));
}

TEST(BenchChart, EveryRowHasItsNameItsBarAndItsNumber) {
  const auto document = drawn(some_results());
  EXPECT_EQ(document.select_nodes("//rect").size(), 3U);
  for (const char* words : {"bare", "ours", "oauthlib", "1.00", "1.50", "400"}) {
    EXPECT_TRUE(document.select_node(("//text[.='" + std::string(words) + "']").c_str())) << words;
  }
}

// Of three decades, 1.5 times lies at log 1.5 / log 1000, and 400 times at log 400 / log 1000.
TEST(BenchChart, BarsAreAsLongAsTheirLogarithm) {
  const auto document = drawn(some_results());
  std::vector<double> widths;
  for (const auto& found : document.select_nodes("//rect/@width")) {
    widths.push_back(found.attribute().as_double());
  }
  ASSERT_EQ(widths.size(), 3U);
  EXPECT_THAT(widths[2] / widths[1], DoubleNear(2.60206 / 0.176091, 0.05));
}

TEST(BenchChart, WithoutAComparisonBarsAreTimes) {
  Results results = some_results(Chart::bars);
  for (Row& row : results.rows) row.ratio.reset();
  EXPECT_TRUE(drawn(results).select_node("//text[.='120 us']"));
}

TEST(BenchChart, LinesGrowWithTheLengthInTheName) {
  Results results = some_results(Chart::lines);
  results.rows = rows_of(results.set,
                         {{.row = "sign/10", .nanoseconds = 100},
                          {.row = "sign/1000", .nanoseconds = 10'000},
                          {.row = "no length", .nanoseconds = 5}},
                         {});
  const auto document = drawn(results);
  EXPECT_TRUE(document.select_node("//text[.='sign']"));
  // One line, and its sample beside the name.
  EXPECT_EQ(document.select_nodes("//polyline").size(), 2U);
  EXPECT_TRUE(document.select_node("//text[.='10 us']"));
}

TEST(BenchChart, ALengthIsTheLastPartOfAName) {
  EXPECT_EQ(length_of("sign/parameters/1000")->series, "sign/parameters");
  EXPECT_DOUBLE_EQ(length_of("sign/parameters/1000")->length, 1000);
  EXPECT_FALSE(length_of("sign/parameters"));
  EXPECT_FALSE(length_of("1000"));
}

TEST(BenchChart, AnAxisHasWholeDecades) {
  EXPECT_THAT(decades(1, 400), ElementsAre(1, 10, 100, 1000));
  EXPECT_THAT(decades(10, 1000), ElementsAre(10, 100, 1000));
  EXPECT_THAT(decades(5, 6), ElementsAre(1, 10));
}

TEST(BenchChart, OfSeveralSetsEachHasAFile) {
  EXPECT_EQ(chart_file("out/chart.svg", "codec", true), "out/chart.svg");
  EXPECT_EQ(chart_file("out/chart.svg", "codec", false), "out/chart-codec.svg");
}

}  // namespace
}  // namespace oauthspec::bench
