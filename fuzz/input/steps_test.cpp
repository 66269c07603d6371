// SPDX-License-Identifier: Apache-2.0
#include "fuzz/input/steps.h"

#include <gtest/gtest.h>

namespace oauthspec::fuzz {
namespace {

constexpr std::string_view kFlow =
    "authorize client_id=client state=a%20b\nconsent decision=allow\ntoken @as=client code=$code\n";

TEST(Steps, AreReadAsTheyAreWritten) {
  const std::vector<Step> steps = read_steps(kFlow);
  ASSERT_EQ(steps.size(), 3U);
  EXPECT_EQ(steps[0].verb, "authorize");
  EXPECT_EQ(steps[0].find("state"), "a b");
  EXPECT_EQ(steps[2].find("nothing"), std::nullopt);
  EXPECT_EQ(write_steps(steps), kFlow);
}

TEST(Steps, HoldAnyOctet) {
  std::string every;
  for (int octet = 0; octet < 256; ++octet) every += static_cast<char>(octet);
  const Step step{"v", {{every, every}}};
  const std::vector<Step> again = read_steps(write_steps({step}));
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].arguments[0].name, every);
  EXPECT_EQ(again[0].arguments[0].value, every);
}

TEST(Steps, AreAnyText) {
  EXPECT_TRUE(read_steps("\n \n").empty());
  EXPECT_EQ(read_steps("a b%2 c%zz=%").front().find("c%zz"), "%");
  EXPECT_EQ(read_steps("a b%2").front().arguments.front().name, "b%2");
}

}  // namespace
}  // namespace oauthspec::fuzz
