// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/cookies.h"

#include <initializer_list>
#include <string>

#include <gtest/gtest.h>

#include "harness/agent/set_cookie.h"
#include "harness/agent/testing/scripted_transport.h"
#include "harness/testing/tight_buffer.h"

namespace oauthspec::agent {
namespace {

class Cookies : public ::testing::Test {
 protected:
  void set(std::string_view url, std::initializer_list<const char*> fields) {
    std::vector<oauth::message::HeaderField> headers;
    for (const char* field : fields) headers.push_back({"set-COOKIE", field});
    jar_.store(url, headers);
  }
  [[nodiscard]] std::string sent_to(std::string_view url) const { return jar_.header_for(url); }

  testing::SettableClock clock_;
  CookieJar jar_{clock_};
};

TEST_F(Cookies, GoBackToTheHostThatSetThem) {
  set("https://as.example/login", {"sid=1", "t=\"quoted value\"; Path=/"});
  EXPECT_EQ(sent_to("https://as.example/"), "sid=1; t=\"quoted value\"");
  EXPECT_EQ(sent_to("https://AS.example:8443/x?y#z"), "sid=1; t=\"quoted value\"");
  EXPECT_EQ(sent_to("https://other.example/"), "");
  EXPECT_EQ(sent_to("https://www.as.example/"), "");
  EXPECT_EQ(sent_to("https://example/"), "");
}

TEST_F(Cookies, OfADomainGoToHostsBelowIt) {
  set("https://login.as.example/", {"a=1; Domain=as.example", "b=2; domain=.AS.EXAMPLE"});
  EXPECT_EQ(sent_to("https://as.example/"), "a=1; b=2");
  EXPECT_EQ(sent_to("https://x.y.as.example/"), "a=1; b=2");
  EXPECT_EQ(sent_to("https://has.example/"), "");
}

TEST_F(Cookies, OfADomainThatIsNotTheHostsAreRefused) {
  set("https://as.example/", {"a=1; Domain=other.example", "b=1; Domain=login.as.example",
                              "c=1; Domain=example", "d=1; Domain=.s.example"});
  set("http://127.0.0.1/", {"e=1; Domain=0.0.1"});
  EXPECT_TRUE(jar_.cookies().empty());
}

TEST_F(Cookies, OfASingleLabelAreForThatHostAlone) {
  set("http://localhost:3000/", {"a=1; Domain=localhost"});
  EXPECT_EQ(sent_to("http://localhost:4000/"), "a=1");
  EXPECT_EQ(sent_to("http://evil.localhost/"), "");
}

// RFC 6265 section 5.1.4.
TEST_F(Cookies, MatchPathsBySegments) {
  set("http://h/a/b/c", {"default=1", "named=1; Path=/a", "slash=1; Path=/a/", "bad=1; Path=a"});
  EXPECT_EQ(sent_to("http://h/a/b/d"), "default=1; bad=1; slash=1; named=1");
  EXPECT_EQ(sent_to("http://h/a/b"), "default=1; bad=1; slash=1; named=1");
  EXPECT_EQ(sent_to("http://h/a"), "named=1");
  EXPECT_EQ(sent_to("http://h/ab"), "");
  set("http://h", {"root=1"});
  EXPECT_EQ(sent_to("http://h/ab?/a/b"), "root=1");
}

TEST_F(Cookies, AreReplacedAndKeepTheirPlace) {
  set("http://h/", {"a=1", "b=1", "a=2"});
  EXPECT_EQ(sent_to("http://h/"), "a=2; b=1");
  set("http://h/", {"a=other; Path=/x"});
  EXPECT_EQ(sent_to("http://h/x"), "a=other; a=2; b=1");
}

TEST_F(Cookies, ExpireByTheClock) {
  set("http://h/",
      {"age=1; Max-Age=60", "both=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
       "date=1; Expires=Tue, 14 Nov 2023 22:15:20 GMT", "session=1", "odd=1; Max-Age=soon"});
  EXPECT_EQ(sent_to("http://h/"), "age=1; both=1; date=1; session=1; odd=1");
  clock_.seconds += 60;
  EXPECT_EQ(sent_to("http://h/"), "date=1; session=1; odd=1");
  clock_.seconds += 60;
  EXPECT_EQ(sent_to("http://h/"), "session=1; odd=1");
}

TEST_F(Cookies, AreDeletedByAPastDate) {
  set("http://h/", {"a=1", "b=1", "c=1"});
  set("http://h/",
      {"a=; Max-Age=0", "b=; Expires=Thu, 01-Jan-1970 00:00:01 GMT", "c=; Max-Age=-5"});
  EXPECT_EQ(sent_to("http://h/"), "");
  EXPECT_TRUE(jar_.cookies().empty());
}

TEST_F(Cookies, ThatAreSecureStayOffPlainHttpBeyondLoopback) {
  set("http://as.example/", {"refused=1; Secure"});
  set("https://as.example/", {"s=1; Secure"});
  EXPECT_EQ(sent_to("https://as.example/"), "s=1");
  EXPECT_EQ(sent_to("http://as.example/"), "");
  for (const char* url :
       {"http://localhost/", "http://127.0.0.1:8080/", "http://[::1]/", "http://as.localhost/"}) {
    set(url, {"l=1; Secure; HttpOnly"});
    EXPECT_EQ(sent_to(url), "l=1") << url;
  }
  set("http://127.evil.example/", {"x=1; Secure"});
  EXPECT_EQ(sent_to("https://127.evil.example/"), "");
}

TEST_F(Cookies, OfPlainHttpNeverHideASecureOne) {
  set("https://as.example/", {"sid=good; Secure; Domain=as.example"});
  set("http://as.example/", {"sid=evil"});
  set("http://www.as.example/", {"sid=evil; Path=/login"});
  EXPECT_EQ(sent_to("https://as.example/"), "sid=good");
  EXPECT_EQ(sent_to("https://www.as.example/login"), "sid=good");
}

TEST_F(Cookies, KeepThePromisesOfTheirPrefixes) {
  set("https://as.example/",
      {"__Host-a=1; Secure; Path=/", "__Secure-b=1; Secure; Domain=as.example",
       "__Host-c=1; Secure", "__Host-d=1; Path=/", "__Secure-e=1",
       "__Host-f=1; Secure; Path=/; Domain=as.example", "__host-g=1; Secure; Path=/x"});
  EXPECT_EQ(sent_to("https://as.example/x"), "__Host-a=1; __Secure-b=1");
}

TEST_F(Cookies, ThatAreNoneArePassedOver) {
  set("http://h/", {"", "novalue", "=x", "a\x01=1", "; Path=/", "ok=1"});
  set("http://h/", {std::string("big=" + std::string(5000, 'x')).c_str()});
  set("mailto:a@b", {"a=1"});
  EXPECT_EQ(sent_to("http://h/"), "ok=1");
}

TEST(SetCookie, ReadsAttributesLeniently) {
  const auto cookie = parse_set_cookie(
      testing::TightBuffer(
          "  n = v=w ;SECURE;  HttpOnly=yes; path = /p ; Domain = .H ; x; =; Path=")
          .view(),
      0);
  ASSERT_TRUE(cookie);
  EXPECT_EQ(cookie->name, "n");
  EXPECT_EQ(cookie->value, "v=w");
  EXPECT_TRUE(cookie->secure && cookie->http_only);
  EXPECT_EQ(cookie->domain, "h");
  EXPECT_EQ(cookie->path, "");
}

// RFC 6265 section 5.1.1.
TEST(CookieDate, IsReadInManyForms) {
  constexpr std::int64_t kExample = 784'111'777;
  for (const char* text : {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                           "Sun Nov  6 08:49:37 1994", "6 november 94 8:49:37",
                           "1994/Nov/06 08:49:37.000", "Sun, 06-Nov-1994 08:49:37 GMT"}) {
    EXPECT_EQ(parse_cookie_date(testing::TightBuffer(text).view()), kExample) << text;
  }
  EXPECT_EQ(parse_cookie_date("Thu, 01-Jan-1970 00:00:00 GMT"), 0);
  EXPECT_EQ(parse_cookie_date("Fri, 31 Dec 69 23:59:59 GMT"), 3'155'759'999);
}

TEST(CookieDate, RefusesWhatIsMissingOrOutOfBounds) {
  for (const char* text :
       {"", "soon", "06 Nov 1994", "08:49:37 Nov 1994", "06 1994 08:49:37", "06 Nov 08:49:37",
        "31 Feb 1994 08:49:37", "06 Nov 1994 24:00:00", "06 Nov 1600 08:49:37",
        "0 Nov 1994 08:49:37", "06 Nov 19945 08:49:37"}) {
    EXPECT_EQ(parse_cookie_date(testing::TightBuffer(text).view()), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace oauthspec::agent
