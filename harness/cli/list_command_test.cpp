// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/list_command.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::cli {
namespace {

using testing::HasSubstr;

class ListCommand : public testing::Test {
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
  }

  std::string list(const ListArguments& arguments) {
    EXPECT_EQ(run_list(arguments, library_, {out_, err_}), as_expected);
    return out_.str();
  }

  vector::Library library_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(ListCommand, NamesTestsOneALine) {
  EXPECT_EQ(list({}), "oauth1/sign/first\noauth1/sign/second\n");
}

TEST_F(ListCommand, AddsTitles) {
  ListArguments arguments;
  arguments.verbose = true;
  arguments.patterns = {"**/second"};
  EXPECT_EQ(list(arguments), "oauth1/sign/second: the second\n");
}

TEST_F(ListCommand, CountsTestsOfSuites) {
  ListArguments arguments;
  arguments.suites = true;
  EXPECT_EQ(list(arguments), "oauth1/sign 2\n");
}

TEST_F(ListCommand, CountsTestsOfOps) {
  ListArguments arguments;
  arguments.ops = true;
  EXPECT_EQ(list(arguments), "oauth1.sign 2\n");
}

TEST_F(ListCommand, RefusesAPatternThatMatchesNothing) {
  ListArguments arguments;
  arguments.patterns = {"oauth1", "oauth9"};
  EXPECT_EQ(run_list(arguments, library_, {out_, err_}), usage);
  EXPECT_THAT(err_.str(), HasSubstr("oauth9"));
  EXPECT_EQ(out_.str(), "");
}

}  // namespace
}  // namespace oauthspec::cli
