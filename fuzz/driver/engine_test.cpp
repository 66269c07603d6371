// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/engine.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "fuzz/driver/places.h"
#include "fuzz/driver/target.h"

namespace oauthspec::fuzz::driver {
namespace {

bool counts(std::string_view kind) {
  Target target;
  target.name = "thing";
  target.kind = kind;
  const Words words = planted_words({}, target, 1, 10, "folder");
  return std::ranges::find(words, std::string("-use_counters=0")) == words.end();
}

TEST(Engine, CountsHowOftenABranchIsTakenWhereThatSaysSomething) {
  EXPECT_TRUE(counts("codec"));
  EXPECT_FALSE(counts("parser"));
  EXPECT_TRUE(counts("sequence"));
}

}  // namespace
}  // namespace oauthspec::fuzz::driver
