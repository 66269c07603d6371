// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/shell/planted.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::provider {
namespace {

using testing::HasSubstr;

TEST(Planted, AreFoundByTheirNames) {
  const auto named = defects_named({"code-used-twice"});
  ASSERT_TRUE(named);
  ASSERT_EQ(named->size(), 1U);
  EXPECT_EQ(named->front()->requirement, "RFC6749-4.1.2-6");
}

TEST(Planted, AreSuggestedWhereANameIsNone) {
  const auto named = defects_named({"code-used-twiec"});
  ASSERT_FALSE(named);
  EXPECT_THAT(named.error(),
              HasSubstr("there is no defect code-used-twiec; near it are code-used-twice"));
}

TEST(Planted, ReplaceARule) {
  const Rules sound;
  const auto rules = rules_with("code-used-twice");
  ASSERT_TRUE(rules);
  EXPECT_NE(rules->grant.check_code_unused, sound.grant.check_code_unused);
  EXPECT_EQ(rules->grant.check_code_client, sound.grant.check_code_client);
  EXPECT_EQ(rules_with("")->grant.check_code_unused, sound.grant.check_code_unused);
  EXPECT_FALSE(rules_with("nothing"));
}

TEST(Planted, AreListedOneALine) {
  const std::string list = list_defects();
  EXPECT_THAT(list, HasSubstr("code-used-twice RFC6749-4.1.2-6 A code is exchanged as often as it "
                              "is sent.\n"));
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(list, '\n')),
            defects_named({}).value().size());
}

}  // namespace
}  // namespace oauthspec::provider
