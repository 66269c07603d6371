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
                                                 {"OAuth a=\"\",,b=\"\"", 11}};
  for (const auto& [text, offset] : refused) {
    EXPECT_THAT(parse_auth_params(TightBuffer(text).view()),
                RefusesWithAt(Errc::header_malformed, offset))
        << text;
  }
}

RC_GTEST_PROP(AuthParams, ReadBackWhatWasQuoted, (const std::string& value)) {
  std::string field = "OAuth realm=";
  append_quoted(field, value);
  const auto credentials = parse_auth_params(field);
  RC_ASSERT(credentials.has_value());
  RC_ASSERT(credentials->params.at(0).value == value);
}

}  // namespace
}  // namespace oauth::codec
