// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/base64.h"

#include <memory>
#include <span>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/testing/matchers.h"
#include "harness/testing/tight_buffer.h"

namespace oauth::codec {
namespace {

using oauthspec::testing::Gives;
using oauthspec::testing::RefusesWith;
using oauthspec::testing::TightBuffer;

// RFC 4648 section 10.
TEST(Base64, MatchesTheRfcsVectors) {
  const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"}};
  for (const auto& [octets, text] : vectors) {
    EXPECT_EQ(base64_encode(octets), text);
    EXPECT_THAT(base64_decode(text), Gives(octets));
  }
}

TEST(Base64, KeepsItsTwoAlphabetsApart) {
  EXPECT_EQ(base64_encode("\xFB\xFF"), "+/8=");
  EXPECT_EQ(base64_encode("\xFB\xFF", Base64::url), "-_8");
  EXPECT_THAT(base64_decode("-_8", Base64::url), Gives("\xFB\xFF"));
  EXPECT_THAT(base64_decode("-_8="), RefusesWith(Errc::base64_invalid));
  EXPECT_THAT(base64_decode("+/8", Base64::url), RefusesWith(Errc::base64_invalid));
  EXPECT_THAT(base64_decode("-_8=", Base64::url), RefusesWith(Errc::base64_invalid));
}

TEST(Base64, RefusesWhatTheEncoderWouldNotWrite) {
  for (const char* text :
       {"Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm 9", "====", "Z===", "Zg==Zg==", "Zm9v\n"}) {
    EXPECT_THAT(base64_decode(TightBuffer(text).view()), RefusesWith(Errc::base64_invalid)) << text;
  }
  for (const char* text : {"Z", "Zh", "Zm9vY"}) {
    EXPECT_THAT(base64_decode(TightBuffer(text).view(), Base64::url),
                RefusesWith(Errc::base64_invalid))
        << text;
  }
}

RC_GTEST_PROP(Base64, DecodeInvertsEncode, (const std::string& octets)) {
  for (const Base64 alphabet : {Base64::standard, Base64::url}) {
    const auto decoded = base64_decode(base64_encode(octets, alphabet), alphabet);
    RC_ASSERT(decoded.has_value());
    RC_ASSERT(*decoded == octets);
  }
}

RC_GTEST_PROP(Base64, WhatDecodesEncodesBack, (const std::string& text)) {
  for (const Base64 alphabet : {Base64::standard, Base64::url}) {
    const auto decoded = base64_decode(text, alphabet);
    if (decoded) RC_ASSERT(base64_encode(*decoded, alphabet) == text);
  }
}

TEST(Base64, IsWrittenIntoTheRoomSaid) {
  for (std::size_t size = 0; size < 64; ++size) {
    const std::string octets(size, '\xA5');
    const std::span of(reinterpret_cast<const std::uint8_t*>(octets.data()), size);
    for (const Base64 alphabet : {Base64::standard, Base64::url}) {
      const auto room = std::make_unique<char[]>(base64_room(size));
      const char* const end = write_base64(room.get(), of, alphabet);
      EXPECT_EQ(std::string_view(room.get(), end), base64_encode(octets, alphabet));
    }
    EXPECT_EQ(base64_encode(octets).size(), base64_room(size));
  }
}

}  // namespace
}  // namespace oauth::codec
