// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/bearer.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using oauthspec::testing::Gives;
using oauthspec::testing::RefusesWith;

// RFC 6750 section 2.1: b64token.
TEST(IsB64token, HoldsTheGrammar) {
  for (const char* token : {"mF_9.B5f-4.1JqM", "a", "-._~+/", "a=", "a=="}) {
    EXPECT_TRUE(is_b64token(token)) << token;
  }
  for (const char* text : {"", "=", "a=b", "a b", "a,", "a\"", "\xC3\xA9"}) {
    EXPECT_FALSE(is_b64token(text)) << text;
  }
}

// RFC 6750 section 3 and RFC 9728 section 5.1: their examples, without the description.
TEST(WriteBearerChallenge, WritesTheRfcsExamples) {
  ResourceChallenge challenge;
  challenge.realm = "example";
  EXPECT_THAT(write_bearer_challenge(challenge, ""), Gives(R"(Bearer realm="example")"));
  EXPECT_THAT(write_bearer_challenge(challenge, "invalid_token"),
              Gives(R"(Bearer realm="example", error="invalid_token")"));
  ResourceChallenge described;
  described.resource_metadata = "https://resource.example.com/.well-known/oauth-protected-resource";
  EXPECT_THAT(write_bearer_challenge(described, ""),
              Gives("Bearer resource_metadata="
                    "\"https://resource.example.com/.well-known/oauth-protected-resource\""));
}

// RFC6750-3-3: one parameter at least. RFC6750-3-6: all scope tokens in one.
TEST(WriteBearerChallenge, HasOneParameterOrMore) {
  EXPECT_THAT(write_bearer_challenge({}, ""), Gives("Bearer realm=\"\""));
  ResourceChallenge scoped;
  scoped.scope = Scope{"openid", "profile"};
  EXPECT_THAT(write_bearer_challenge(scoped, "insufficient_scope"),
              Gives(R"(Bearer scope="openid profile", error="insufficient_scope")"));
}

TEST(WriteBearerChallenge, RefusesWhatTheGrammarHasNot) {
  ResourceChallenge broken;
  broken.realm = "a\r\nSet-Cookie: b";
  EXPECT_THAT(write_bearer_challenge(broken, ""), RefusesWith(Errc::header_malformed));
  ResourceChallenge unscoped;
  unscoped.scope = Scope{};
  EXPECT_THAT(write_bearer_challenge(unscoped, ""), RefusesWith(Errc::scope_invalid));
  // RFC6750-3-11
  EXPECT_THAT(write_bearer_challenge({}, "a\"b"), RefusesWith(Errc::parameter_invalid));
  EXPECT_THAT(write_bearer_challenge({}, "a\\b"), RefusesWith(Errc::parameter_invalid));
}

const std::vector<TokenPlacement> kEverywhere{TokenPlacement::header, TokenPlacement::body,
                                              TokenPlacement::query};

message::Request posted(const char* url, const char* body, const char* field = "") {
  message::Request request{
      "POST", url, {{"Content-Type", "application/x-www-form-urlencoded"}}, body};
  if (*field != '\0') request.headers.push_back({"Authorization", field});
  return request;
}

// RFC6750-2-2, RFC6750-3.1-9
TEST(FindBearerToken, TakesOneWayOnly) {
  const auto refusal = [](const message::Request& request) {
    const auto found = find_bearer_token(request, kEverywhere);
    return found ? Refusal{} : found.error();
  };
  const Refusal invalid{"invalid_request", 400, Errc::bearer_invalid};
  EXPECT_EQ(refusal(posted("https://r.example/", "access_token=a", "Bearer a")), invalid);
  EXPECT_EQ(refusal(posted("https://r.example/?access_token=a", "access_token=a")), invalid);
  EXPECT_EQ(refusal(posted("https://r.example/?access_token=a&access_token=a", "")), invalid);
  EXPECT_EQ(refusal(posted("https://r.example/", "", "Basic eDp5")),
            (Refusal{"", 401, Errc::bearer_invalid}));
  const auto found =
      find_bearer_token(posted("https://r.example/", "access_token=a%20b"), {TokenPlacement::body});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->token, "a b");
  EXPECT_EQ(found->placement, TokenPlacement::body);
}

}  // namespace
}  // namespace oauth::oauth2
