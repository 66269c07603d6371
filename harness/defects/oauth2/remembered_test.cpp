// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth2/remembered.h"

#include <gtest/gtest.h>

namespace oauthspec::defects::oauth2 {
namespace {

TEST(Remembered, AsksOnceForEachText) {
  int asked = 0;
  const auto answer = [&asked](const std::string& of) {
    return remembered(of, [&] {
      ++asked;
      return of + "!";
    });
  };
  EXPECT_EQ(answer("a"), "a!");
  EXPECT_EQ(answer("b"), "b!");
  EXPECT_EQ(answer("a"), "a!");
  EXPECT_EQ(asked, 2);
}

}  // namespace
}  // namespace oauthspec::defects::oauth2
