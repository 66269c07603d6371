// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/challenge.h"

#include <string>

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"
#include "harness/testing/tight_buffer.h"

namespace oauth::codec {
namespace {

using oauthspec::testing::RefusesWith;
using oauthspec::testing::TightBuffer;

// RFC 7230 section 3.2.4: a folded line is white space, wherever white space may stand.
TEST(Challenge, TakesAFoldedLineBehindAToken68ForWhiteSpace) {
  for (const std::string fold : {"", " ", "\t", "\r\n ", "\r\n\t", " \r\n \r\n "}) {
    const auto read =
        parse_challenges(TightBuffer("Negotiate YQ==" + fold + ", Basic realm=\"x\"").view());
    ASSERT_TRUE(read) << fold;
    ASSERT_EQ(read->size(), 2U);
    EXPECT_EQ(read->front().token68, "YQ==");
    EXPECT_EQ(read->back().find("realm"), "x");
    const auto alone = parse_challenges(TightBuffer("Negotiate YQ==" + fold).view());
    ASSERT_TRUE(alone) << fold;
    EXPECT_EQ(alone->front().token68, "YQ==");
  }
}

TEST(Challenge, TakesALineEndForNothingElse) {
  for (const char* const text :
       {"Negotiate YQ==\r\n", "Negotiate YQ==\n ", "Negotiate YQ==\r\n x"}) {
    EXPECT_THAT(parse_challenges(TightBuffer(text).view()), RefusesWith(Errc::challenge_malformed))
        << text;
  }
}

}  // namespace
}  // namespace oauth::codec
