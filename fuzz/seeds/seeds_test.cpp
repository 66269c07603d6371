// SPDX-License-Identifier: Apache-2.0
#include "fuzz/seeds/seeds.h"

#include <exception>
#include <filesystem>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "harness/vector/load.h"

namespace oauthspec::fuzz {
namespace {

TEST(Seeds, EveryRuleReadsEveryVectorOfItsOp) {
  const auto library = vector::load(OAUTHSPEC_SOURCE_DIR "/vectors");
  ASSERT_TRUE(library) << vector::describe(library.error());
  std::map<std::string, std::size_t> inputs;
  for (const SeedRule& rule : seed_rules()) {
    const std::string name = std::string(rule.target) + " of " + std::string(rule.op);
    for (const vector::Suite& suite : library->suites) {
      if (suite.op != rule.op) continue;
      for (const vector::Test& test : suite.tests) {
        try {
          inputs[name] += rule.inputs(test.in).size();
        } catch (const std::exception& error) {
          ADD_FAILURE() << name << ": " << vector::full_name(suite, test) << ": " << error.what();
        }
      }
    }
    EXPECT_GT(inputs[name], 0U) << name;
    EXPECT_TRUE(std::filesystem::exists(OAUTHSPEC_SOURCE_DIR "/fuzz/targets/" +
                                        std::string(rule.target) + ".json"))
        << name;
  }
}

}  // namespace
}  // namespace oauthspec::fuzz
