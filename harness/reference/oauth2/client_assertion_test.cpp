// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/client_assertion.h"

#include <string>

#include <gtest/gtest.h>

#include "harness/reference/oauth2/client_authentication.h"
#include "harness/reference/oauth2/token_request.h"
#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using crypto::openssl;
using oauthspec::testing::RefusesWith;

const Secret kSecret("a secret of thirty-two octets ...");
const std::vector<std::string> kServer{"https://as.example"};
const std::vector<TrustedIssuer> kIssuers{{"client", {{kSecret, std::nullopt}}, {"HS256"}}};

AssertionClaims claims() {
  AssertionClaims made;
  made.issuer = "client";
  made.subject = "client";
  made.audience = kServer;
  made.expires = 1060;
  made.id = "1";
  return made;
}

Result<std::string> made_of(const AssertionClaims& said) {
  return make_client_assertion(openssl(), "HS256", kSecret, std::nullopt, said);
}

message::Parameters presenting(const std::string& assertion) {
  return {{"client_assertion_type", kJwtAssertionType}, {"client_assertion", assertion}};
}

Judgement<std::string> verified(const message::Parameters& parameters, UsedIds& used,
                                AssertionUse use = AssertionUse::client_authentication) {
  return verify_assertion(openssl(), parameters, {use, kIssuers, kServer, 1000, 0}, used);
}

// RFC 7523 section 3; RFC7523-3-14: once.
TEST(ClientAssertion, IsTakenOnce) {
  UsedIds used;
  const auto assertion = made_of(claims());
  ASSERT_TRUE(assertion);
  EXPECT_EQ(verified(presenting(*assertion), used), "client");
  EXPECT_EQ(verified(presenting(*assertion), used).error(),
            (Refusal{"invalid_client", 401, Errc::jti_used}));
}

// RFC7523-3.1-2, RFC7523-3.2-1: the use decides on the error code; RFC7521-4.2.1-1, RFC7521-4.2-3
TEST(ClientAssertion, IsRefusedByTheErrorOfItsUse) {
  UsedIds used;
  auto stale = claims();
  stale.expires = 999;
  const std::string late = *made_of(stale);
  EXPECT_EQ(verified(presenting(late), used).error(),
            (Refusal{"invalid_client", 401, Errc::jwt_expired}));
  EXPECT_EQ(verified({{"grant_type", kJwtGrantType}, {"assertion", late}}, used,
                     AssertionUse::authorization_grant)
                .error(),
            (Refusal{"invalid_grant", 400, Errc::jwt_expired}));
  EXPECT_EQ(verified({{"client_assertion_type", kJwtAssertionType}}, used).error(),
            (Refusal{"invalid_request", 400, Errc::parameter_missing}));
  auto doubled = presenting(*made_of(claims()));
  doubled.add("client_secret", "x");
  EXPECT_EQ(verified(doubled, used).error(),
            (Refusal{"invalid_client", 401, Errc::credentials_invalid}));
  auto other = presenting(*made_of(claims()));
  other.add("client_id", "other");
  EXPECT_EQ(verified(other, used).error(),
            (Refusal{"invalid_client", 401, Errc::subject_mismatch}));
  EXPECT_TRUE(used.empty());  // What is refused is not used up.
}

TEST(MakeClientAssertion, RefusesClaimsThatAreMissingOrTwice) {
  auto nobody = claims();
  nobody.subject = "";
  EXPECT_THAT(made_of(nobody), RefusesWith(Errc::claim_missing));  // RFC7523-3-4
  auto twice = claims();
  twice.others["exp"] = 1;
  EXPECT_THAT(made_of(twice), RefusesWith(Errc::claim_invalid));
  auto no_text = claims();
  no_text.others["x"] = "\xFF";
  EXPECT_THAT(made_of(no_text), RefusesWith(Errc::utf8_invalid));
  EXPECT_THAT(make_client_assertion(openssl(), "HS256", kSecret, "\xFF", claims()),
              RefusesWith(Errc::utf8_invalid));
}

}  // namespace
}  // namespace oauth::oauth2
