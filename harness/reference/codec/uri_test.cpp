// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/uri.h"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/testing/matchers.h"
#include "harness/testing/tight_buffer.h"

namespace oauth::codec {
namespace {

using oauthspec::testing::RefusesWith;
using oauthspec::testing::RefusesWithAt;
using oauthspec::testing::TightBuffer;

// RFC 3986 section 3.
TEST(Uri, TakesTheRfcsExampleApart) {
  const auto uri = parse_uri("foo://example.com:8042/over/there?name=ferret#nose");
  ASSERT_TRUE(uri);
  EXPECT_EQ(uri->scheme, "foo");
  EXPECT_EQ(uri->authority->host, "example.com");
  EXPECT_EQ(uri->authority->port, "8042");
  EXPECT_EQ(uri->path, "/over/there");
  EXPECT_EQ(uri->query, "name=ferret");
  EXPECT_EQ(uri->query_offset, 34U);
  EXPECT_EQ(uri->fragment, "nose");
}

// RFC 3986 section 1.1.2.
TEST(Uri, TakesTheRfcsOtherExamples) {
  for (const char* text :
       {"ftp://ftp.is.co.za/rfc/rfc1808.txt", "ldap://[2001:db8::7]/c=GB?objectClass?one",
        "mailto:John.Doe@example.com", "news:comp.infosystems.www.servers.unix",
        "tel:+1-816-555-1212", "telnet://192.0.2.16:80/",
        "urn:oasis:names:specification:docbook:dtd:xml:4.1.2"}) {
    EXPECT_TRUE(parse_uri(text)) << text;
  }
}

TEST(Uri, TellsAnEmptyPartFromNone) {
  const auto empty = parse_uri("http://@h:/?#");
  ASSERT_TRUE(empty);
  EXPECT_EQ(empty->authority->userinfo, "");
  EXPECT_EQ(empty->authority->port, "");
  EXPECT_EQ(empty->query, "");
  EXPECT_EQ(empty->fragment, "");
  const auto none = parse_uri("http://h");
  ASSERT_TRUE(none);
  EXPECT_FALSE(none->authority->userinfo || none->authority->port || none->query || none->fragment);
  EXPECT_EQ(none->path, "");
}

TEST(Uri, KnowsAddresses) {
  for (const char* host : {"[::]", "[::1]", "[1::]", "[1:2:3:4:5:6:7:8]", "[1:2::7:8]",
                           "[::ffff:192.0.2.1]", "[1:2:3:4:5:6:192.0.2.1]", "[FE80::A]", "[v1.a:b]",
                           "127.0.0.1", "1.2.3", "a_b", "%41", ""}) {
    EXPECT_TRUE(parse_uri(std::string("http://") + host + "/")) << host;
  }
  for (const char* host : {"[]", "[:]", "[:::]", "[1]", "[1::2::3]", "[1:2:3:4:5:6:7:8:9]",
                           "[1:2:3:4:5:6:7::8]", "[12345::]", "[::g]", "[::1.2.3]", "[::1.2.3.256]",
                           "[::01.2.3.4]", "[1.2.3.4::]", "[v1]", "[v.a]", "[::1", "[::1]a"}) {
    EXPECT_THAT(parse_uri(std::string("http://") + host + "/"), RefusesWith(Errc::uri_invalid))
        << host;
  }
}

TEST(Uri, NamesTheRuleAndThePlace) {
  for (const auto& [text, offset] : {std::pair("", 0),
                                     {"/path", 0},
                                     {"example.com", 11},
                                     {":a", 0},
                                     {"1a:b", 4},
                                     {"ht tp://h/", 2}}) {
    EXPECT_THAT(parse_uri(TightBuffer(text).view()), RefusesWith(Errc::uri_invalid))
        << text << offset;
  }
  for (const auto& [text, offset] : {std::pair("http://h/a b", 10),
                                     {"http://h/#a#b", 11},
                                     {"http://a b/", 8},
                                     {"http://h/\x80", 9},
                                     {"http://h\\a/", 8},
                                     {"http://h/[", 9}}) {
    EXPECT_THAT(parse_uri(TightBuffer(text).view()), RefusesWithAt(Errc::uri_character, offset))
        << text;
  }
  EXPECT_THAT(parse_uri("http://h/%4"), RefusesWithAt(Errc::percent_truncated, 9));
  EXPECT_THAT(parse_uri("http://h/?%zz"), RefusesWithAt(Errc::percent_bad_digit, 10));
  EXPECT_THAT(parse_uri("http://h:8a/"), RefusesWithAt(Errc::uri_port_invalid, 10));
  EXPECT_THAT(parse_uri("http://h:-1/"), RefusesWithAt(Errc::uri_port_invalid, 9));
  EXPECT_THAT(parse_uri("http://u@v@h/"), RefusesWith(Errc::uri_character));
}

TEST(Port, IsANumberBelow65536) {
  const auto number = [](std::string_view text) { return port_number(*parse_host_and_port(text)); };
  EXPECT_EQ(number("h:65535"), 65535U);
  EXPECT_EQ(number("h:0080"), 80U);
  EXPECT_EQ(number("h:"), std::nullopt);
  EXPECT_EQ(number("h"), std::nullopt);
  EXPECT_THAT(number("h:65536"), RefusesWith(Errc::uri_port_invalid));
  EXPECT_THAT(number("h:99999999999999999999"), RefusesWith(Errc::uri_port_invalid));
}

RC_GTEST_PROP(Uri, PartsOfAnAcceptedTextLieInIt, (const std::string& tail)) {
  const std::string text = "http://h/" + tail;
  const auto uri = parse_uri(text);
  if (!uri) {
    RC_ASSERT(uri.error().offset <= text.size());
    return;
  }
  std::string again = "http://" + std::string(uri->authority->host) + std::string(uri->path);
  if (uri->query) again.append("?").append(*uri->query);
  if (uri->fragment) again.append("#").append(*uri->fragment);
  RC_ASSERT(again == text);
}

}  // namespace
}  // namespace oauth::codec
