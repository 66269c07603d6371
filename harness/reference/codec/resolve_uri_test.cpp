// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/resolve_uri.h"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/reference/codec/uri.h"
#include "harness/testing/matchers.h"
#include "harness/testing/tight_buffer.h"

namespace oauth::codec {
namespace {

using oauthspec::testing::Gives;
using oauthspec::testing::RefusesWith;
using oauthspec::testing::TightBuffer;

constexpr std::string_view kBase = "http://a/b/c/d;p?q";

struct Example {
  const char* reference;
  const char* target;
};

void expect_all(std::initializer_list<Example> examples) {
  for (const auto& [reference, target] : examples) {
    EXPECT_THAT(resolve_uri(kBase, TightBuffer(reference).view()), Gives(std::string(target)))
        << reference;
  }
}

// RFC 3986 section 5.4.1, the whole table.
TEST(ResolveUri, GivesTheRfcsNormalExamples) {
  expect_all({{"g:h", "g:h"},
              {"g", "http://a/b/c/g"},
              {"./g", "http://a/b/c/g"},
              {"g/", "http://a/b/c/g/"},
              {"/g", "http://a/g"},
              {"//g", "http://g"},
              {"?y", "http://a/b/c/d;p?y"},
              {"g?y", "http://a/b/c/g?y"},
              {"#s", "http://a/b/c/d;p?q#s"},
              {"g#s", "http://a/b/c/g#s"},
              {"g?y#s", "http://a/b/c/g?y#s"},
              {";x", "http://a/b/c/;x"},
              {"g;x", "http://a/b/c/g;x"},
              {"g;x?y#s", "http://a/b/c/g;x?y#s"},
              {"", "http://a/b/c/d;p?q"},
              {".", "http://a/b/c/"},
              {"./", "http://a/b/c/"},
              {"..", "http://a/b/"},
              {"../", "http://a/b/"},
              {"../g", "http://a/b/g"},
              {"../..", "http://a/"},
              {"../../", "http://a/"},
              {"../../g", "http://a/g"}});
}

// RFC 3986 section 5.4.2, the whole table, with the strict reading of its last row.
TEST(ResolveUri, GivesTheRfcsAbnormalExamples) {
  expect_all({{"../../../g", "http://a/g"},
              {"../../../../g", "http://a/g"},
              {"/./g", "http://a/g"},
              {"/../g", "http://a/g"},
              {"g.", "http://a/b/c/g."},
              {".g", "http://a/b/c/.g"},
              {"g..", "http://a/b/c/g.."},
              {"..g", "http://a/b/c/..g"},
              {"./../g", "http://a/b/g"},
              {"./g/.", "http://a/b/c/g/"},
              {"g/./h", "http://a/b/c/g/h"},
              {"g/../h", "http://a/b/c/h"},
              {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
              {"g;x=1/../y", "http://a/b/c/y"},
              {"g?y/./x", "http://a/b/c/g?y/./x"},
              {"g?y/../x", "http://a/b/c/g?y/../x"},
              {"g#s/./x", "http://a/b/c/g#s/./x"},
              {"g#s/../x", "http://a/b/c/g#s/../x"},
              {"http:g", "http:g"}});
}

TEST(ResolveUri, KnowsBasesOfOtherShapes) {
  EXPECT_THAT(resolve_uri("http://a", "g"), Gives(std::string("http://a/g")));
  EXPECT_THAT(resolve_uri("http://a?x", "?y"), Gives(std::string("http://a?y")));
  EXPECT_THAT(resolve_uri("http://a/b#f", ""), Gives(std::string("http://a/b")));
  EXPECT_THAT(resolve_uri("http://a/b#f", "?"), Gives(std::string("http://a/b?")));
  EXPECT_THAT(resolve_uri("com.example.app:/cb", "other?a=1"),
              Gives(std::string("com.example.app:/other?a=1")));
  EXPECT_THAT(resolve_uri("https://u@h:1/", "//[::1]:2/x"),
              Gives(std::string("https://[::1]:2/x")));
  EXPECT_THAT(resolve_uri("a:/b", "/.//c"), Gives(std::string("a:/.//c")));
}

TEST(ResolveUri, RefusesWhatComesToNoUri) {
  EXPECT_THAT(resolve_uri("/b", "g"), RefusesWith(Errc::uri_invalid));
  EXPECT_THAT(resolve_uri(kBase, "a b"), RefusesWith(Errc::uri_character));
  EXPECT_THAT(resolve_uri(kBase, "//h:x/"), RefusesWith(Errc::uri_port_invalid));
  EXPECT_THAT(resolve_uri(kBase, "1a:b"), RefusesWith(Errc::uri_invalid));
  EXPECT_THAT(resolve_uri(kBase, "g%"), RefusesWith(Errc::percent_truncated));
}

// RFC 3986 section 5.2.4, its two examples, and paths that do not begin with "/".
TEST(RemoveDotSegments, GivesTheRfcsExamples) {
  EXPECT_EQ(remove_dot_segments("/a/b/c/./../../g"), "/a/g");
  EXPECT_EQ(remove_dot_segments("mid/content=5/../6"), "mid/6");
  EXPECT_EQ(remove_dot_segments("../../a"), "a");
  EXPECT_EQ(remove_dot_segments("a/.."), "/");
  EXPECT_EQ(remove_dot_segments(".."), "");
  EXPECT_EQ(remove_dot_segments("/a//../b"), "/a/b");
}

RC_GTEST_PROP(ResolveUri, GivesWhatResolvesToItself, (const std::vector<unsigned char>& choices)) {
  constexpr std::string_view kAlphabet = "a./?#;:=";
  std::string reference;
  for (const unsigned char choice : choices) reference += kAlphabet[choice % kAlphabet.size()];
  const auto target = resolve_uri(kBase, reference);
  if (!target) return;
  const auto again = resolve_uri(kBase, *target);
  RC_ASSERT(again.has_value());
  RC_ASSERT(*again == *target);
  // No dot segment is left in a path below an authority.
  const auto uri = parse_uri(*target);
  RC_ASSERT(uri.has_value());
  if (uri->authority) RC_ASSERT(remove_dot_segments(uri->path) == uri->path);
}

}  // namespace
}  // namespace oauth::codec
