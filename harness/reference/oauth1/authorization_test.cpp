// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/authorization.h"

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::oauth1 {
namespace {

using oauthspec::testing::Gives;
using oauthspec::testing::RefusesWith;
using oauthspec::testing::RefusesWithAt;

// RFC 5849 2.2, the example of each redirection.
TEST(Authorization, MatchesTheRfcsExamples) {
  EXPECT_THAT(authorization_url("https://server.example.com/authorize_access", "hdk48Djdsa"),
              Gives("https://server.example.com/authorize_access?oauth_token=hdk48Djdsa"));
  const auto url = callback_url("http://client.example.net/cb?x=1", "hdk48Djdsa", "473f82d3");
  EXPECT_THAT(url, Gives("http://client.example.net/cb?x=1&oauth_token=hdk48Djdsa"
                         "&oauth_verifier=473f82d3"));
  const auto callback = parse_callback(*url, "hdk48Djdsa");
  ASSERT_TRUE(callback);
  EXPECT_EQ(callback->token, "hdk48Djdsa");
  EXPECT_EQ(callback->verifier, "473f82d3");
}

TEST(AuthorizationUrl, TakesOneTokenOnly) {
  EXPECT_THAT(authorization_url("https://h/", "t", {{"lang", "a b"}, {"oauth_x", ""}}),
              Gives("https://h/?oauth_token=t&lang=a%20b&oauth_x="));
  EXPECT_THAT(authorization_url("https://h/", "t", {{"oauth_token", "u"}}),
              RefusesWith(Errc::parameter_duplicated));
}

// RFC5849-2-4
TEST(AuthorizationUrl, RefusesAnEndpointThatNoServerMayAdvertise) {
  EXPECT_THAT(authorization_url("https://h/?%6Fauth_x=1", "t"),
              RefusesWith(Errc::parameter_duplicated));
  EXPECT_THAT(authorization_url("https:/p", "t"), RefusesWith(Errc::uri_host_missing));
  EXPECT_THAT(authorization_url("/p", "t"), RefusesWith(Errc::uri_invalid));
}

// RFC5849-2.2-10, RFC5849-2.2-11
TEST(ParseCallback, WaitsForBothParametersOfItsOwnRequest) {
  EXPECT_THAT(parse_callback("http://h/?oauth_token=t", "t"), RefusesWith(Errc::parameter_missing));
  EXPECT_THAT(parse_callback("http://h/?oauth_verifier=v", "t"),
              RefusesWith(Errc::parameter_missing));
  EXPECT_THAT(parse_callback("http://h/?oauth_token=t&oauth_verifier=v&oauth_verifier=v", "t"),
              RefusesWith(Errc::parameter_duplicated));
  EXPECT_THAT(parse_callback("http://h/?oauth_token=T&oauth_verifier=v", "t"),
              RefusesWith(Errc::callback_token_mismatch));
  EXPECT_THAT(parse_callback("http://h/?a=%zz", "t"), RefusesWithAt(Errc::percent_bad_digit, 12));
}

}  // namespace
}  // namespace oauth::oauth1
