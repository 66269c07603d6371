// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/selftest_command.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "harness/defects/all.h"

namespace oauthspec::cli {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kDefect = "oauth1/percent_encode/space-as-plus";

class SelftestCommand : public testing::Test {
 protected:
  int run_one() {
    SelftestArguments arguments;
    arguments.patterns = {kDefect};
    return run(arguments);
  }

  int run(const SelftestArguments& arguments) {
    out_.str("");
    err_.str("");
    return run_selftest(arguments, library_, {out_, err_});
  }

  vector::Library library_ =
      vector::load(std::filesystem::path(OAUTHSPEC_SOURCE_DIR) / "vectors").value();
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(SelftestCommand, ListsOneDefectALine) {
  SelftestArguments arguments;
  arguments.list = true;
  EXPECT_EQ(run(arguments), as_expected);
  const std::string out = out_.str();
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(out, '\n')), defects::all().size());
  EXPECT_THAT(out, HasSubstr("oauth1/base_string_uri/default-port-kept RFC5849-3.4.1.2-5 the "
                             "scheme's default port stays\n"));
}

TEST_F(SelftestCommand, ListsWhatPatternsSelect) {
  SelftestArguments arguments;
  arguments.list = true;
  arguments.patterns = {"oauth1/*/space-as-plus"};
  EXPECT_EQ(run(arguments), as_expected);
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("oauth1/percent_encode/space-as-plus"),
                                Not(HasSubstr("tilde-escaped"))));
}

TEST_F(SelftestCommand, RefusesAPatternWithoutDefect) {
  SelftestArguments arguments;
  arguments.patterns = {"oauth1/percent_encode", "nothing"};
  EXPECT_EQ(run(arguments), usage);
  EXPECT_EQ(err_.str(), "oauthspec selftest: no defect is matched by nothing\n");
}

TEST_F(SelftestCommand, CountsWhatWasCaught) {
  SelftestArguments arguments;
  arguments.patterns = {kDefect};
  arguments.verbose = true;
  EXPECT_EQ(run(arguments), as_expected);
  EXPECT_THAT(
      out_.str(),
      AllOf(ContainsRegex("^oauth1/percent_encode/space-as-plus RFC5849-3.6-3: caught by "
                          "[0-9]+ tests .*blamed by [0-9]+, first by oauth1/percent_encode/"),
            EndsWith("1/1 defects caught and blamed on their requirement\n")));
}

TEST_F(SelftestCommand, FailsWhereADefectGoesUncaught) {
  for (vector::Suite& suite : library_.suites) {
    if (suite.op == "oauth1.percent_encode") suite.tests.clear();
  }
  EXPECT_EQ(run_one(), unexpected_result);
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("space-as-plus RFC5849-3.6-3: caught by 0 tests"),
                                HasSubstr(": NOT CAUGHT\n0/1 defects caught")));
}

TEST_F(SelftestCommand, FailsWhereAnotherRequirementIsBlamed) {
  for (vector::Suite& suite : library_.suites) {
    for (vector::Test& test : suite.tests) test.requirements = {"RFC5849-3.6-1"};
  }
  EXPECT_EQ(run_one(), unexpected_result);
  EXPECT_THAT(out_.str(), HasSubstr("BLAMED ON ANOTHER REQUIREMENT"));
}

TEST_F(SelftestCommand, FailsWhereSomethingRightIsReported) {
  for (vector::Suite& suite : library_.suites) {
    if (suite.op == "oauth1.percent_encode") suite.tests.at(0).expect.outcomes.at(0).out = "wrong";
  }
  EXPECT_EQ(run_one(), unexpected_result);
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("the reference has no defect, but "
                                          "oauth1/percent_encode/empty comes to fail\n"),
                                HasSubstr("the library that defects are planted in has no defect, "
                                          "but oauth1/percent_encode/empty comes to fail\n")));
}

TEST_F(SelftestCommand, WritesTheKillMatrix) {
  const auto file = std::filesystem::path(testing::TempDir()) /
                    ("selftest_command_test." + std::to_string(getpid()) + ".json");
  SelftestArguments arguments;
  arguments.patterns = {kDefect};
  arguments.json = file.string();
  EXPECT_EQ(run(arguments), as_expected);
  std::ifstream in(file);
  const auto matrix = nlohmann::json::parse(in);
  EXPECT_EQ(matrix.at("defects").size(), 1U);
  std::filesystem::remove(file);
}

TEST_F(SelftestCommand, SaysWhenTheKillMatrixCannotBeWritten) {
  SelftestArguments arguments;
  arguments.patterns = {kDefect};
  arguments.json = "/dev/full";
  EXPECT_EQ(run(arguments), usage);
  EXPECT_EQ(err_.str(), "oauthspec selftest: /dev/full could not be written\n");
}

}  // namespace
}  // namespace oauthspec::cli
