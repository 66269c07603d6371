// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/base_string_uri.h"

#include <gtest/gtest.h>

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
