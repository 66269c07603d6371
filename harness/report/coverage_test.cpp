// SPDX-License-Identifier: Apache-2.0
#include "harness/report/coverage.h"

#include <algorithm>
#include <array>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/report/coverage_json.h"
#include "harness/report/coverage_text.h"

namespace oauthspec::report {
namespace {

using testing::ElementsAre;
using testing::Field;
using vector::Standing;

// Statements of two documents: one of each level and party, and some that do not count.
class CoverageOfSome : public testing::Test {
 protected:
  void SetUp() override {
    add("RFC1-1-1", "RFC 1", "MUST", "all");
    add("RFC1-1-2", "RFC 1", "MAY", "server");
    add("RFC1-1-3", "RFC 1", "MUST NOT", "server").visible = {"server"};
    add("RFC2-1-1", "RFC 2", "DEFINED", "client");
    add("RFC2-1-2", "RFC 2", "SHALL", "resource").verified = false;
    for (const auto& [id, requirement] : library_.catalogue)
      coverage_.statements.push_back(&requirement);
    coverage_.library = &library_;
    coverage_.evidence["RFC1-1-1"] = {{"oauth1/x/a"}, {"oauth1/x/a"}, {}};
    coverage_.evidence["RFC2-1-1"] = {{"oauth1/x/a", "oauth1/x/b"}, {}, {}};
    coverage_.evidence["RFC2-1-2"] = {{"oauth1/x/a"}, {}, {"oauth1/x/wrong"}};
  }

  vector::Requirement& add(const char* id, const char* document, const char* level,
                           const char* binds) {
    vector::Requirement& made = library_.catalogue[id];
    made.id = id;
    made.document = document;
    made.section = "1";
    made.level = level;
    made.binds = binds;
    made.text = "a text";
    made.visible = {"library"};
    return made;
  }

  vector::Library library_;
  Coverage coverage_;
};

std::array<std::size_t, 3> numbers(const CoverageShare& share) {
  return {share.all, share.cited, share.covered};
}

TEST_F(CoverageOfSome, CountsDocuments) {
  const auto rows = coverage_rows(coverage_, GroupBy::document);
  ASSERT_THAT(rows,
              ElementsAre(Field(&CoverageRow::name, "RFC 1"), Field(&CoverageRow::name, "RFC 2")));
  EXPECT_THAT(numbers(rows[0].must), ElementsAre(1, 1, 1));
  EXPECT_THAT(numbers(rows[0].others), ElementsAre(1, 0, 0));
  EXPECT_THAT(numbers(rows[0].left_out.at(Standing::server)), ElementsAre(1, 0, 0));
  EXPECT_THAT(numbers(rows[1].others), ElementsAre(1, 1, 0)) << "cited is not covered";
  EXPECT_THAT(numbers(rows[1].left_out.at(Standing::unverified)), ElementsAre(1, 1, 1));
}

TEST_F(CoverageOfSome, PutsRfcsFirst) {
  library_.catalogue.at("RFC1-1-1").document = "An extension";
  EXPECT_THAT(coverage_rows(coverage_, GroupBy::document),
              ElementsAre(Field(&CoverageRow::name, "RFC 1"), Field(&CoverageRow::name, "RFC 2"),
                          Field(&CoverageRow::name, "An extension")));
}

TEST_F(CoverageOfSome, CountsParties) {
  EXPECT_THAT(
      coverage_rows(coverage_, GroupBy::party),
      ElementsAre(Field(&CoverageRow::name, "client"), Field(&CoverageRow::name, "resource server"),
                  Field(&CoverageRow::name, "server"), Field(&CoverageRow::name, "all parties")));
}

TEST_F(CoverageOfSome, CountsLevels) {
  const auto rows = coverage_rows(coverage_, GroupBy::level);
  ASSERT_THAT(rows,
              ElementsAre(Field(&CoverageRow::name, "MUST"), Field(&CoverageRow::name, "DEFINED"),
                          Field(&CoverageRow::name, "MAY")));
  EXPECT_THAT(numbers(rows[0].must), ElementsAre(1, 1, 1));
  EXPECT_EQ(rows[0].left_out_in_all(), 2U);
  EXPECT_THAT(numbers(rows[1].others), ElementsAre(1, 1, 0));
}

// Each statement is in one place of one row.
TEST_F(CoverageOfSome, CountsNothingTwiceAndLosesNothing) {
  for (const GroupBy by : {GroupBy::document, GroupBy::party, GroupBy::level}) {
    std::size_t sum = 0;
    for (const CoverageRow& row : coverage_rows(coverage_, by))
      sum += row.must.all + row.others.all + row.left_out_in_all();
    EXPECT_EQ(sum, library_.catalogue.size());
  }
  const CoverageRow all = coverage_in_all(coverage_);
  EXPECT_EQ(all.must.all + all.others.all + all.left_out_in_all(), library_.catalogue.size());
}

TEST_F(CoverageOfSome, FindsWhatCountsForWantOfAReason) {
  EXPECT_EQ(unexplained(coverage_), 0U);
  library_.catalogue.at("RFC2-1-1").visible = {"human"};
  EXPECT_EQ(unexplained(coverage_), 1U);
}

TEST_F(CoverageOfSome, IsReadByPrograms) {
  const auto json = coverage_json(coverage_);
  EXPECT_EQ(json.at("requirements").size(), 5U);
  EXPECT_EQ(json.at("all").at("left_out").at("unverified").at("covered"), 1);
  EXPECT_EQ(json.at("requirements").at(1).at("tests"), nlohmann::json::array());
}

TEST_F(CoverageOfSome, HasTablesOfOneWidth) {
  std::set<std::size_t> widths;
  std::istringstream lines(coverage_tables(coverage_));
  for (std::string line; std::getline(lines, line) && !line.starts_with("left out");)
    if (!line.empty()) widths.insert(line.size());
  EXPECT_EQ(widths.size(), 1U);
}

TEST(WhyLeftOut, IsAnotherSentenceForEach) {
  std::set<std::string_view> reasons;
  for (int i = 0; i <= static_cast<int>(Standing::human); ++i)
    reasons.insert(why_left_out(static_cast<Standing>(i)));
  EXPECT_EQ(reasons.size(), 7U);
}

}  // namespace
}  // namespace oauthspec::report
