// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/url.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/reference/codec/uri.h"
#include "harness/testing/tight_buffer.h"

namespace oauthspec::agent {
namespace {

constexpr std::string_view kPage = "https://as.example/a/login?x=1#f";

std::optional<std::string> resolve(std::string_view reference) {
  return resolve_reference(kPage, testing::TightBuffer(reference).view());
}

TEST(ResolveReference, FollowsRelativeOnes) {
  EXPECT_EQ(resolve("consent"), "https://as.example/a/consent");
  EXPECT_EQ(resolve("../b?y=2"), "https://as.example/b?y=2");
  EXPECT_EQ(resolve("//other.example/"), "https://other.example/");
  EXPECT_EQ(resolve(""), "https://as.example/a/login?x=1");
  EXPECT_EQ(resolve("#g"), "https://as.example/a/login?x=1#g");
  EXPECT_EQ(resolve("com.example.app:/cb?code=1"), "com.example.app:/cb?code=1");
}

TEST(ResolveReference, IsAsLenientAsBrowsers) {
  EXPECT_EQ(resolve(" \n/c\to\r\nnsent \t"), "https://as.example/consent");
  EXPECT_EQ(resolve("/a b?c d|e"), "https://as.example/a%20b?c%20d%7Ce");
  EXPECT_EQ(resolve("/\xC3\xA4?\xFF"), "https://as.example/%C3%A4?%FF");
  EXPECT_EQ(resolve("\\b\\c?d\\e"), "https://as.example/b/c?d%5Ce");
  EXPECT_EQ(resolve("/?a[]=1&b={}"), "https://as.example/?a%5B%5D=1&b=%7B%7D");
  EXPECT_EQ(resolve("http://[::1]:3000/cb?x=[1]"), "http://[::1]:3000/cb?x=%5B1%5D");
  EXPECT_EQ(resolve("/100%?%zz&%41"), "https://as.example/100%25?%25zz&%41");
  EXPECT_EQ(resolve("/#a#b"), "https://as.example/#a%23b");
}

TEST(ResolveReference, GivesNothingForWhatIsNoUrl) {
  EXPECT_EQ(resolve("http://h:port/"), std::nullopt);
  EXPECT_EQ(resolve("http://[::1/"), std::nullopt);
  EXPECT_EQ(resolve_reference("no base", "x"), std::nullopt);
}

TEST(Url, IsTakenApart) {
  EXPECT_EQ(without_fragment(kPage), "https://as.example/a/login?x=1");
  EXPECT_EQ(fragment_of(kPage), "f");
  EXPECT_EQ(fragment_of("http://h/"), "");
  EXPECT_EQ(origin_of("HTTPS://As.Example:443/x"), "https://as.example");
  EXPECT_EQ(origin_of("http://[::1]:3000/x"), "http://[::1]:3000");
  EXPECT_EQ(origin_of("urn:x"), "null");
  EXPECT_FALSE(place_of("ftp://h/"));
  EXPECT_FALSE(place_of("http:///x"));
  EXPECT_EQ(place_of("http://H")->path, "/");
}

RC_GTEST_PROP(ResolveReference, GivesAbsoluteUrisThatResolveToThemselves,
              (const std::string& text)) {
  const auto url = resolve_reference(kPage, text);
  if (!url) return;
  const bool is_uri = oauth::codec::parse_uri(*url).has_value();
  RC_ASSERT(is_uri);
  const auto again = resolve_reference(kPage, *url);
  RC_ASSERT(again.has_value());
  RC_ASSERT(*again == *url);
}

}  // namespace
}  // namespace oauthspec::agent
