// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/check_suites.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace oauthspec::cli {
namespace {

TEST(CheckSuites, AreOfOneNameEachAndHoldEveryCheck) {
  std::set<std::string> names;
  std::set<std::string> tests;
  for (const vector::Suite& suite : check_suites({})) {
    EXPECT_TRUE(names.insert(suite.name).second) << suite.name;
    for (const vector::Test& test : suite.tests) {
      EXPECT_TRUE(tests.insert(vector::full_name(suite, test)).second) << test.id;
    }
  }
  for (const checks::Topic topic : checks::all_topics()) {
    for (const checks::Check& check : topic) {
      EXPECT_TRUE(tests.contains(test_name(check))) << check.id;
    }
  }
}

}  // namespace
}  // namespace oauthspec::cli
