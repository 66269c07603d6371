// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/scope.h"

#include <gtest/gtest.h>

#include "harness/reference/oauth2/characters.h"
#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using oauthspec::testing::Gives;
using oauthspec::testing::RefusesWith;
using oauthspec::testing::RefusesWithAt;

// RFC 6749, appendix A: VSCHAR = %x20-7E, NQCHAR = %x21 / %x23-5B / %x5D-7E, NQSCHAR = %x20-21 / %x23-5B / %x5D-7E; RFC 3986
// section 2.3: unreserved.
TEST(Characters, AreThoseOfTheGrammar) {
  for (int octet = 0; octet < 256; ++octet) {
    const char c = static_cast<char>(octet);
    const auto within = [octet](int first, int last) { return octet >= first && octet <= last; };
    const bool nqchar = octet == 0x21 || within(0x23, 0x5B) || within(0x5D, 0x7E);
    const bool unreserved = within('A', 'Z') || within('a', 'z') || within('0', '9') ||
                            octet == '-' || octet == '.' || octet == '_' || octet == '~';
    EXPECT_EQ(is_vschar(c), within(0x20, 0x7E)) << octet;
    EXPECT_EQ(is_nqchar(c), nqchar) << octet;
    EXPECT_EQ(is_nqschar(c), nqchar || octet == 0x20) << octet;
    EXPECT_EQ(is_unreserved(c), unreserved) << octet;
  }
  EXPECT_FALSE(is_all("", is_vschar));
}

// RFC 6749 section 3.3 and appendix A.4.
TEST(ParseScope, SaysWhereTheGrammarWasLeft) {
  EXPECT_THAT(parse_scope("read https://a/b!"), Gives(Scope{"read", "https://a/b!"}));
  EXPECT_THAT(parse_scope(""), RefusesWithAt(Errc::scope_invalid, 0));
  EXPECT_THAT(parse_scope(" a"), RefusesWithAt(Errc::scope_invalid, 0));
  EXPECT_THAT(parse_scope("a "), RefusesWithAt(Errc::scope_invalid, 2));
  EXPECT_THAT(parse_scope("a  b"), RefusesWithAt(Errc::scope_invalid, 2));
  EXPECT_THAT(parse_scope("a b\"c"), RefusesWithAt(Errc::scope_invalid, 3));
  EXPECT_THAT(parse_scope("a\tb"), RefusesWithAt(Errc::scope_invalid, 1));
}

TEST(WriteScope, WritesTokensOnly) {
  EXPECT_THAT(write_scope({"a", "b"}), Gives("a b"));
  EXPECT_THAT(write_scope({}), RefusesWith(Errc::scope_invalid));
  EXPECT_THAT(write_scope({"a", ""}), RefusesWith(Errc::scope_invalid));
  EXPECT_THAT(write_scope({"a b"}), RefusesWith(Errc::scope_invalid));
}

// RFC6749-3.3-1: order has no meaning, case has. RFC6749-5.1-10: without a scope it is as requested.
TEST(CompareScope, ComparesSets) {
  EXPECT_FALSE(compare_scope({"a", "b"}, Scope{"b", "a", "a"}).changed());
  EXPECT_FALSE(compare_scope({"a"}, std::nullopt).changed());
  const auto other = compare_scope({"a", "b"}, Scope{"B", "a"});
  EXPECT_EQ(other.missing, Scope{"b"});
  EXPECT_EQ(other.additional, Scope{"B"});
  EXPECT_FALSE(other.sufficient());
  EXPECT_TRUE(compare_scope({"a"}, Scope{"a", "b"}).sufficient());
}

}  // namespace
}  // namespace oauth::oauth2
