// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/utf8.h"

#include <string>

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"
#include "harness/testing/tight_buffer.h"

namespace oauth::codec {
namespace {

using oauthspec::testing::RefusesWithAt;
using oauthspec::testing::TightBuffer;

std::string encode(unsigned point) {
  const auto octet = [](unsigned value) { return static_cast<char>(value); };
  if (point < 0x80) return {octet(point)};
  if (point < 0x800) return {octet(0xC0 | point >> 6), octet(0x80 | (point & 63))};
  if (point < 0x10000)
    return {octet(0xE0 | point >> 12), octet(0x80 | (point >> 6 & 63)), octet(0x80 | (point & 63))};
  return {octet(0xF0 | point >> 18), octet(0x80 | (point >> 12 & 63)),
          octet(0x80 | (point >> 6 & 63)), octet(0x80 | (point & 63))};
}

TEST(Utf8, TakesEveryCodePointButSurrogates) {
  for (unsigned point = 0; point <= 0x110000; ++point) {
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    ASSERT_EQ(check_utf8(encode(point)).has_value(), !surrogate && point < 0x110000) << point;
  }
}

TEST(Utf8, RefusesWhatIsNoneAtItsPlace) {
  for (const char* octets : {"ab\x80", "ab\xC0\xAF", "ab\xC1\xBF", "ab\xC3", "ab\xE2\x82",
                             "ab\xE0\x80\xAF", "ab\xF0\x8F\xBF\xBF", "ab\xF5\x80\x80\x80", "ab\xFF",
                             "ab\xC3\x28", "ab\xE2\x28\xA1", "ab\xF0\x9F\x98\x28"}) {
    EXPECT_THAT(check_utf8(TightBuffer(octets).view()), RefusesWithAt(Errc::utf8_invalid, 2))
        << octets;
  }
}

}  // namespace
}  // namespace oauth::codec
