// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/same_url.h"

#include <gtest/gtest.h>

namespace oauthspec::runner {
namespace {

TEST(SameUrl, NormalisesCase) {
  EXPECT_TRUE(same_url("HTTP://Example.COM/a", "http://example.com/a"));
  EXPECT_TRUE(same_url("http://a/%c3%a9?%e9", "http://a/%C3%A9?%E9"));
  EXPECT_FALSE(same_url("http://a/A", "http://a/a"));
}

TEST(SameUrl, NormalisesEscapesOfUnreservedCharacters) {
  EXPECT_TRUE(same_url("http://%41.example/%7Ea?b=%2D", "http://a.example/~a?b=-"));
  EXPECT_FALSE(same_url("http://a/%2F", "http://a//"));
  EXPECT_FALSE(same_url("http://a/?a%26b", "http://a/?a&b"));
  EXPECT_FALSE(same_url("http://a/%252F", "http://a/%2F"));
}

TEST(SameUrl, RemovesDotSegments) {
  EXPECT_TRUE(same_url("http://a/b/./c/../d", "http://a/b/d"));
  EXPECT_TRUE(same_url("http://a/b/..", "http://a/"));
  EXPECT_TRUE(same_url("http://a/../../b/.", "http://a/b/"));
  EXPECT_TRUE(same_url("http://a/%2E%2e/b", "http://a/b"));
  EXPECT_FALSE(same_url("http://a/b/...", "http://a/b"));
  EXPECT_FALSE(same_url("http://a/b//c", "http://a/b/c"));
}

TEST(SameUrl, LeavesOutAnEmptyPathAndADefaultPort) {
  EXPECT_TRUE(same_url("http://a", "http://a:80/"));
  EXPECT_TRUE(same_url("https://a:443?x", "https://a:/?x"));
  EXPECT_FALSE(same_url("http://a:443/", "http://a/"));
  EXPECT_FALSE(same_url("https://a/", "http://a/"));
}

TEST(SameUrl, KeepsQueryAndFragment) {
  EXPECT_FALSE(same_url("http://a/?x=1&y=2", "http://a/?y=2&x=1"));
  EXPECT_FALSE(same_url("http://a/?", "http://a/"));
  EXPECT_FALSE(same_url("http://a/#f", "http://a/"));
  EXPECT_FALSE(same_url("http://a/?a+b", "http://a/?a%20b"));
  EXPECT_FALSE(same_url("http://u@a/", "http://a/"));
}

TEST(SameUrl, HasNoUriTheSameAsItselfOnly) {
  EXPECT_TRUE(same_url("http://a/ b", "http://a/ b"));
  EXPECT_FALSE(same_url("http://a/ b", "http://a/%20b"));
  EXPECT_FALSE(same_url("/a/./b", "/a/b"));
}

}  // namespace
}  // namespace oauthspec::runner
