// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/catalogue_commands.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

class CatalogueCommands : public testing::Test {
 protected:
  void SetUp() override {
    vector::Suite suite;
    suite.name = "oauth1/sign";
    suite.op = "oauth1.sign";
    for (const char* id : {"first", "second"}) {
      vector::Test test;
      test.id = id;
      test.title = std::string("the ") + id;
      test.requirements = {"RFC5849-3.4-1"};
      suite.tests.push_back(test);
    }
    library_.suites.push_back(suite);
    for (const char* id : {"RFC5849-3.4-1", "RFC5849-3.4-2"}) {
      vector::Requirement requirement;
      requirement.id = id;
      requirement.document = "RFC 5849";
      requirement.section = "3.4";
      requirement.level = "MUST";
      requirement.text = "A text.";
      requirement.visible = {"library"};
      library_.catalogue.emplace(id, requirement);
    }
  }

  std::string list(const ListArguments& arguments) {
    EXPECT_EQ(run_list(arguments, library_, {out_, err_}), as_expected);
    return out_.str();
  }

  vector::Library library_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(CatalogueCommands, ListTestsOneALine) {
  EXPECT_EQ(list({}), "oauth1/sign/first\noauth1/sign/second\n");
}

TEST_F(CatalogueCommands, ListTitlesToo) {
  ListArguments arguments;
  arguments.verbose = true;
  arguments.patterns = {"**/second"};
  EXPECT_EQ(list(arguments), "oauth1/sign/second: the second\n");
}

TEST_F(CatalogueCommands, ListSuites) {
  ListArguments arguments;
  arguments.suites = true;
  EXPECT_EQ(list(arguments), "oauth1/sign 2\n");
}

TEST_F(CatalogueCommands, ListOps) {
  ListArguments arguments;
  arguments.ops = true;
  EXPECT_EQ(list(arguments), "oauth1.sign 2\n");
}

TEST_F(CatalogueCommands, RefuseAPatternThatMatchesNothing) {
  ListArguments arguments;
  arguments.patterns = {"oauth1", "oauth9"};
  EXPECT_EQ(run_list(arguments, library_, {out_, err_}), usage);
  EXPECT_THAT(err_.str(), HasSubstr("oauth9"));
  EXPECT_EQ(out_.str(), "");
}

TEST_F(CatalogueCommands, ShowWhatIsCovered) {
  EXPECT_EQ(run_requirements({}, library_, {out_, err_}), as_expected);
  EXPECT_EQ(out_.str(),
            "RFC5849-3.4-1  MUST  2 tests (0 of a refusal)  A text.\n"
            "RFC5849-3.4-2  MUST  0 tests (0 of a refusal)  A text.\n"
            "RFC 5849: 1/2 of what a library can show is cited by a test (50.0 %), 1/2 of all "
            "statements (50.0 %)\n");
}

TEST_F(CatalogueCommands, ShowOnlyWhatIsNot) {
  RequirementsArguments arguments;
  arguments.uncovered = true;
  arguments.document = "rfc5849";
  EXPECT_EQ(run_requirements(arguments, library_, {out_, err_}), as_expected);
  EXPECT_THAT(out_.str(), HasSubstr("RFC5849-3.4-2  "));
  EXPECT_THAT(out_.str(), Not(HasSubstr("RFC5849-3.4-1  ")));
}

TEST_F(CatalogueCommands, NameTheTestsWhenAsked) {
  RequirementsArguments arguments;
  arguments.verbose = true;
  EXPECT_EQ(run_requirements(arguments, library_, {out_, err_}), as_expected);
  EXPECT_THAT(out_.str(), HasSubstr("\n    oauth1/sign/first\n    oauth1/sign/second\n"));
}

TEST_F(CatalogueCommands, RefuseADocumentThatIsNotThere) {
  RequirementsArguments arguments;
  arguments.document = "RFC 1";
  EXPECT_EQ(run_requirements(arguments, library_, {out_, err_}), usage);
}

}  // namespace
}  // namespace oauthspec::cli
