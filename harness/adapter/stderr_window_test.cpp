// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/stderr_window.h"

#include <gtest/gtest.h>

namespace oauthspec::adapter {
namespace {

TEST(StderrWindow, KeepsWhatFits) {
  StderrWindow window(8);
  window.append("abc");
  window.append("defgh");
  EXPECT_EQ(window.take(), "abcdefgh");
  EXPECT_EQ(window.take(), "");
}

TEST(StderrWindow, KeepsTheEndAndCountsTheRest) {
  for (const std::size_t piece : {1UL, 3UL, 7UL, 100UL}) {
    StderrWindow window(4);
    const std::string text(95, 'x');
    const std::string all = text + "WXYZ";
    for (std::size_t at = 0; at < all.size(); at += piece) {
      window.append(std::string_view(all).substr(at, piece));
    }
    EXPECT_EQ(window.take(), "[95 octets left out]\nWXYZ") << piece;
  }
}

TEST(StderrWindow, BeginsAnewAfterTake) {
  StderrWindow window(2);
  window.append("abcdef");
  EXPECT_EQ(window.take(), "[4 octets left out]\nef");
  window.append("g");
  EXPECT_EQ(window.take(), "g");
}

TEST(Printable, EscapesAndCuts) {
  EXPECT_EQ(printable("a\n\xff~", 10), "a\\x0A\\xFF~");
  EXPECT_EQ(printable("abcdef", 3), "abc...");
  EXPECT_EQ(printable("abc", 3), "abc");
}

}  // namespace
}  // namespace oauthspec::adapter
