// SPDX-License-Identifier: Apache-2.0
#include "bench/command/results.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "bench/command/measure.h"
#include "bench/command/statistics.h"
#include "bench/command/table.h"
#include "bench/command/testing/results.h"
#include "harness/vector/schema.h"

namespace oauthspec::bench {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// The quartiles of 1 to 9 are 2.5 and 7.5 where the middle is left out of both halves.
TEST(BenchStatistics, TellsTheMiddleAndTheRange) {
  const auto summary = summarise({9, 1, 5, 3, 7, 2, 8, 4, 6});
  ASSERT_TRUE(summary);
  EXPECT_DOUBLE_EQ(summary->median, 5);
  EXPECT_DOUBLE_EQ(summary->least, 1);
  EXPECT_DOUBLE_EQ(summary->most, 9);
  EXPECT_DOUBLE_EQ(summary->spread, (7.5 - 2.5) / 5);
  EXPECT_DOUBLE_EQ(summarise({4})->median, 4);
  EXPECT_FALSE(summarise({}));
}

// A machine that becomes twice as slow changes no ratio.
TEST(BenchStatistics, RatiosAreTakenRoundByRound) {
  EXPECT_DOUBLE_EQ(*ratio({30, 60, 30}, {10, 20, 10}), 3);
  EXPECT_DOUBLE_EQ(*ratio({30, 30}, {10, 10, 10}), 3);
  EXPECT_FALSE(ratio({1}, {}));
  EXPECT_FALSE(ratio({1}, {0}));
}

TEST(BenchResults, RowsKeepTheirOrderAndAreCompared) {
  const auto rows = some_results().rows;
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[1].name, "oauthlib");
  EXPECT_THAT(rows[1].nanoseconds, ElementsAre(80'000, 160'000));
  EXPECT_DOUBLE_EQ(*rows[1].ratio, 400);
  EXPECT_EQ(rows[1].denominator, "bare");
  EXPECT_TRUE(rows[1].about.peer);
  EXPECT_DOUBLE_EQ(*rows[0].ratio, 1);
}

TEST(BenchResults, ARowWhoseDenominatorIsNotThereHasNoRatio) {
  const Set set{.denominators = {{.rows = ".*", .name = "bare"}}};
  EXPECT_FALSE(rows_of(set, {{.row = "ours", .nanoseconds = 1}}, {}).at(0).ratio);
}

TEST(BenchResults, JsonIsAsTheSchemaSays) {
  const auto schema = vector::Schema::load(std::filesystem::path(OAUTHSPEC_SOURCE_DIR) / "bench" /
                                           "results.schema.json");
  ASSERT_TRUE(schema);
  const nlohmann::json document{{"format", 1}, {"sets", {to_json(some_results())}}};
  const auto mismatch = schema->validate("", document);
  EXPECT_FALSE(mismatch) << mismatch->pointer << ": " << mismatch->reason;
  EXPECT_DOUBLE_EQ(document["sets"][0]["rows"][1]["nanoseconds"]["median"], 120'000);
}

TEST(BenchResults, ATerminalShowsRowsNotesAndWhatIsLeftOut) {
  const std::string table = terminal_table(some_results());
  EXPECT_THAT(table, HasSubstr("A processor, 2 processors, sha_ni; GNU 12.2.0; OpenSSL 3.0.15; "
                               "OAUTHSPEC_SIMD=portable\n"));
  EXPECT_THAT(table, HasSubstr("oauthlib    120 us"));
  EXPECT_THAT(table, HasSubstr("times: how many times bare\n"));
  EXPECT_THAT(table, HasSubstr("oauthlib: 3.2.2\n"));
  EXPECT_THAT(table, HasSubstr("left out: liboauth (C): it is not installed\n"));
}

TEST(BenchResults, APageShowsATable) {
  Results results = some_results();
  results.rows[2].name = "a|b";
  const std::string page = markdown_table(results);
  EXPECT_THAT(page, HasSubstr("| row | CPU time | spread | a second | times |\n"
                              "|---|---:|---:|---:|---:|\n| bare | 300 ns |"));
  EXPECT_THAT(page, HasSubstr("| a\\|b | 450 ns |"));
}

TEST(BenchResults, NumbersHaveAboutThreeDigits) {
  EXPECT_EQ(time_text(0.5), "0.500 ns");
  EXPECT_EQ(time_text(183.4), "183 ns");
  EXPECT_EQ(time_text(1070), "1.07 us");
  EXPECT_EQ(time_text(5e10), "50.0 s");
  EXPECT_EQ(ratio_text(0.4123), "0.412");
  EXPECT_EQ(ratio_text(7.128), "7.13");
  EXPECT_EQ(ratio_text(733.4), "733");
}

TEST(BenchSelection, KeepsDenominatorsOfWhatIsWanted) {
  const Set set{.denominators = {{.rows = "^mac/", .name = "mac/openssl/300"}}};
  const std::vector<std::string> rows{"mac/openssl/300", "mac/nettle/300", "mac/nettled/300"};
  EXPECT_THAT(select(set, rows, {}), rows);
  EXPECT_THAT(select(set, rows, {.filter = {}, .backend = "nettle"}),
              ElementsAre("mac/openssl/300", "mac/nettle/300"));
  EXPECT_THAT(select(set, rows, {.filter = "none", .backend = {}}), ElementsAre());
  const std::vector<std::string> spoken{"signature, openssl", "signature, openssl-oneshot"};
  EXPECT_THAT(select(set, spoken, {.filter = {}, .backend = "openssl"}),
              ElementsAre("signature, openssl"));
}

// Rows are measured in turns, or one after the other.
TEST(BenchMeasure, InterleavesRounds) {
  std::vector<std::string> order;
  const auto row = [&order](const std::string& name) {
    return Measurable{.row = name, .measure = [&order, name](const Effort& effort) {
                        order.push_back(name + std::to_string(effort.repetitions));
                        return std::vector<Sample>(effort.repetitions, {.row = name});
                      }};
  };
  const Plan plan{.rows = {row("a"), row("b")}};
  const auto ignore = [](unsigned, unsigned, const std::string&) {};
  const Effort effort{.seconds = 1, .repetitions = 2};
  EXPECT_EQ((*measure(plan, effort, true, ignore, {}))->size(), 4U);
  EXPECT_THAT(order, ElementsAre("a1", "b1", "a1", "b1"));
  order.clear();
  EXPECT_EQ((*measure(plan, effort, false, ignore, {}))->size(), 4U);
  EXPECT_THAT(order, ElementsAre("a2", "b2"));
}

TEST(BenchMeasure, ARowThatFailsEndsIt) {
  const Plan plan{.rows = {{.row = "a", .measure = [](const Effort&) {
                              return std::unexpected(std::string("a: it died"));
                            }}}};
  const auto done = measure(plan, {}, true, [](unsigned, unsigned, const std::string&) {}, {});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error(), "a: it died");
}

}  // namespace
}  // namespace oauthspec::bench
