// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/http_date.h"

#include <cstdint>
#include <string>

#include <gtest/gtest.h>

namespace oauth::codec {
namespace {

constexpr std::int64_t kNow = 1'700'000'000;  // 14 November 2023
constexpr std::int64_t kExample = 784'111'777;

TEST(HttpDate, ReadsTheThreeFormsOfTheSpecification) {
  // RFC 7231 section 7.1.1.1, the examples: one point in time.
  EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT", kNow), kExample);
  EXPECT_EQ(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT", kNow), kExample);
  EXPECT_EQ(parse_http_date("Sun Nov  6 08:49:37 1994", kNow), kExample);
}

TEST(HttpDate, TellsTheCenturyByTheClock) {
  const auto year = [](int two_digits) {
    const std::string digits = (two_digits < 10 ? "0" : "") + std::to_string(two_digits);
    return parse_http_date("Monday, 01-Jan-" + digits + " 00:00:00 GMT", kNow);
  };
  EXPECT_EQ(year(70), 3'155'760'000);  // 2070
  EXPECT_EQ(year(73), 3'250'454'400);  // 2073: 50 years are not more than 50
  EXPECT_EQ(year(74), 126'230'400);    // 1974
  EXPECT_EQ(year(0), 946'684'800);     // 2000
}

TEST(HttpDate, KnowsTheCalendar) {
  EXPECT_EQ(parse_http_date("Thu, 29 Feb 2024 23:59:60 GMT", kNow), 1'709'251'200);
  EXPECT_EQ(parse_http_date("Thu, 01 Jan 1970 00:00:00 GMT", kNow), 0);
  EXPECT_EQ(parse_http_date("Wed, 31 Dec 1969 23:59:59 GMT", kNow), -1);
  EXPECT_FALSE(parse_http_date("Wed, 29 Feb 2023 00:00:00 GMT", kNow));
  EXPECT_FALSE(parse_http_date("Wed, 00 Jan 2023 00:00:00 GMT", kNow));
  EXPECT_FALSE(parse_http_date("Wed, 01 Foo 2023 00:00:00 GMT", kNow));
  EXPECT_FALSE(parse_http_date("Wed, 01 Jan 2023 24:00:00 GMT", kNow));
  EXPECT_FALSE(parse_http_date("Wed, 01 Jan 2023 00:60:00 GMT", kNow));
  EXPECT_FALSE(parse_http_date("Wed, 01 Jan 2023 00:00:61 GMT", kNow));
}

TEST(HttpDate, RefusesOtherText) {
  for (const char* text :
       {"", ",", "120", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT ", "Sun, 06 NOV 1994 08:49:37 GMT", "Sun Nov 06 08:49:37 94",
        "Sun Nov 6 08:49:37 1994", "Sun Nov    08:49:37 1994", "1day, 06-Nov-94 08:49:37 GMT",
        "Sunday, 06-Nov-1994 08:49:37 GMT"}) {
    EXPECT_FALSE(parse_http_date(text, kNow)) << text;
  }
}

}  // namespace
}  // namespace oauth::codec
