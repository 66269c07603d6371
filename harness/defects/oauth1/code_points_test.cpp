// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth1/code_points.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::defects::oauth1 {
namespace {

using testing::ElementsAre;

// U+00E9, U+20AC, U+1F600
constexpr std::string_view kText = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80";

TEST(CodePoints, AreThoseOfUtf8) {
  EXPECT_THAT(code_points(kText), ElementsAre(U'a', U'\xE9', U'\x20AC', U'\x1F600'));
}

TEST(CodePoints, TakeOtherOctetsForIso8859) {
  EXPECT_THAT(code_points("\xFF\xC3z"), ElementsAre(U'\xFF', U'\xC3', U'z'));
}

TEST(CodePoints, AreWrittenBack) {
  std::string text;
  for (const char32_t code_point : code_points(kText)) text += utf8(code_point);
  EXPECT_EQ(text, kText);
}

TEST(Utf16, HasSurrogatesBeyondTheBasicPlane) {
  EXPECT_THAT(utf16(kText), ElementsAre(u'a', u'\xE9', u'\x20AC', 0xD83D, 0xDE00));
}

TEST(WithReplacements, KeepsUtf8) {
  EXPECT_EQ(with_replacements(kText), kText);
  EXPECT_EQ(with_replacements("a\xFF\xE2\x82z"), "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz");
}

}  // namespace
}  // namespace oauthspec::defects::oauth1
