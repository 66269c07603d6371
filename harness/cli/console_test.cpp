// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/console.h"

#include <gtest/gtest.h>

namespace oauthspec::cli {
namespace {

TEST(WantsColour, ObeysTheOptionFirst) {
  EXPECT_TRUE(wants_colour("always", false, "1", "dumb"));
  EXPECT_FALSE(wants_colour("never", true, nullptr, "xterm"));
}

TEST(WantsColour, IsForTerminals) {
  EXPECT_TRUE(wants_colour("auto", true, nullptr, "xterm"));
  EXPECT_TRUE(wants_colour("auto", true, nullptr, nullptr));
  EXPECT_FALSE(wants_colour("auto", false, nullptr, "xterm"));
  EXPECT_FALSE(wants_colour("auto", true, nullptr, "dumb"));
}

// As no-color.org has it: present and not empty.
TEST(WantsColour, HonoursNoColor) {
  EXPECT_FALSE(wants_colour("auto", true, "1", "xterm"));
  EXPECT_FALSE(wants_colour("auto", true, "0", "xterm"));
  EXPECT_TRUE(wants_colour("auto", true, "", "xterm"));
}

}  // namespace
}  // namespace oauthspec::cli
