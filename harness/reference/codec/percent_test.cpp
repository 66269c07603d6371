// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/percent.h"

#include <cstddef>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/testing/matchers.h"
#include "harness/testing/tight_buffer.h"

namespace oauth::codec {
namespace {

using oauthspec::testing::Gives;
using oauthspec::testing::RefusesWithAt;
using oauthspec::testing::TightBuffer;

// RFC 5849 3.4.1.3.2, the table headed "Encoded".
TEST(PercentEncode, MatchesTheRfcsTable) {
  EXPECT_EQ(percent_encode("r b"), "r%20b");
  EXPECT_EQ(percent_encode("2 q"), "2%20q");
  EXPECT_EQ(percent_encode("c@"), "c%40");
  EXPECT_EQ(percent_encode("=%3D"), "%3D%253D");
}

// RFC5849-3.6-2, RFC5849-3.6-3, RFC5849-3.6-4
TEST(PercentEncode, LeavesTheUnreservedAloneAndEscapesEveryOtherOctet) {
  const std::string unreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  EXPECT_EQ(percent_encode(unreserved), unreserved);
  for (int octet = 0; octet < 256; ++octet) {
    const char c = static_cast<char>(octet);
    if (unreserved.find(c) != std::string::npos) continue;
    char escaped[4];
    std::snprintf(escaped, sizeof escaped, "%%%02X", octet);
    EXPECT_EQ(percent_encode(std::string(1, c)), escaped);
  }
}

TEST(PercentDecode, LeavesThePlusAlone) {
  EXPECT_THAT(percent_decode("a+b%2Bc"), Gives("a+b+c"));
  EXPECT_THAT(percent_decode("%c3%A9"), Gives("\xC3\xA9"));
}

TEST(PercentDecode, NamesTheRuleAndThePlace) {
  for (const auto& [text, offset] : {std::pair("ab%", 2), {"ab%4", 2}, {"%", 0}, {"%41%2", 3}}) {
    EXPECT_THAT(percent_decode(TightBuffer(text).view()),
                RefusesWithAt(Errc::percent_truncated, offset))
        << text;
  }
  for (const auto& [text, offset] :
       {std::pair("%G0", 0), {"a%0G", 1}, {"%%41", 0}, {"%+1", 0}, {"% 1", 0}}) {
    EXPECT_THAT(percent_decode(TightBuffer(text).view()),
                RefusesWithAt(Errc::percent_bad_digit, offset))
        << text;
  }
}

RC_GTEST_PROP(PercentDecode, InvertsEncode, (const std::string& octets)) {
  const auto decoded = percent_decode(percent_encode(octets));
  RC_ASSERT(decoded.has_value());
  RC_ASSERT(*decoded == octets);
}

RC_GTEST_PROP(PercentEncode, TwiceIsEncodeOfEncode, (const std::string& octets)) {
  std::string twice = "before";
  append_percent_encoded_twice(twice, octets);
  RC_ASSERT(twice == "before" + percent_encode(percent_encode(octets)));
}

// A sanitizer sees what is stored beyond the room, or read beyond the octets.
TEST(PercentEncode, IsWrittenIntoTheRoomSaid) {
  for (std::size_t size = 0; size < 300; ++size) {
    for (const char c : {'a', '%'}) {
      const std::string octets(size, c);
      const TightBuffer tight(octets);
      const auto once = std::make_unique<char[]>(percent_encoded_room(size));
      EXPECT_EQ(std::string_view(once.get(), write_percent_encoded(once.get(), tight.view())),
                percent_encode(octets));
      const auto twice = std::make_unique<char[]>(percent_encoded_twice_room(size));
      EXPECT_EQ(
          std::string_view(twice.get(), write_percent_encoded_twice(twice.get(), tight.view())),
          percent_encode(percent_encode(octets)));
    }
  }
}

TEST(PercentEncode, AppendsWhateverTheCapacity) {
  for (const std::size_t size : {0U, 1U, 255U, 256U, 257U, 1000U}) {
    for (const std::size_t reserved : {0U, 300U, 1000U, 6000U}) {
      const std::string octets(size, '/');
      std::string out = "before";
      out.reserve(reserved);
      append_percent_encoded(out, octets);
      std::string expected = "before";
      for (std::size_t i = 0; i < size; ++i) expected += "%2F";
      EXPECT_EQ(out, expected);
    }
  }
}

RC_GTEST_PROP(PercentEncode, OrderWithoutEncodingIsTheOrderOfTheEncoded,
              (const std::string& a, const std::string& b)) {
  RC_ASSERT(compare_percent_encoded(a, b) == (percent_encode(a) <=> percent_encode(b)));
}

// Every text of up to three symbols, against a decoder so plain that it can be checked by eye.
TEST(PercentDecode, AgreesWithAPlainModelOnEveryShortText) {
  const std::string symbols = "a%2fF+";
  const auto is_hex = [](char c) {
    return std::string_view("0123456789abcdefABCDEF").find(c) != std::string::npos;
  };
  const auto model = [&](const std::string& text) -> std::optional<std::string> {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '%') {
        out += text[i];
      } else {
        if (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2]))
          return std::nullopt;
        out += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
        i += 2;
      }
    }
    return out;
  };
  std::vector<std::string> texts = {""};
  for (std::size_t i = 0; i < texts.size() && texts[i].size() < 5; ++i) {
    for (const char symbol : symbols) texts.push_back(texts[i] + symbol);
  }
  for (const std::string& text : texts) {
    const auto decoded = percent_decode(text);
    const auto expected = model(text);
    ASSERT_EQ(decoded.has_value(), expected.has_value()) << text;
    if (expected) {
      ASSERT_EQ(*decoded, *expected) << text;
    }
  }
}

}  // namespace
}  // namespace oauth::codec
