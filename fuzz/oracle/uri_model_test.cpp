// SPDX-License-Identifier: Apache-2.0
// The models of URIs and references against what RFC 3986 prints.
#include "fuzz/oracle/uri_model.h"

#include <gtest/gtest.h>

#include "fuzz/oracle/reference_model.h"

namespace oauthspec::fuzz {
namespace {

// Section 1.1.2
TEST(UriModel, TakesTheExamples) {
  for (const std::string_view text :
       {"ftp://ftp.is.co.za/rfc/rfc1808.txt", "http://www.ietf.org/rfc/rfc2396.txt",
        "ldap://[2001:db8::7]/c=GB?objectClass?one", "mailto:John.Doe@example.com",
        "news:comp.infosystems.www.servers.unix", "tel:+1-816-555-1212", "telnet://192.0.2.16:80/",
        "urn:oasis:names:specification:docbook:dtd:xml:4.1.2"}) {
    EXPECT_TRUE(model_parse_uri(text)) << text;
  }
  for (const std::string_view text :
       {"http://[2001:db8::7/", "//example.com/", "", ":a", "1a:b", "a", "a:b c", "a:%2",
        "a://[1::2::3]", "a://b:c", "a://b@c@d", "a:\xC3\xA9"}) {
    EXPECT_FALSE(model_parse_uri(text)) << text;
  }
}

// Section 3
TEST(UriModel, TakesAUriApart) {
  const auto uri = model_parse_uri("foo://example.com:8042/over/there?name=ferret#nose");
  EXPECT_EQ(uri, (UriParts{"foo", HostParts{std::nullopt, "example.com", "8042"}, "/over/there",
                           "name=ferret", "nose"}));
}

// Section 5.4
TEST(UriModel, ResolvesTheExamples) {
  const std::pair<std::string_view, std::string_view> examples[] = {
      {"g:h", "g:h"},
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
      {"../../g", "http://a/g"},
      {"../../../g", "http://a/g"},
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
      {"g#s/../x", "http://a/b/c/g#s/../x"},
      {"http:g", "http:g"}};
  for (const auto& [reference, target] : examples) {
    EXPECT_EQ(model_resolve("http://a/b/c/d;p?q", reference), target) << reference;
  }
}

// Section 5.2.4
TEST(UriModel, RemovesDotSegments) {
  EXPECT_EQ(model_remove_dot_segments("/a/b/c/./../../g"), "/a/g");
  EXPECT_EQ(model_remove_dot_segments("mid/content=5/../6"), "mid/6");
}

// Sections 6.2.2 and 6.2.3
TEST(UriModel, HasOneNormalForm) {
  EXPECT_EQ(model_normal_form("eXAMPLE://a/./b/../b/%63/%7bfoo%7d"), "example://a/b/c/%7Bfoo%7D");
  for (const std::string_view text : {"http://example.com", "http://example.com/",
                                      "http://example.com:/", "http://example.com:80/"}) {
    EXPECT_EQ(model_normal_form(text), "http://example.com/") << text;
  }
}

}  // namespace
}  // namespace oauthspec::fuzz
