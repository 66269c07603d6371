// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/base_string_uri.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "harness/reference/codec/percent.h"
#include "harness/reference/codec/uri.h"
#include "harness/testing/matchers.h"

namespace oauth::oauth1 {
namespace {

using oauthspec::testing::Gives;
using oauthspec::testing::RefusesWith;

// RFC 5849 3.4.1.2, both examples.
TEST(BaseStringUri, MatchesTheRfcsExamples) {
  EXPECT_THAT(base_string_uri("http://EXAMPLE.COM:80/r%20v/X?id=123"),
              Gives("http://example.com/r%20v/X"));
  EXPECT_THAT(base_string_uri("http://proxy/r%20v/X?id=123", "EXAMPLE.COM:80"),
              Gives("http://example.com/r%20v/X"));
  EXPECT_THAT(base_string_uri("https://www.example.net:8080/?q=1"),
              Gives("https://www.example.net:8080/"));
}

TEST(BaseStringUri, LeavesThePathAsItIsSent) {
  EXPECT_THAT(base_string_uri("http://h/a/../b/./%7e;x=1//?q#f"),
              Gives("http://h/a/../b/./%7e;x=1//"));
  EXPECT_THAT(base_string_uri("http://h?q"), Gives("http://h/"));
}

TEST(BaseStringUri, DropsTheDefaultPortOfItsOwnScheme) {
  EXPECT_THAT(base_string_uri("HTTPS://H:443/"), Gives("https://h/"));
  EXPECT_THAT(base_string_uri("https://h:80/"), Gives("https://h:80/"));
  EXPECT_THAT(base_string_uri("http://h:/"), Gives("http://h/"));
  EXPECT_THAT(base_string_uri("http://u:p@[2001:DB8::1]:8080/"),
              Gives("http://[2001:db8::1]:8080/"));
}

std::string written_encoded(std::string_view url, std::optional<std::string_view> host_header) {
  BaseStringUri found;
  EXPECT_TRUE(find_base_string_uri(codec::parse_uri(url).value(), host_header, found));
  std::string out(encoded_base_string_uri_room(found), '\0');
  out.resize(
      static_cast<std::size_t>(write_encoded_base_string_uri(out.data(), found) - out.data()));
  return out;
}

/// An upper-case letter stands at each place of hosts of several lengths.
std::vector<std::string> authorities() {
  std::vector<std::string> all{
      "a", "a:80", "a:443", "a:8080", "a:", "user@a", "[::1]", "%41b", "!$&'()*+,;="};
  for (const std::size_t size : {1U, 7U, 8U, 9U, 16U, 25U}) {
    for (std::size_t at = 0; at < size; ++at) {
      for (const char letter : {'A', 'Z'}) {
        std::string host(size, at % 2 == 0 ? 'a' : 'z');
        host[at] = letter;
        all.push_back(std::move(host));
      }
    }
  }
  return all;
}

void expect_encoded_as_written(const std::string& url) {
  for (const char* header : {"", "Host.example:81"}) {
    std::optional<std::string_view> host;
    if (*header != '\0') host = header;
    EXPECT_EQ(written_encoded(url, host), codec::percent_encode(base_string_uri(url, host).value()))
        << url;
  }
}

// RFC5849-3.4.1.1-3
TEST(BaseStringUri, IsEncodedAsItIsWritten) {
  for (const std::string& authority : authorities()) {
    for (const char* path : {"", "/", "/A%2fb/~C?q=/"}) {
      expect_encoded_as_written("http://" + authority + path);
      expect_encoded_as_written("HTTPS://" + authority + path);
    }
  }
}

TEST(BaseStringUri, RefusesWhatNoHttpRequestCanBeSentTo) {
  EXPECT_THAT(base_string_uri("ftp://h/"), RefusesWith(Errc::uri_scheme_unsupported));
  EXPECT_THAT(base_string_uri("http:/p"), RefusesWith(Errc::uri_host_missing));
  EXPECT_THAT(base_string_uri("http:///p"), RefusesWith(Errc::uri_host_missing));
  EXPECT_THAT(base_string_uri("http://h:65536/"), RefusesWith(Errc::uri_port_invalid));
  EXPECT_THAT(base_string_uri("/p"), RefusesWith(Errc::uri_invalid));
  EXPECT_THAT(base_string_uri("http:p", "h"), RefusesWith(Errc::uri_host_missing));
  EXPECT_THAT(base_string_uri("http:/p", "h"), RefusesWith(Errc::uri_host_missing));
  EXPECT_THAT(base_string_uri("http:///p", "h"), RefusesWith(Errc::uri_host_missing));
  EXPECT_THAT(base_string_uri("http://h/", ""), RefusesWith(Errc::host_header_invalid));
  EXPECT_THAT(base_string_uri("http://h/", "a b"), RefusesWith(Errc::host_header_invalid));
  EXPECT_THAT(base_string_uri("http://h/", "h:80/p"), RefusesWith(Errc::host_header_invalid));
}

}  // namespace
}  // namespace oauth::oauth1
