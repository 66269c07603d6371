// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/select.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::runner {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Glob, StarStaysWithinASegment) {
  EXPECT_TRUE(glob_matches("oauth1/*/default-port-*", "oauth1/base_string_uri/default-port-80"));
  EXPECT_FALSE(glob_matches("oauth1/*", "oauth1/base_string_uri/default-port-80"));
  EXPECT_FALSE(glob_matches("*", "oauth1/sign"));
  EXPECT_TRUE(glob_matches("*", ""));
  EXPECT_TRUE(glob_matches("a*", "a"));
}

TEST(Glob, DoubleStarCrossesSegments) {
  EXPECT_TRUE(glob_matches("**", "oauth1/sign/hmac"));
  EXPECT_TRUE(glob_matches("**/hmac*", "oauth1/sign/hmac-sha1"));
  EXPECT_TRUE(glob_matches("oauth1/**-sha1", "oauth1/sign/hmac-sha1"));
  EXPECT_FALSE(glob_matches("oauth2/**", "oauth1/sign/hmac-sha1"));
}

TEST(Glob, FitsTheWholeName) {
  EXPECT_FALSE(glob_matches("oauth1", "oauth1/sign"));
  EXPECT_FALSE(glob_matches("sign", "oauth1/sign"));
  EXPECT_FALSE(glob_matches("", "oauth1"));
}

TEST(Glob, TakesEveryOtherOctetAsItself) {
  EXPECT_FALSE(glob_matches("a?c", "abc"));
  EXPECT_FALSE(glob_matches("a.c", "abc"));
  EXPECT_TRUE(glob_matches("a[b]", "a[b]"));
}

TEST(Glob, OfManyStarsIsNotSlow) {
  const std::string pattern = "a**a**a**a**a**a**a**a**a**a**a**a**a**a**a**b";
  EXPECT_FALSE(glob_matches(pattern, std::string(2000, 'a')));
}

TEST(Selects, AFolderASuiteAndATestByName) {
  EXPECT_TRUE(selects("oauth1", "oauth1/sign/hmac"));
  EXPECT_TRUE(selects("oauth1/", "oauth1/sign/hmac"));
  EXPECT_TRUE(selects("oauth1/sign", "oauth1/sign/hmac"));
  EXPECT_TRUE(selects("oauth1/sign/hmac", "oauth1/sign/hmac"));
  EXPECT_FALSE(selects("oauth1/sig", "oauth1/sign/hmac"));
  EXPECT_FALSE(selects("oauth1/sign/hma", "oauth1/sign/hmac"));
  EXPECT_FALSE(selects("", "oauth1/sign/hmac"));
  EXPECT_FALSE(selects("/", "oauth1/sign/hmac"));
}

// Test values of draft-eastlake-fnv, appendix C.
TEST(Fnv1a, GivesThePublishedValues) {
  EXPECT_EQ(fnv1a_64(""), 0xcbf29ce484222325U);
  EXPECT_EQ(fnv1a_64("a"), 0xaf63dc4c8601ec8cU);
  EXPECT_EQ(fnv1a_64("foobar"), 0x85944171f73967e8U);
}

TEST(Shard, IsReadFromOne) {
  const auto shard = parse_shard("2/5");
  ASSERT_TRUE(shard);
  EXPECT_EQ(shard->index, 1U);
  EXPECT_EQ(shard->count, 5U);
}

TEST(Shard, RefusesEverythingElse) {
  for (const char* text :
       {"", "1", "0/5", "6/5", "1/0", "-1/5", "1/5x", "1 /5", "a/b", "1/99999999999999999999"}) {
    EXPECT_FALSE(parse_shard(text)) << text;
  }
}

std::vector<vector::Suite> two_suites() {
  vector::Suite first;
  first.name = "oauth1/sign";
  vector::Suite second;
  second.name = "oauth2/scope";
  for (int i = 0; i < 50; ++i) {
    vector::Test test;
    test.id = "t" + std::to_string(i);
    first.tests.push_back(test);
    second.tests.push_back(test);
  }
  return {first, second};
}

TEST(Select, TakesAllWithoutAPattern) {
  EXPECT_EQ(select(two_suites(), {}).size(), 100U);
}

TEST(Select, TakesATestOnceThoughTwoPatternsFit) {
  const auto suites = two_suites();
  const auto cases = select(suites, {{"oauth1/*/t7", "oauth1/sign/t7", "oauth2/scope/t49"}, {}});
  ASSERT_EQ(cases.size(), 2U);
  EXPECT_EQ(cases[0].name(), "oauth1/sign/t7");
  EXPECT_EQ(cases[1].name(), "oauth2/scope/t49");
}

TEST(Select, ShardsAreDisjointAndComplete) {
  const auto suites = two_suites();
  std::vector<std::string> names;
  for (std::uint64_t index = 0; index < 4; ++index) {
    const auto part = select(suites, {{}, {index, 4}});
    EXPECT_GT(part.size(), 0U);
    for (const Case& one : part) {
      names.push_back(one.name());
    }
  }
  std::ranges::sort(names);
  EXPECT_EQ(names.size(), 100U);
  EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
}

TEST(Select, NamesThePatternsThatSelectNothing) {
  const auto suites = two_suites();
  EXPECT_THAT(idle_patterns(suites, {{"oauth1", "oauth3", "**/t5", "x"}, {}}),
              ElementsAre("oauth3", "x"));
  EXPECT_THAT(idle_patterns(suites, {}), IsEmpty());
}

}  // namespace
}  // namespace oauthspec::runner
