// SPDX-License-Identifier: Apache-2.0
// What a hostile peer sends in bulk: each parser comes to its answer, and to the right one. A
// parser that takes quadratic time over one of these runs into CTest's time limit.
#include <string>

#include <gtest/gtest.h>

#include "harness/reference/codec/auth_param.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/form.h"
#include "harness/reference/codec/json.h"
#include "harness/reference/codec/percent.h"
#include "harness/reference/codec/uri.h"
#include "harness/reference/codec/utf8.h"
#include "harness/testing/matchers.h"

namespace oauth::codec {
namespace {

using oauthspec::testing::RefusesWith;
using oauthspec::testing::RefusesWithAt;

constexpr std::size_t kOctets = 16UL * 1024 * 1024;

/// `piece` again and again, up to 16 MiB.
std::string much(std::string_view piece) {
  std::string out;
  out.reserve(kOctets);
  while (out.size() + piece.size() <= kOctets) out += piece;
  return out;
}

TEST(LargeInput, OfEscapes) {
  EXPECT_THAT(percent_decode(much("%")), RefusesWithAt(Errc::percent_bad_digit, 0));
  EXPECT_EQ(percent_decode(much("%41")), std::string(kOctets / 3, 'A'));
  const std::string cut = much("%41") + "%4";
  EXPECT_THAT(percent_decode(cut), RefusesWithAt(Errc::percent_truncated, cut.size() - 2));
  EXPECT_EQ(percent_encode(much("%")).size(), 3 * kOctets);
}

TEST(LargeInput, OfBase64) {
  EXPECT_THAT(base64_decode(much("=")), RefusesWithAt(Errc::base64_invalid, 0));
  EXPECT_THAT(base64_decode(much("AAA=")), RefusesWithAt(Errc::base64_invalid, 3));
  EXPECT_EQ(base64_decode(much("A"))->size(), kOctets / 4 * 3);
}

TEST(LargeInput, OfUtf8) {
  EXPECT_TRUE(check_utf8(much("\xF4\x8F\xBF\xBF")));
  EXPECT_THAT(check_utf8(much("\xC2\x80") + "\xC2"), RefusesWithAt(Errc::utf8_invalid, kOctets));
  EXPECT_THAT(check_utf8(much("\x80")), RefusesWithAt(Errc::utf8_invalid, 0));
}

TEST(LargeInput, OfFormPairs) {
  const auto count = [](const std::string& text) {
    std::size_t found = 0;
    for (RawPairs pairs(text); pairs.next();) ++found;
    return found;
  };
  EXPECT_EQ(count(much("&")), 0U);
  EXPECT_EQ(count(much("=")), 1U);
  EXPECT_EQ(count(much("a&")), kOctets / 2);
}

TEST(LargeInput, OfAuthParams) {
  EXPECT_THAT(parse_auth_params(much("a")), testing::Truly([](const auto& read) {
                return read && read->scheme.size() == kOctets;
              }));
  EXPECT_THAT(parse_auth_params("OAuth " + much(",")), RefusesWithAt(Errc::header_malformed, 6));
  EXPECT_THAT(parse_auth_params("OAuth " + much("\"")), RefusesWithAt(Errc::header_malformed, 6));
  EXPECT_THAT(parse_auth_params("OAuth a=\"" + much("\\\\")),
              RefusesWithAt(Errc::header_malformed, 9 + kOctets));
  EXPECT_THAT(parse_auth_params("OAuth a=\"" + much("\r\n ")),
              RefusesWithAt(Errc::header_malformed, 9 + kOctets / 3 * 3));
  const std::string many = "OAuth " + much("a=\"\",");
  EXPECT_EQ(parse_auth_params(many + "a=\"\"")->params.size(), kOctets / 5 + 1);
}

TEST(LargeInput, OfUris) {
  EXPECT_THAT(parse_uri(much("a")), RefusesWithAt(Errc::uri_invalid, kOctets));
  EXPECT_THAT(parse_uri("http://" + much(":")), RefusesWithAt(Errc::uri_port_invalid, 8));
  EXPECT_THAT(parse_uri("http://" + much("[")), RefusesWithAt(Errc::uri_invalid, 7));
  EXPECT_THAT(parse_uri("http://[" + much(":") + "]/"), RefusesWithAt(Errc::uri_invalid, 7));
  EXPECT_THAT(parse_uri("http://[" + much("1:") + "]/"), RefusesWithAt(Errc::uri_invalid, 7));
  EXPECT_THAT(parse_uri("http://[::" + much("1.") + "]/"), RefusesWithAt(Errc::uri_invalid, 7));
  EXPECT_THAT(parse_uri("http://" + much("@")), RefusesWithAt(Errc::uri_character, 8));
  EXPECT_THAT(parse_uri("http://h/" + much("%41") + "%"),
              RefusesWithAt(Errc::percent_truncated, 9 + kOctets / 3 * 3));
  EXPECT_THAT(parse_uri("http://h/?" + much("?") + "#"), testing::Truly([](const auto& uri) {
                return uri && uri->query->size() == kOctets && uri->fragment == "";
              }));
  const std::string zeros = "h:" + much("0") + "80";
  EXPECT_EQ(port_number(*parse_host_and_port(zeros)), 80U);
  EXPECT_THAT(parse_host_and_port(much("h") + ":x"),
              RefusesWithAt(Errc::uri_port_invalid, kOctets + 1));
}

TEST(LargeInput, OfJson) {
  constexpr JsonLimits kLimits{.octets = 2 * kOctets};
  EXPECT_THAT(parse_json(much("[") + "]"), RefusesWithAt(Errc::too_large, kOctets));
  EXPECT_THAT(parse_json(much("["), kLimits), RefusesWithAt(Errc::json_too_deep, 65));
  EXPECT_THAT(parse_json(much("{\"a\":"), kLimits), RefusesWithAt(Errc::json_too_deep, 64 * 5 + 1));
  EXPECT_THAT(parse_json("\"" + much("\\\\"), kLimits),
              RefusesWithAt(Errc::json_invalid, kOctets + 1));
  EXPECT_THAT(parse_json(much("9"), kLimits), RefusesWith(Errc::json_invalid));
  EXPECT_THAT(parse_json(much(" "), kLimits), RefusesWithAt(Errc::json_invalid, kOctets));
}

}  // namespace
}  // namespace oauth::codec
