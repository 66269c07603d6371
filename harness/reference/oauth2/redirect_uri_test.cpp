// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/redirect_uri.h"

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using oauthspec::testing::Gives;
using oauthspec::testing::RefusesWith;

constexpr auto kWeb = ApplicationType::web;
constexpr auto kNative = ApplicationType::native;

// RFC6749-3.1.2-1, RFC6749-3.1.2-3
TEST(CheckRedirectUri, WantsAnAbsoluteUriWithoutAFragment) {
  EXPECT_TRUE(check_redirect_uri("com.example.app:/oauth2redirect/example-provider"));
  EXPECT_TRUE(check_redirect_uri("https://c.example/cb?a=1"));
  EXPECT_THAT(check_redirect_uri("https://c.example/cb#"), RefusesWith(Errc::redirect_uri_invalid));
  EXPECT_THAT(check_redirect_uri("//c.example/cb"), RefusesWith(Errc::redirect_uri_invalid));
}

// RFC6749-3.1.2.3-2 to -4
TEST(MatchRedirectUri, ComparesCharacterByCharacter) {
  const std::vector<std::string> one{"https://c.example/cb"};
  EXPECT_THAT(match_redirect_uri(one, std::nullopt, kWeb), Gives("https://c.example/cb"));
  EXPECT_THAT(match_redirect_uri(one, "https://c.example/cb", kWeb), Gives("https://c.example/cb"));
  for (const char* other :
       {"https://C.example/cb", "https://c.example/cb/", "https://c.example/cb?",
        "https://c.example:443/cb", "https://c.example/%63b", "https://c.example/cb/../cb"}) {
    EXPECT_THAT(match_redirect_uri(one, other, kWeb), RefusesWith(Errc::redirect_uri_mismatch));
  }
  EXPECT_THAT(match_redirect_uri({}, std::nullopt, kWeb), RefusesWith(Errc::redirect_uri_missing));
  EXPECT_THAT(
      match_redirect_uri({"https://c.example/1", "https://c.example/2"}, std::nullopt, kWeb),
      RefusesWith(Errc::redirect_uri_missing));
  // RFC6749-3.1.2-4, RFC6749-10.14-1
  EXPECT_THAT(match_redirect_uri({"https://c.example/#f"}, "https://c.example/#f", kWeb),
              RefusesWith(Errc::redirect_uri_invalid));
  EXPECT_THAT(match_redirect_uri({"JavaScript:x"}, "JavaScript:x", kWeb),
              RefusesWith(Errc::redirect_uri_invalid));
}

// RFC 8252 section 7.3: its examples. RFC8252-7.3-1
TEST(MatchRedirectUri, LetsAnAppChooseItsLoopbackPort) {
  const std::vector<std::string> four{"http://127.0.0.1/oauth2redirect/example-provider"};
  const std::vector<std::string> six{"http://[::1]/oauth2redirect/example-provider"};
  const char* const from_four = "http://127.0.0.1:51004/oauth2redirect/example-provider";
  const char* const from_six = "http://[::1]:61023/oauth2redirect/example-provider";
  EXPECT_THAT(match_redirect_uri(four, from_four, kNative), Gives(from_four));
  EXPECT_THAT(match_redirect_uri(six, from_six, kNative), Gives(from_six));
  EXPECT_THAT(match_redirect_uri(four, from_four, kWeb), RefusesWith(Errc::redirect_uri_mismatch));
  EXPECT_THAT(match_redirect_uri(four, from_six, kNative),
              RefusesWith(Errc::redirect_uri_mismatch));
  EXPECT_THAT(match_redirect_uri(four, "http://127.0.0.1:51004/other", kNative),
              RefusesWith(Errc::redirect_uri_mismatch));
  EXPECT_THAT(match_redirect_uri({"http://localhost/"}, "http://localhost:1/", kNative),
              RefusesWith(Errc::redirect_uri_mismatch));
  EXPECT_THAT(match_redirect_uri({"http://127.0.0.1/"}, "http://u@127.0.0.1:1/", kNative),
              RefusesWith(Errc::redirect_uri_mismatch));
}

}  // namespace
}  // namespace oauth::oauth2
