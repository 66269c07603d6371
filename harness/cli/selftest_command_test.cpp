// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/selftest_command.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
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
    return run_selftest(arguments, library_, provider_, {out_, err_});
  }

  vector::Library library_ =
      vector::load(std::filesystem::path(OAUTHSPEC_SOURCE_DIR) / "vectors").value();
  // A program that stands for oauthspec-provider: lists two defects, and says what the JSON has of each.
  void make_provider(const std::string& results, int exit_code) {
    provider_ = folder_ / "oauthspec-provider";
    std::filesystem::create_directories(folder_);
    std::ofstream(*provider_) << "#!/bin/sh\n"
                                 "if [ \"$2\" = --list ]; then\n"
                                 "  printf 'twice RFC6749-4.1.2-6 A code is used twice.\\n'\n"
                                 "  printf 'any-client RFC6749-4.1.3-10 Any client has it.\\n'\n"
                                 "  exit\n"
                                 "fi\n"
                                 "printf '%s' '"
                              << results << "' >\"$3\"\nexit " << exit_code << "\n";
    std::filesystem::permissions(*provider_, std::filesystem::perms::owner_all);
  }

  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) / ("selftest_provider." + std::to_string(getpid()));
  std::optional<std::filesystem::path> provider_;
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

constexpr const char* kTwice =
    R"({"defects": [{"name": "twice", "requirement": "RFC6749-4.1.2-6", "caught_by": ["code/once"]}], "correct": []})";

TEST_F(SelftestCommand, ListsTheProvidersDefectsToo) {
  make_provider("", 0);
  SelftestArguments arguments;
  arguments.list = true;
  arguments.patterns = {"provider/*", kDefect};
  EXPECT_EQ(run(arguments), as_expected);
  EXPECT_THAT(out_.str(), HasSubstr("provider/twice RFC6749-4.1.2-6 A code is used twice.\n"
                                    "provider/any-client "));
}

TEST_F(SelftestCommand, AddsWhatTheProviderFoundOut) {
  make_provider(kTwice, 0);
  SelftestArguments arguments;
  arguments.patterns = {kDefect, "provider/twice"};
  arguments.verbose = true;
  EXPECT_EQ(run(arguments), as_expected);
  EXPECT_THAT(out_.str(),
              AllOf(HasSubstr("provider/twice RFC6749-4.1.2-6: caught by 1 checks that cite it, "
                              "first by code/once\n"),
                    EndsWith("1/1 defects of the provider caught by checks that cite their "
                             "requirement\n2/2 defects caught in all\n")));
}

TEST_F(SelftestCommand, FailsWithTheProvider) {
  make_provider(
      R"({"defects": [{"name": "twice", "requirement": "R", "caught_by": []}], "correct": []})", 1);
  SelftestArguments arguments;
  arguments.patterns = {"provider/twice"};
  EXPECT_EQ(run(arguments), unexpected_result);
  EXPECT_THAT(out_.str(),
              AllOf(HasSubstr(": NOT CAUGHT\n"), EndsWith("0/1 defects caught in all\n")));

  make_provider(
      R"({"defects": [{"name": "twice", "requirement": "R", "caught_by": ["c"]}], )"
      R"("correct": [{"profile": "bcp", "reported": [{"check": "c", "verdict": "fail", "message": "m"}]}]})",
      1);
  EXPECT_EQ(run(arguments), unexpected_result);
  EXPECT_THAT(out_.str(),
              HasSubstr("the provider has no defect, but under bcp c comes to fail: m\n"));
}

TEST_F(SelftestCommand, CannotDoWithAProviderThatSaysNothing) {
  make_provider("", 2);
  SelftestArguments arguments;
  arguments.patterns = {"provider/twice"};
  EXPECT_EQ(run(arguments), unusable);
  EXPECT_THAT(err_.str(), HasSubstr("selftest ended with 2\n"));
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
