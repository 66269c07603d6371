// SPDX-License-Identifier: Apache-2.0
#include "harness/report/coverage_html.h"

#include <cstddef>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::report {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

result::Result described(const vector::Suite& suite, const vector::Test& test) {
  result::Result made;
  made.test = vector::full_name(suite, test);
  made.op = suite.op;
  made.title = test.title;
  made.level = "must";
  made.requirements = test.requirements;
  made.sent = test.in;
  made.expected = json{{"out", 12345678901234567890U}};
  return made;
}

// A statement with a test and a defect of its own, and one that counts no longer, of another document.
class CoveragePage : public testing::Test {
 protected:
  void SetUp() override {
    vector::Suite suite;
    suite.name = "oauth1/x";
    suite.op = "oauth1.x";
    vector::Test test;
    test.id = "a";
    test.title = "a title";
    test.requirements = {"RFC1-1-1"};
    test.in = {{"text", "a"}};
    suite.tests = {test};
    test.id = "b";
    test.requirements = {"RFC2-1-1"};
    suite.tests.push_back(test);
    library_.suites = {suite};
    for (const char* id : {"RFC1-1-1", "RFC2-1-1"}) {
      vector::Requirement& made = library_.catalogue[id];
      made.id = id;
      made.document = std::string(id).substr(0, 4);
      made.section = "1";
      made.level = "MUST";
      made.binds = "all";
      made.text = "a text";
      made.visible = {"library"};
    }
    library_.catalogue.at("RFC2-1-1").withdrawn = "a misreading";
    coverage_.library = &library_;
    coverage_.version = "1.2.3";
    coverage_.defects = {{"oauth1/x/wrong", "oauth1.x", "RFC1-1-1", "it is wrong"},
                         {"oauth1/x/other", "oauth1.x", "RFC2-1-1", "another"}};
    coverage_.evidence =
        vector::evidence(library_.catalogue, library_.suites, {{"RFC1-1-1", "oauth1/x/wrong"}});
    for (const auto& [id, requirement] : library_.catalogue)
      coverage_.statements.push_back(&requirement);
  }

  vector::Library library_;
  Coverage coverage_;
};

TEST_F(CoveragePage, LeadsFromStatementsToTestsAndDefects) {
  const json data = coverage_data(coverage_, described);
  const json& first = data.at("requirements").at(0);
  EXPECT_EQ(first.at("state"), "covered");
  EXPECT_EQ(data.at("tests").at(first.at("tests").at(0).get<std::size_t>()).at("name"),
            "oauth1/x/a");
  EXPECT_EQ(data.at("defects").at(first.at("defects").at(0).get<std::size_t>()).at("name"),
            "oauth1/x/wrong");
  const json& second = data.at("requirements").at(1);
  EXPECT_EQ(second.at("state"), "left_out");
  EXPECT_EQ(second.at("left_out"), "withdrawn");
  EXPECT_EQ(second.at("note"), "a misreading");
  EXPECT_EQ(second.at("defects"), json::array()) << "nothing is blamed on it";
}

TEST_F(CoveragePage, LeadsFromTestsAndDefectsToStatements) {
  const json data = coverage_data(coverage_, described);
  EXPECT_EQ(data.at("tests").at(0).at("requirements"), json({"RFC1-1-1"}));
  EXPECT_EQ(data.at("defects").at(1).at("requirement"), "RFC2-1-1");
}

TEST_F(CoveragePage, HoldsNumbersAsTheyWereWritten) {
  const json data = coverage_data(coverage_, described);
  EXPECT_EQ(data.at("tests").at(0).at("expected"), R"({"out":12345678901234567890})");
}

TEST_F(CoveragePage, HoldsOnlyWhatBelongsToItsStatements) {
  coverage_.statements.pop_back();
  const json data = coverage_data(coverage_, described);
  EXPECT_EQ(data.at("requirements").size(), 1U);
  EXPECT_EQ(data.at("tests").size(), 1U);
  EXPECT_EQ(data.at("defects").size(), 1U);
}

TEST_F(CoveragePage, HasItsSharesWithoutScripts) {
  const std::string page = coverage_html(coverage_, described);
  EXPECT_THAT(page, HasSubstr("2 statements, 2 vectors that cite them and 2 planted defects that "
                              "break them, of oauthspec 1.2.3"));
  EXPECT_THAT(page, HasSubstr("<tr data-name=\"RFC1\"><th scope=\"row\">RFC1</th><td "
                              "class=\"number\" data-covered=\"1\" data-cited=\"1\" "
                              "data-all=\"1\">1 of 1 (100.0 %)</td>"));
  EXPECT_THAT(page, HasSubstr("<tr><th scope=\"row\">withdrawn</th><td class=\"number\">1</td>"));
  EXPECT_THAT(page, Not(HasSubstr("{{")));
}

TEST_F(CoveragePage, TakesTextForText) {
  library_.catalogue.at("RFC1-1-1").text = "</script><script>alert(1)</script>";
  library_.catalogue.at("RFC1-1-1").document = "<b>&'\"";
  const std::string page = coverage_html(coverage_, described);
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page, Not(HasSubstr("<b>")));
  EXPECT_THAT(page, HasSubstr("&lt;b&gt;&amp;&#39;&quot;"));
}

}  // namespace
}  // namespace oauthspec::report
