// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/requirements_command.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace oauthspec::cli {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

vector::Requirement statement(const std::string& id, const std::string& level) {
  vector::Requirement made;
  made.id = id;
  made.document = "RFC 5849";
  made.section = "3.4";
  made.level = level;
  made.binds = "client";
  made.text = "A text.";
  made.visible = {"library"};
  return made;
}

// Two statements at MUST level and one SHOULD: the first is covered by a defect, the second by a refusal and its control,
// and the last one is only cited.
class RequirementsCommand : public testing::Test {
 protected:
  void SetUp() override {
    vector::Suite suite;
    suite.name = "oauth1/sign";
    suite.op = "oauth1.sign";
    vector::Test accepted;
    accepted.id = "accepted";
    accepted.requirements = {"RFC5849-3.4-1", "RFC5849-3.4-2", "RFC5849-3.4-3"};
    accepted.expect.outcomes = {{.policy = "", .out = "value", .reject = {}}};
    vector::Test refused;
    refused.id = "refused";
    refused.requirements = {"RFC5849-3.4-2"};
    refused.expect.outcomes = {{.policy = "", .out = {}, .reject = {}}};
    refused.control = "accepted";
    suite.tests = {accepted, refused};
    library_.suites = {suite};
    for (const auto& [id, level] : {std::pair{"RFC5849-3.4-1", "MUST"},
                                    {"RFC5849-3.4-2", "REQUIRED"},
                                    {"RFC5849-3.4-3", "SHOULD"}})
      library_.catalogue.emplace(id, statement(id, level));
  }

  int run(const RequirementsArguments& arguments) {
    out_.str("");
    err_.str("");
    return run_requirements(arguments, library_, planted_, checks_, {out_, err_});
  }

  // What becomes of a run that asks for all statements at MUST level.
  int check_must() {
    RequirementsArguments arguments;
    arguments.minimum_must = 100;
    return run(arguments);
  }

  int check_others(std::size_t percent) {
    RequirementsArguments arguments;
    arguments.minimum_others = percent;
    return run(arguments);
  }

  vector::Test& test(std::size_t index) { return library_.suites[0].tests[index]; }

  vector::Library library_;
  std::vector<checks::Topic> checks_;
  std::vector<defects::Defect> planted_{
      {"oauth1.sign", "wrong", "RFC5849-3.4-1", "it is wrong", nullptr}};
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(RequirementsCommand, CountsByDocumentPartyAndLevel) {
  EXPECT_EQ(run({}), as_expected);
  EXPECT_EQ(out_.str(),
            "document            MUST level              others  left out\n"
            "RFC 5849         2/2 (100.0 %)         0/1 (0.0 %)          \n"
            "\n"
            "binds               MUST level              others  left out\n"
            "client           2/2 (100.0 %)         0/1 (0.0 %)          \n"
            "\n"
            "level               MUST level              others  left out\n"
            "MUST             2/2 (100.0 %)                              \n"
            "SHOULD                                 0/1 (0.0 %)          \n"
            "\n"
            "covered: 2/2 (100.0 %) at MUST level, 0/1 (0.0 %) of the others\n");
}

TEST_F(RequirementsCommand, SaysWhatIsLeftOutAndWhy) {
  library_.catalogue.at("RFC5849-3.4-1").verified = false;
  library_.catalogue.at("RFC5849-3.4-2").not_library = "it shows nowhere";
  library_.catalogue.at("RFC5849-3.4-3").withdrawn = "a misreading";
  EXPECT_EQ(run({}), as_expected);
  EXPECT_THAT(out_.str(),
              AllOf(HasSubstr("     1  withdrawn\n"),
                    HasSubstr("     1  not seen in a published text: vectors may warn of it, never "
                              "fail (1 covered all the same)\n"),
                    HasSubstr("     1  binds a client or all parties, but no library can show it"),
                    EndsWith("covered: none at MUST level, none of the others\n")));
}

TEST_F(RequirementsCommand, ListsWhatIsNotCovered) {
  RequirementsArguments arguments;
  arguments.uncovered = true;
  EXPECT_EQ(run(arguments), as_expected);
  EXPECT_THAT(out_.str(), StartsWith("RFC5849-3.4-3  SHOULD  section 3.4  client  not covered, "
                                     "cited by 1 test: A text.\n\ndocument"));
}

TEST_F(RequirementsCommand, ShowsWhichChecksOfServersCiteAStatement) {
  static constexpr std::array kTopic{
      checks::Check{"topic/asks", "A", {"RFC5849-3.4-1"}, checks::Level::must, {}, nullptr}};
  checks_ = {kTopic};
  RequirementsArguments arguments;
  arguments.list = true;
  arguments.verbose = true;
  static_cast<void>(run(arguments));
  EXPECT_THAT(out_.str(), HasSubstr("cited by 1 test and by 1 check of servers"));
  EXPECT_THAT(out_.str(), HasSubstr("    check    server/topic/asks\n"));
  EXPECT_THAT(out_.str(), HasSubstr("checks of servers cite 1 statements"));
}

TEST_F(RequirementsCommand, ListsEverythingWithWhatCoversIt) {
  RequirementsArguments arguments;
  arguments.list = true;
  arguments.verbose = true;
  library_.catalogue.at("RFC5849-3.4-3").withdrawn = "a misreading";
  EXPECT_EQ(run(arguments), as_expected);
  EXPECT_THAT(
      out_.str(),
      StartsWith(
          "RFC5849-3.4-1  MUST  section 3.4  client  covered by 1 defect and 0 refusals, cited by "
          "1 test: A text.\n"
          "    defect   oauth1/sign/wrong\n"
          "    test     oauth1/sign/accepted\n"
          "RFC5849-3.4-2  REQUIRED  section 3.4  client  covered by 0 defects and 1 refusal, cited "
          "by 2 tests: A text.\n"
          "    refusal  oauth1/sign/refused\n"
          "    test     oauth1/sign/accepted\n"
          "RFC5849-3.4-3  SHOULD  section 3.4  client  left out (withdrawn), cited by 1 test: A "
          "text. [a misreading]\n"
          "    test     oauth1/sign/accepted\n\n"));
}

TEST_F(RequirementsCommand, KeepsToOneDocument) {
  vector::Requirement other = statement("RFC6749-1.4-1", "MUST");
  other.document = "RFC 6749";
  library_.catalogue.emplace(other.id, other);
  RequirementsArguments arguments;
  arguments.document = "rfc5849";
  arguments.minimum_must = 100;
  EXPECT_EQ(run(arguments), as_expected);
  EXPECT_THAT(out_.str(), Not(HasSubstr("RFC 6749")));
  arguments.document = "RFC6749";
  EXPECT_EQ(run(arguments), unexpected_result);
  EXPECT_THAT(out_.str(), Not(HasSubstr("RFC 5849")));
}

TEST_F(RequirementsCommand, RefusesADocumentThatIsNotThere) {
  RequirementsArguments arguments;
  arguments.document = "RFC 1";
  EXPECT_EQ(run(arguments), usage);
  EXPECT_EQ(err_.str(), "oauthspec requirements: there is no document RFC 1 in the catalogue\n");
  EXPECT_EQ(out_.str(), "");
}

TEST_F(RequirementsCommand, IsContentWithWhatAMinimumAsksFor) {
  EXPECT_EQ(check_must(), as_expected);
  EXPECT_EQ(check_others(0), as_expected);
}

TEST_F(RequirementsCommand, FailsBelowAMinimumAndNamesWhatIsMissing) {
  EXPECT_EQ(check_others(90), unexpected_result);
  EXPECT_THAT(out_.str(),
              EndsWith("\n0.0 % of the statements at other levels covered, where 90 % is asked "
                       "for; not covered:\n"
                       "RFC5849-3.4-3  SHOULD  section 3.4  client  not covered, cited by 1 test: "
                       "A text.\n"));
}

TEST_F(RequirementsCommand, FailsByOneStatementInMany) {
  for (int i = 10; i < 19; ++i) {
    const std::string id = "RFC5849-3.4-" + std::to_string(i);
    library_.catalogue.emplace(id, statement(id, "MAY"));
    test(0).requirements.push_back(id);
    test(1).requirements.push_back(id);
  }
  EXPECT_EQ(check_others(90), as_expected);  // 9 of 10
  EXPECT_EQ(check_others(91), unexpected_result);
  test(1).requirements.pop_back();  // 8 of 10
  EXPECT_EQ(check_others(90), unexpected_result);
}

// Faults that the check is there to find, each planted in what was enough before.
TEST_F(RequirementsCommand, FailsWhereADefectIsTakenAway) {
  planted_.clear();
  EXPECT_EQ(check_must(), unexpected_result);
  EXPECT_THAT(out_.str(), EndsWith("RFC5849-3.4-1  MUST  section 3.4  client  not covered, cited "
                                   "by 1 test: A text.\n"));
}

TEST_F(RequirementsCommand, FailsWhereADefectDeclaresAnotherRequirement) {
  planted_[0].requirement = "RFC5849-3.4-3";
  EXPECT_EQ(check_must(), unexpected_result);
  EXPECT_EQ(check_others(100), as_expected);
}

TEST_F(RequirementsCommand, FailsWhereADefectIsOfAnOpWhoseTestsDoNotCite) {
  planted_[0].op = "oauth1.verify";
  EXPECT_EQ(check_must(), unexpected_result);
}

TEST_F(RequirementsCommand, FailsWhereTheCitationIsTakenAway) {
  test(0).requirements = {"RFC5849-3.4-2"};
  EXPECT_EQ(check_must(), unexpected_result);
}

TEST_F(RequirementsCommand, FailsWhereTheControlNoLongerCites) {
  test(0).requirements = {"RFC5849-3.4-1"};
  EXPECT_EQ(check_must(), unexpected_result);
  EXPECT_THAT(out_.str(), HasSubstr("\nRFC5849-3.4-2  REQUIRED"));
}

TEST_F(RequirementsCommand, FailsWhereTheRefusalIsTakenAway) {
  library_.suites[0].tests.pop_back();
  EXPECT_EQ(check_must(), unexpected_result);
}

TEST_F(RequirementsCommand, FailsOfANewStatementWithoutTest) {
  library_.catalogue.emplace("RFC5849-3.4.1.1-1", statement("RFC5849-3.4.1.1-1", "SHALL NOT"));
  EXPECT_EQ(check_must(), unexpected_result);
  EXPECT_THAT(out_.str(),
              EndsWith("RFC5849-3.4.1.1-1  SHALL NOT  section 3.4  client  not covered, "
                       "not cited: A text.\n"));
}

// What binds a client is not left out of the shares by hiding it from libraries, unless somebody says why.
TEST_F(RequirementsCommand, FailsWhereAStatementIsHiddenWithoutReason) {
  vector::Requirement hidden = statement("RFC5849-3.4.1.1-1", "MUST");
  hidden.visible = {"human"};
  library_.catalogue.emplace(hidden.id, hidden);
  EXPECT_EQ(check_must(), unexpected_result);
  EXPECT_THAT(out_.str(),
              AllOf(HasSubstr("1 that count bind a client or all parties and are not marked"),
                    HasSubstr("A text. [counts for want of not_library: visible to human only]")));
  library_.catalogue.at(hidden.id).not_library = "it is about people";
  EXPECT_EQ(check_must(), as_expected);
}

TEST_F(RequirementsCommand, TakesNothingAtAllForNoShare) {
  library_.catalogue.clear();
  EXPECT_EQ(check_must(), usage);
  EXPECT_EQ(err_.str(), "oauthspec requirements: no statement at MUST level counts\n");
  EXPECT_EQ(check_others(0), usage);
}

TEST_F(RequirementsCommand, WritesItAllForPrograms) {
  const auto file = std::filesystem::path(testing::TempDir()) /
                    ("requirements_command_test." + std::to_string(getpid()) + ".json");
  RequirementsArguments arguments;
  arguments.json = file.string();
  EXPECT_EQ(run(arguments), as_expected);
  std::ifstream in(file);
  const auto all = nlohmann::json::parse(in);
  std::filesystem::remove(file);
  EXPECT_EQ(all.at("all").at("must"), nlohmann::json({{"all", 2}, {"cited", 2}, {"covered", 2}}));
  EXPECT_EQ(all.at("documents").at(0).at("name"), "RFC 5849");
  const auto& first = all.at("requirements").at(0);
  EXPECT_EQ(first.at("id"), "RFC5849-3.4-1");
  EXPECT_EQ(first.at("standing"), "counts");
  EXPECT_EQ(first.at("defects"), nlohmann::json({"oauth1/sign/wrong"}));
}

TEST_F(RequirementsCommand, WritesAPageForPeople) {
  const auto file = std::filesystem::path(testing::TempDir()) /
                    ("requirements_command_test." + std::to_string(getpid()) + ".html");
  RequirementsArguments arguments;
  arguments.html = file.string();
  arguments.show_secrets = true;
  EXPECT_EQ(run(arguments), as_expected);
  std::stringstream page;
  page << std::ifstream(file).rdbuf();
  std::filesystem::remove(file);
  EXPECT_THAT(page.str(), AllOf(StartsWith("<!DOCTYPE html>"), HasSubstr("\"oauth1/sign/refused\""),
                                HasSubstr("\"oauth1/sign/wrong\"")));
}

TEST_F(RequirementsCommand, SaysWhenAFileCannotBeWritten) {
  RequirementsArguments arguments;
  arguments.json = "/dev/full";
  EXPECT_EQ(run(arguments), usage);
  EXPECT_EQ(err_.str(), "oauthspec requirements: /dev/full could not be written\n");
  arguments = {};
  arguments.html = "/dev/full";
  arguments.show_secrets = true;
  EXPECT_EQ(run(arguments), usage);
}

}  // namespace
}  // namespace oauthspec::cli
