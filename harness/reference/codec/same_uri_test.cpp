// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/same_uri.h"

#include <gtest/gtest.h>

namespace oauth::codec {
namespace {

TEST(SameUri, NormalisesCase) {
  EXPECT_TRUE(same_uri("HTTP://Example.COM/a", "http://example.com/a"));
  EXPECT_TRUE(same_uri("http://a/%c3%a9?%e9", "http://a/%C3%A9?%E9"));
  EXPECT_FALSE(same_uri("http://a/A", "http://a/a"));
}

TEST(SameUri, NormalisesEscapesOfUnreservedCharacters) {
  EXPECT_TRUE(same_uri("http://%41.example/%7Ea?b=%2D", "http://a.example/~a?b=-"));
  EXPECT_FALSE(same_uri("http://a/%2F", "http://a//"));
  EXPECT_FALSE(same_uri("http://a/?a%26b", "http://a/?a&b"));
  EXPECT_FALSE(same_uri("http://a/%252F", "http://a/%2F"));
}

TEST(SameUri, RemovesDotSegments) {
  EXPECT_TRUE(same_uri("http://a/b/./c/../d", "http://a/b/d"));
  EXPECT_TRUE(same_uri("http://a/b/..", "http://a/"));
  EXPECT_TRUE(same_uri("http://a/../../b/.", "http://a/b/"));
  EXPECT_TRUE(same_uri("http://a/%2E%2e/b", "http://a/b"));
  EXPECT_FALSE(same_uri("http://a/b/...", "http://a/b"));
  EXPECT_FALSE(same_uri("http://a/b//c", "http://a/b/c"));
}

TEST(SameUri, TakesNoPathForAnAuthority) {
  EXPECT_FALSE(same_uri("a:/.//x/", "a://x"));
  EXPECT_TRUE(same_uri("a:/.//x", "a:/b/..//x"));
}

TEST(SameUri, LeavesOutAnEmptyPathAndADefaultPort) {
  EXPECT_TRUE(same_uri("http://a", "http://a:80/"));
  EXPECT_TRUE(same_uri("https://a:443?x", "https://a:/?x"));
  EXPECT_FALSE(same_uri("http://a:443/", "http://a/"));
  EXPECT_FALSE(same_uri("https://a/", "http://a/"));
}

TEST(SameUri, KeepsQueryAndFragment) {
  EXPECT_FALSE(same_uri("http://a/?x=1&y=2", "http://a/?y=2&x=1"));
  EXPECT_FALSE(same_uri("http://a/?", "http://a/"));
  EXPECT_FALSE(same_uri("http://a/#f", "http://a/"));
  EXPECT_FALSE(same_uri("http://a/?a+b", "http://a/?a%20b"));
  EXPECT_FALSE(same_uri("http://u@a/", "http://a/"));
}

TEST(SameUri, HasNoUriTheSameAsItselfOnly) {
  EXPECT_TRUE(same_uri("http://a/ b", "http://a/ b"));
  EXPECT_FALSE(same_uri("http://a/ b", "http://a/%20b"));
  EXPECT_FALSE(same_uri("/a/./b", "/a/b"));
}

}  // namespace
}  // namespace oauth::codec
