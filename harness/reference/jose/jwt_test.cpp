// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/jose/jwt.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::jose {
namespace {

using oauthspec::testing::RefusesWith;
using testing::ElementsAre;

TEST(ParseClaims, ReadsEachByItsType) {
  const auto claims = parse_claims(
      R"({"iss":"i","sub":"s","jti":"j","aud":["a","b"],"exp":2.5,"nbf":1,"iat":0,"x":{"y":1}})");
  ASSERT_TRUE(claims);
  EXPECT_EQ(claims->issuer, "i");
  EXPECT_EQ(claims->subject, "s");
  EXPECT_EQ(claims->id, "j");
  EXPECT_THAT(*claims->audience, ElementsAre("a", "b"));
  EXPECT_EQ(claims->expires, 2.5);
  EXPECT_EQ(claims->not_before, 1);
  EXPECT_EQ(claims->issued, 0);
  EXPECT_EQ(claims->all.at("x").at("y"), 1);
  EXPECT_THAT(*parse_claims(R"({"aud":"a"})")->audience, ElementsAre("a"));
  EXPECT_FALSE(parse_claims("{}")->audience);
}

TEST(ParseClaims, RefusesOtherTypes) {
  for (const char* payload :
       {R"({"iss":1})", R"({"sub":null})", R"({"jti":["j"]})", R"({"aud":1})", R"({"aud":[1]})",
        R"({"aud":{}})", R"({"exp":"1"})", R"({"exp":null})", R"({"nbf":true})", R"({"iat":[]})"}) {
    EXPECT_THAT(parse_claims(payload), RefusesWith(Errc::claim_invalid)) << payload;
  }
  for (const char* payload : {"", "x", "[]", "\"{}\"", R"({"iss":"a","iss":"b"})", "{} {}"}) {
    EXPECT_THAT(parse_claims(payload), RefusesWith(Errc::jws_malformed)) << payload;
  }
}

// RFC7519-7.2-3
TEST(ClaimsOf, ReadsNoClaimsWhereTheHeaderSaysAnotherJwt) {
  Jws jws{{{"alg", "HS256"}}, R"({"iss":"i"})", {}, {}};
  EXPECT_EQ(claims_of(jws)->issuer, "i");
  for (const char* type : {"JWT", "jwt", "application/jwt"}) {
    jws.header["cty"] = type;
    EXPECT_THAT(claims_of(jws), RefusesWith(Errc::jws_malformed)) << type;
  }
  for (const char* type : {"json", "application/json", "JWT+JSON"}) {
    jws.header["cty"] = type;
    EXPECT_TRUE(claims_of(jws)) << type;
  }
}

TEST(CheckTimes, EndsOnTheSecondOfExp) {
  Claims claims;
  EXPECT_TRUE(check_times(claims, 1e18, 0));
  claims.expires = 100;
  EXPECT_TRUE(check_times(claims, 99, 0));
  EXPECT_THAT(check_times(claims, 100, 0), RefusesWith(Errc::jwt_expired));
  EXPECT_TRUE(check_times(claims, 104, 5));
  EXPECT_THAT(check_times(claims, 105, 5), RefusesWith(Errc::jwt_expired));
  claims.expires = -1;
  EXPECT_THAT(check_times(claims, 0, 0), RefusesWith(Errc::jwt_expired));
}

TEST(CheckTimes, BeginsOnTheSecondOfNbf) {
  Claims claims;
  claims.not_before = 100;
  EXPECT_TRUE(check_times(claims, 100, 0));
  EXPECT_THAT(check_times(claims, 99, 0), RefusesWith(Errc::jwt_not_yet_valid));
  EXPECT_TRUE(check_times(claims, 95, 5));
}

TEST(HasType, TakesMediaTypesLongAndShort) {
  EXPECT_TRUE(has_type({{"typ", "at+jwt"}}, "at+jwt"));
  EXPECT_TRUE(has_type({{"typ", "application/AT+JWT"}}, "at+jwt"));
  EXPECT_FALSE(has_type({{"typ", "JWT"}}, "at+jwt"));
  EXPECT_FALSE(has_type({{"typ", 1}}, "at+jwt"));
  EXPECT_FALSE(has_type(nlohmann::json::object(), "at+jwt"));
}

}  // namespace
}  // namespace oauth::jose
