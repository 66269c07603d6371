// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/auth_param.h"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/testing/matchers.h"
#include "harness/testing/tight_buffer.h"

namespace oauth::codec {
namespace {

using oauthspec::testing::RefusesWithAt;
using oauthspec::testing::TightBuffer;

TEST(AuthParams, ReadsNamesValuesAndPlaces) {
  const auto credentials = parse_auth_params("OAuth realm=\"a\\\"b, c\",\r\n x=\"\" \t, y=\"1\" ");
  ASSERT_TRUE(credentials);
  EXPECT_EQ(credentials->scheme, "OAuth");
  ASSERT_EQ(credentials->params.size(), 3U);
  EXPECT_EQ(credentials->params[0].value, "a\"b, c");
  EXPECT_EQ(credentials->params[0].value_offset, 13U);
  EXPECT_EQ(credentials->params[1].value, "");
  EXPECT_EQ(credentials->params[2].name, "y");
}

TEST(AuthParams, TakesASchemeAlone) {
  const auto credentials = parse_auth_params("  OAuth ");
  ASSERT_TRUE(credentials);
  EXPECT_TRUE(credentials->params.empty());
}

TEST(AuthParams, NamesThePlaceWhereTheGrammarWasLeft) {
  const std::pair<const char*, int> refused[] = {{"", 0},
                                                 {"=", 0},
                                                 {"OAuth,", 5},
                                                 {"OAuth a", 7},
                                                 {"OAuth a=", 8},
                                                 {"OAuth a=b", 8},
                                                 {"OAuth a= \"\"", 8},
                                                 {"OAuth a =\"\"", 7},
                                                 {"OAuth a=\"b", 10},
                                                 {"OAuth a=\"b\\", 11},
                                                 {"OAuth a=\"\",", 11},
                                                 {"OAuth ,a=\"\"", 6},
                                                 {"OAuth a=\"\"b=\"\"", 10},
                                                 {"OAuth a=\"\",,b=\"\"", 11},
                                                 {"OAuth a=\"b\n\"", 10},
                                                 {"OAuth a=\"b\r\nc\"", 10},
                                                 {"OAuth a=\"\x7f\"", 9},
                                                 {"OAuth a=\"\\\x01\"", 10}};
  for (const auto& [text, offset] : refused) {
    EXPECT_THAT(parse_auth_params(TightBuffer(text).view()),
                RefusesWithAt(Errc::header_malformed, offset))
        << text;
  }
}

// RFC 2616 section 2.2: a folded line is white space, in a quoted string too.
TEST(AuthParams, UnfoldsAQuotedString) {
  const auto credentials = parse_auth_params("OAuth a=\"b\r\n c\r\n\td\te\"");
  ASSERT_TRUE(credentials);
  EXPECT_EQ(credentials->params[0].value, "b c\td\te");
}

// What stands behind a line end would be a header field of its own.
TEST(AppendQuoted, RefusesControlCharacters) {
  std::string out = "realm=";
  EXPECT_THAT(append_quoted(out, "a\r\nSet-Cookie: b"), RefusesWithAt(Errc::header_malformed, 1));
  EXPECT_THAT(append_quoted(out, std::string_view("\0", 1)),
              RefusesWithAt(Errc::header_malformed, 0));
  EXPECT_THAT(append_quoted(out, "ab\x7f"), RefusesWithAt(Errc::header_malformed, 2));
  EXPECT_EQ(out, "realm=");
}

RC_GTEST_PROP(AuthParams, ReadBackWhatWasQuoted, (std::string value)) {
  std::erase_if(value, [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F; });
  std::string field = "OAuth realm=";
  RC_ASSERT(append_quoted(field, value).has_value());
  const auto credentials = parse_auth_params(field);
  RC_ASSERT(credentials.has_value());
  RC_ASSERT(credentials->params.at(0).value == value);
}

}  // namespace
}  // namespace oauth::codec
