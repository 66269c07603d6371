// SPDX-License-Identifier: Apache-2.0
#include "fuzz/input/escapes.h"

#include <gtest/gtest.h>

namespace oauthspec::fuzz {
namespace {

TEST(Escapes, StandForAnyOctet) {
  EXPECT_EQ(without_escapes("a%20b%2Bc%c3%A9%00"), std::string_view("a b+c\xc3\xa9\0", 8));
  EXPECT_EQ(without_escapes(""), "");
}

TEST(Escapes, ThatAreNoneStandForThemselves) {
  for (const std::string_view text : {"%", "%2", "%zz", "%2z", "%z2", "100%", "%@0", "%`0"}) {
    EXPECT_EQ(without_escapes(text), text);
  }
  EXPECT_EQ(without_escapes("%%41"), "%A");
}

TEST(Escapes, MayHaveSpacesAsPlus) {
  EXPECT_EQ(without_escapes("a+b%2B+", Plus::space), "a b+ ");
  EXPECT_EQ(without_escapes("a+b"), "a+b");
}

TEST(TakeUntil, TakesTheEndToo) {
  std::string_view text = "a=b=c";
  EXPECT_EQ(take_until(text, '='), "a");
  EXPECT_EQ(take_until(text, '='), "b");
  EXPECT_EQ(take_until(text, '='), "c");
  EXPECT_EQ(take_until(text, '='), "");
}

}  // namespace
}  // namespace oauthspec::fuzz
