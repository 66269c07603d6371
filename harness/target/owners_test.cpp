// SPDX-License-Identifier: Apache-2.0
#include "harness/target/owners.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::target {
namespace {

using ::testing::HasSubstr;

ProgramOwner owner_running(const std::string& script) {
  return ProgramOwner(
      {.words = {"sh", "-c", script, "sign-in"}, .timeout = std::chrono::milliseconds(30'000)});
}

TEST(ProgramOwner, ComesToTheUrlThatTheProgramPrints) {
  auto owner = owner_running("echo opening $1; echo \"$2?code=abc&state=x y#f\"");
  const auto arrived = owner.authorize("https://as.example/authorize", "https://c.example/cb");
  ASSERT_TRUE(arrived) << arrived.error().reason;
  EXPECT_EQ(arrived->url, "https://c.example/cb?code=abc&state=x y#f");
}

TEST(ProgramOwner, MayStayOnAPage) {
  auto owner = owner_running("echo https://as.example/error?reason=1");
  const auto stayed = owner.authorize("https://as.example/authorize", "https://c.example/cb");
  ASSERT_FALSE(stayed);
  EXPECT_THAT(stayed.error().reason, HasSubstr("stayed at https://as.example/error"));
}

TEST(ProgramOwner, SaysWhyTheProgramFailed) {
  auto owner = owner_running("echo no button named Allow >&2; exit 1");
  const auto failed = owner.authorize("https://as.example/authorize", "https://c.example/cb");
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.error().reason, HasSubstr("no button named Allow"));
}

TEST(ProgramOwner, EntersCodesAndReadsThem) {
  auto owner = owner_running("test \"$2\" = WDJB-MJHT");
  EXPECT_TRUE(owner.enter_user_code("https://as.example/device", "WDJB-MJHT"));
  EXPECT_FALSE(owner.enter_user_code("https://as.example/device", "OTHER"));
  auto reading = owner_running("test \"$2\" = oob && echo 4711");
  EXPECT_EQ(reading.authorize_out_of_band("https://as.example/authorize").value_or(""), "4711");
}

TEST(ManualOwner, AsksAndTakesWhatIsPasted) {
  std::string asked;
  ManualOwner owner([&asked](const std::string& question) {
    asked = question;
    return std::optional<std::string>("  https://c.example/cb?code=abc \r\n");
  });
  const auto arrived = owner.authorize("https://as.example/authorize?x", "https://c.example/cb");
  ASSERT_TRUE(arrived) << arrived.error().reason;
  EXPECT_EQ(arrived->url, "https://c.example/cb?code=abc");
  EXPECT_THAT(asked, HasSubstr("https://as.example/authorize?x"));
}

TEST(ManualOwner, NeedsSomebody) {
  ManualOwner owner([](const std::string&) { return std::optional<std::string>(); });
  EXPECT_FALSE(owner.authorize("https://as.example/authorize", "https://c.example/cb"));
  EXPECT_FALSE(owner.enter_user_code("https://as.example/device", "X"));
}

}  // namespace
}  // namespace oauthspec::target
