// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/authorization_header.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::oauth1 {
namespace {

using oauthspec::testing::Gives;
using oauthspec::testing::RefusesWith;
using oauthspec::testing::RefusesWithAt;

// RFC 5849 3.5.1.
TEST(AuthorizationHeader, ReadsTheRfcsExample) {
  const auto header = parse_authorization_header(
      "OAuth realm=\"Example\",\r\n        oauth_consumer_key=\"0685bd9184jfhq22\",\r\n        "
      "oauth_signature=\"wOJIO9A2W5mFwDgiDvZbTSMK%2FPY%3D\"");
  ASSERT_TRUE(header);
  EXPECT_EQ(header->realm, "Example");
  EXPECT_EQ(header->parameters.size(), 2U);
  EXPECT_EQ(header->parameters.find("oauth_signature"), "wOJIO9A2W5mFwDgiDvZbTSMK/PY=");
}

TEST(AuthorizationHeader, RefusesWithTheRuleThatIsBroken) {
  EXPECT_THAT(parse_authorization_header("Bearer a"), RefusesWith(Errc::header_scheme));
  EXPECT_THAT(parse_authorization_header("OAuth2 a=\"1\""), RefusesWith(Errc::header_scheme));
  EXPECT_THAT(parse_authorization_header(""), RefusesWith(Errc::header_scheme));
  EXPECT_THAT(parse_authorization_header("OAuth a=1"), RefusesWith(Errc::header_malformed));
  EXPECT_THAT(parse_authorization_header("OAuth a=\"b%4\""),
              RefusesWithAt(Errc::percent_truncated, 10));
  EXPECT_THAT(parse_authorization_header("OAuth b%zz=\"\""),
              RefusesWithAt(Errc::percent_bad_digit, 7));
  EXPECT_THAT(parse_authorization_header("OAuth a=\"1\", %61=\"2\""),
              RefusesWith(Errc::parameter_duplicated));
  EXPECT_THAT(parse_authorization_header("OAuth realm=\"1\", Realm=\"2\""),
              RefusesWith(Errc::parameter_duplicated));
}

TEST(Challenge, QuotesItsRealm) {
  EXPECT_THAT(write_challenge("a\"b"), Gives("OAuth realm=\"a\\\"b\""));
  EXPECT_THAT(write_challenge("a\r\nb"), RefusesWithAt(Errc::header_malformed, 1));
}

// RFC5849-3.5.1-5: two readers must not disagree on what is the realm, which is not signed.
TEST(AuthorizationHeader, KnowsTheRealmByItsDecodedName) {
  const auto header = parse_authorization_header("OAuth %72ealm=\"%41\"");
  ASSERT_TRUE(header);
  EXPECT_EQ(header->realm, "%41");
  EXPECT_TRUE(header->parameters.empty());
  EXPECT_THAT(parse_authorization_header("OAuth realm=\"a\", %72ealm=\"b\""),
              RefusesWith(Errc::parameter_duplicated));
  EXPECT_THAT(write_authorization_header("a", {{"Realm", "b"}}),
              RefusesWith(Errc::header_malformed));
  EXPECT_THAT(write_authorization_header("a", {{"", "b"}}), RefusesWith(Errc::header_malformed));
}

TEST(AuthorizationHeader, TakesNoRealmThatEndsItsLine) {
  EXPECT_THAT(write_authorization_header("a\r\nCookie: b", {}),
              RefusesWithAt(Errc::header_malformed, 1));
}

RC_GTEST_PROP(AuthorizationHeader, ReadsBackWhatIsWritten,
              (std::string realm, const std::string& value)) {
  std::erase_if(realm, [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F; });
  const message::Parameters parameters{{"oauth_a b", value}, {"oauth_c", ""}};
  const auto written = write_authorization_header(realm, parameters);
  RC_ASSERT(written.has_value());
  const auto header = parse_authorization_header(*written);
  RC_ASSERT(header.has_value());
  RC_ASSERT(header->realm == realm);
  RC_ASSERT(header->parameters.find("oauth_a b") == value);
  RC_ASSERT(header->parameters.size() == 2U);
}

}  // namespace
}  // namespace oauth::oauth1
