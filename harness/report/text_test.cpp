// SPDX-License-Identifier: Apache-2.0
#include "harness/report/text.h"

#include <gtest/gtest.h>

namespace oauthspec::report {
namespace {

TEST(Paint, ColoursOnlyWhereItIsOn) {
  EXPECT_EQ(paint("x", Colour::red, true), "\x1b[31mx\x1b[0m");
  EXPECT_EQ(paint("x", Colour::red, false), "x");
  EXPECT_EQ(paint("x", Colour::none, true), "x");
}

TEST(Harmless, LeavesTextAndLineFeeds) {
  EXPECT_EQ(harmless("a\nb ~ \xC3\xA9"), "a\nb ~ \xC3\xA9");
}

TEST(Harmless, DisarmsWhatATerminalObeys) {
  EXPECT_EQ(harmless("\x1b[2J"), "\\x1B[2J");
  EXPECT_EQ(harmless("a\rb\x7F"), "a\\x0Db\\x7F");
  // U+009B is CSI, in UTF-8 too.
  EXPECT_EQ(harmless("\xC2\x9B"
                     "2J"),
            "\\xC2\\x9B2J");
  EXPECT_EQ(harmless("\xC2\xA9"), "\xC2\xA9");
}

TEST(Harmless, WritesOctetsThatAreNoUtf8) {
  EXPECT_EQ(harmless("\xFF"
                     "a\xC2"),
            "\\xFFa\\xC2");
}

TEST(OneLine, HasNoLineFeeds) {
  EXPECT_EQ(one_line("a\nb\x1b"), "a b\\x1B");
}

TEST(Shortened, CutsNoCharacterInTwo) {
  EXPECT_EQ(shortened("abc", 3), "abc");
  EXPECT_EQ(shortened("abcd", 3), "abc... (4 octets in all)");
  EXPECT_EQ(shortened("a\xC3\xA9z", 2), "a... (4 octets in all)");
  EXPECT_EQ(shortened("a\xC3\xA9z", 3), "a\xC3\xA9... (4 octets in all)");
  EXPECT_EQ(shortened(std::string(9, '\x80'), 4), "... (9 octets in all)");
}

TEST(Compact, IsOneLineOfAscii) {
  EXPECT_EQ(compact({{"b", "\xC3\xA9\n\x7F"}, {"a", 1}}, 100),
            "{\"a\":1,\"b\":\"\\u00e9\\n\\u007f\"}");
}

TEST(Compact, SaysWhatIsLeftOut) {
  EXPECT_EQ(compact("abcdefgh", 4), "\"abc... (10 octets in all)");
  EXPECT_EQ(compact("abcdefgh", 10), "\"abcdefgh\"");
}

TEST(Indented, MovesAllLinesButTheFirst) {
  EXPECT_EQ(indented("a\nb\nc", 2), "a\n  b\n  c");
}

TEST(ShellWord, QuotesWhatAShellReads) {
  EXPECT_EQ(shell_word("oauth1/sign/a-b"), "oauth1/sign/a-b");
  EXPECT_EQ(shell_word("python3 a.py"), "'python3 a.py'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word("*"), "'*'");
  EXPECT_EQ(shell_word(""), "''");
}

TEST(Percent, NeverRoundsUp) {
  EXPECT_EQ(percent(612, 640), "95.6 %");
  EXPECT_EQ(percent(9999, 10000), "99.9 %");
  EXPECT_EQ(percent(640, 640), "100.0 %");
  EXPECT_EQ(percent(0, 0), "0.0 %");
}

}  // namespace
}  // namespace oauthspec::report
