// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/shell/selftest.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "mock_provider/shell/planted.h"

namespace oauthspec::provider {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class Selftest : public testing::Test {
 protected:
  int run(const SelftestArguments& arguments) { return selftest(arguments, {out_, err_}); }

  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(Selftest, ListsDefects) {
  SelftestArguments arguments;
  arguments.list = true;
  EXPECT_EQ(run(arguments), cli::as_expected);
  EXPECT_EQ(out_.str(), list_defects());
}

TEST_F(Selftest, SaysWhatCaughtOneAndThatTheProviderIsRight) {
  SelftestArguments arguments;
  arguments.names = {"code-used-twice"};
  EXPECT_EQ(run(arguments), cli::as_expected);
  EXPECT_THAT(
      out_.str(),
      AllOf(
          HasSubstr("code-used-twice RFC6749-4.1.2-6: caught by code-grant/a-code-is-used-once\n"),
          HasSubstr("1/1 defects caught and blamed on their requirement\n"), HasSubstr("rfc6749: "),
          HasSubstr("bcp: "), HasSubstr("oauth21: ")));
}

TEST_F(Selftest, RefusesANameThatIsNone) {
  SelftestArguments arguments;
  arguments.names = {"code-used-thrice"};
  EXPECT_EQ(run(arguments), cli::usage);
  EXPECT_THAT(err_.str(), HasSubstr("near it are code-used-twice"));
}

TEST_F(Selftest, WritesItsResults) {
  const auto file = std::filesystem::path(testing::TempDir()) /
                    ("provider_selftest_test." + std::to_string(getpid()) + ".json");
  SelftestArguments arguments;
  arguments.names = {"code-used-twice"};
  arguments.json = file.string();
  EXPECT_EQ(run(arguments), cli::as_expected);
  std::ifstream in(file);
  const auto results = nlohmann::json::parse(in);
  EXPECT_EQ(results.at("defects").at(0).at("name"), "code-used-twice");
  EXPECT_EQ(results.at("defects").at(0).at("caught_by").at(0), "code-grant/a-code-is-used-once");
  EXPECT_EQ(results.at("correct").size(), 3U);
  std::filesystem::remove(file);

  arguments.json = "/dev/full";
  EXPECT_EQ(run(arguments), cli::usage);
  EXPECT_THAT(err_.str(), HasSubstr("/dev/full could not be written"));
}

}  // namespace
}  // namespace oauthspec::provider
