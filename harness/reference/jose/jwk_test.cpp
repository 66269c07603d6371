// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/jose/jwk.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"
#include "harness/testing/rsa_test_key.h"

namespace oauth::jose {
namespace {

using crypto::Hash;
using crypto::openssl;
using crypto::Scheme;
using nlohmann::json;
using oauthspec::testing::RefusesWith;

TEST(Jwk, IsTheSameKeyAsItsPem) {
  const auto numbers = key_numbers(json::parse(oauthspec::testing::kRsaJwk));
  ASSERT_TRUE(numbers);
  const auto key = openssl().private_key(*numbers);
  const auto public_key = openssl().public_key(*numbers);
  const auto pem = openssl().private_key(oauthspec::testing::kRsaPrivateKey);
  ASSERT_TRUE(key && public_key && pem);
  const auto signature = (*key)->sign(Scheme::rsassa_pkcs1, Hash::sha256, "text");
  EXPECT_EQ(*signature, *(*pem)->sign(Scheme::rsassa_pkcs1, Hash::sha256, "text"));
  EXPECT_TRUE((*public_key)->verify(Scheme::rsassa_pkcs1, Hash::sha256, "text", *signature));
}

// RFC 7515 appendix A.3.1 and RFC 8037 appendix A.1.
const std::vector<json>& keys() {
  static const std::vector<json> all{json::parse(oauthspec::testing::kRsaJwk),
                                     {{"kty", "EC"},
                                      {"crv", "P-256"},
                                      {"x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"},
                                      {"y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"},
                                      {"d", "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}},
                                     {{"kty", "OKP"},
                                      {"crv", "Ed25519"},
                                      {"d", "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"},
                                      {"x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}}};
  return all;
}

TEST(Jwk, RefusesKeysThatLackAMemberOrHaveAnother) {
  for (const json& whole : keys()) {
    for (const auto& [member, value] : whole.items()) {
      if (member == "d" || member == "kid" || member == "alg" || member == "use") continue;
      json lacking = whole;
      lacking.erase(member);
      EXPECT_THAT(key_numbers(lacking), RefusesWith(Errc::key_invalid)) << member;
      for (const json& wrong : {json(1), json(nullptr), json(""), json("=="), json::array()}) {
        json changed = whole;
        changed[member] = wrong;
        EXPECT_THAT(key_numbers(changed), RefusesWith(Errc::key_invalid)) << member << wrong;
      }
    }
  }
  EXPECT_THAT(key_numbers(json("RSA")), RefusesWith(Errc::key_invalid));
  EXPECT_THAT(key_numbers(json::array()), RefusesWith(Errc::key_invalid));
}

// RFC7518-6.3-1
TEST(Jwk, RefusesExponentsThatAreNone) {
  json key = json::parse(oauthspec::testing::kRsaJwk);
  for (const char* exponent : {"AQ", "AAAB", "Ag", "AQAC", "AA"}) {
    key["e"] = exponent;
    EXPECT_THAT(key_numbers(key), RefusesWith(Errc::key_invalid)) << exponent;
  }
  for (const char* exponent : {"Aw", "AQAB", "AAEAAQ", "AQE"}) {
    key["e"] = exponent;
    EXPECT_TRUE(key_numbers(key)) << exponent;
  }
}

TEST(Jwk, TellsPrivateKeysFromPublicOnes) {
  for (const json& key : keys()) {
    EXPECT_TRUE(is_private(key));
    EXPECT_FALSE(is_private(public_jwk(*key_numbers(key))));
  }
  EXPECT_TRUE(is_private({{"kty", "oct"}, {"k", "AA"}}));
}

TEST(Jwk, IsWrittenFromTheBackendsKey) {
  for (const json& key : keys()) {
    const json expected = public_jwk(*key_numbers(key));
    const auto pair = openssl().private_key(*key_numbers(key));
    ASSERT_TRUE(pair);
    EXPECT_EQ(public_jwk(*(*pair)->public_numbers()), expected);
    const auto half = openssl().public_key(*key_numbers(expected));
    EXPECT_EQ(public_jwk(*(*half)->public_numbers()), expected);
  }
}

TEST(Jwk, RefusesPointsOffTheirCurveAndHalvesThatDoNotBelongTogether) {
  json off = keys()[1];
  off["y"] = off["x"];
  EXPECT_THAT(openssl().public_key(*key_numbers(off)), RefusesWith(Errc::key_invalid));
  json shorter = keys()[1];
  shorter["x"] = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVA";
  EXPECT_THAT(openssl().public_key(*key_numbers(shorter)), RefusesWith(Errc::key_invalid));
  for (const std::size_t which : {1U, 2U}) {
    json mixed = keys()[which];
    mixed["d"] = keys()[3 - which]["d"];
    EXPECT_THAT(openssl().private_key(*key_numbers(mixed)), RefusesWith(Errc::key_invalid));
  }
}

// RFC 7638 section 3.1 and RFC 8037 appendix A.3.
TEST(Thumbprint, MatchesTheRfcs) {
  const json rsa{{"kty", "RSA"},
                 {"n",
                  "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1"
                  "L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4"
                  "QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbO"
                  "pbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csF"
                  "Cur-kEgU8awapJzKnqDKgw"},
                 {"e", "AQAB"},
                 {"alg", "RS256"},
                 {"kid", "2011-04-29"}};
  EXPECT_EQ(thumbprint(openssl(), rsa), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
  EXPECT_EQ(thumbprint(openssl(), keys()[2]), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  EXPECT_THAT(thumbprint(openssl(), {{"kty", "oct"}, {"k", ""}}), RefusesWith(Errc::key_invalid));
}

}  // namespace
}  // namespace oauth::jose
