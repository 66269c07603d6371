// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/jose_model.h"

#include <string>

#include <gtest/gtest.h>

#include "fuzz/oracle/jwt_model.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

// RFC 7515 appendix C.
TEST(JoseModel, EncodesAsTheRfcDoes) {
  const std::string octets{"\x03\xec\xff\xe0\xc1", 5};
  EXPECT_EQ(model_base64url_encode(octets), "A-z_4ME");
  EXPECT_EQ(model_base64url_decode("A-z_4ME"), octets);
  for (const char* other : {"A-z_4MF", "A-z_4ME=", "A+z/4ME", "A-z_4", "A"}) {
    EXPECT_EQ(model_base64url_decode(other), std::nullopt) << other;
  }
}

// RFC 7515 appendices A.1.1 and A.3.1.
constexpr const char* kHmacToken =
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0"
    "dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const json kHmacKey{{"kty", "oct"},
                    {"k",
                     "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAz"
                     "Zr1Z9CAow"}};
constexpr const char* kEcdsaToken =
    "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNv"
    "bS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxf"
    "KTUJqPP3-Kg6NU1Q";
const json kEcdsaKey{{"kty", "EC"},
                     {"crv", "P-256"},
                     {"x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"},
                     {"y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}};

TEST(JoseModel, VerifiesWhatTheRfcSigned) {
  const auto hmac = model_parse_jws(kHmacToken);
  const auto ecdsa = model_parse_jws(kEcdsaToken);
  ASSERT_TRUE(hmac && ecdsa);
  EXPECT_TRUE(model_verifies(*hmac, "HS256", kHmacKey));
  EXPECT_TRUE(model_verifies(*ecdsa, "ES256", kEcdsaKey));
  EXPECT_FALSE(model_verifies(*ecdsa, "HS256", kHmacKey));
  ModelJws changed = *ecdsa;
  changed.signature = with_flipped_bit(changed.signature);
  EXPECT_FALSE(model_verifies(changed, "ES256", kEcdsaKey));
}

TEST(JoseModel, ReadsTheClaimsOfTheRfc) {
  const auto jws = model_parse_jws(kHmacToken);
  ASSERT_TRUE(jws);
  const auto claims = model_claims(*jws);
  ASSERT_TRUE(claims);
  EXPECT_EQ(claims->iss, "joe");
  EXPECT_EQ(claims->exp, 1300819380);
  EXPECT_TRUE(model_in_time(*claims, 1300819379, 0));
  EXPECT_FALSE(model_in_time(*claims, 1300819380, 0));
  EXPECT_TRUE(model_has_type(jws->header, "typ", "jwt"));
}

// RFC 8037 appendices A.2 and A.3; RFC 7638 section 3.1's key is an RSA key.
TEST(JoseModel, MakesTheThumbprintsOfTheRfcs) {
  const json edwards{
      {"kty", "OKP"}, {"crv", "Ed25519"}, {"x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}};
  EXPECT_EQ(model_thumbprint(edwards), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  const json rsa{{"kty", "RSA"},
                 {"n",
                  "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1"
                  "L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4"
                  "QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbO"
                  "pbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csF"
                  "Cur-kEgU8awapJzKnqDKgw"},
                 {"e", "AQAB"},
                 {"kid", "2011-04-29"}};
  EXPECT_EQ(model_thumbprint(rsa), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
  EXPECT_TRUE(model_numbers(rsa) && model_numbers(edwards));
  EXPECT_FALSE(model_numbers({{"kty", "RSA"}, {"n", "sXNw"}, {"e", "AQ"}}));
}

TEST(JoseModel, RefusesWhatTheRfcRefuses) {
  EXPECT_FALSE(model_object(R"({"a":1,"a":2})"));
  EXPECT_FALSE(model_object(R"({"a":{"b":1,"b":1}})"));
  EXPECT_TRUE(model_object(R"({"a":{"b":1},"b":[{"a":1},{"a":1}]})"));
  EXPECT_FALSE(model_parse_jws("e30.e30."));                                 // No alg.
  EXPECT_FALSE(model_parse_jws(std::string(kHmacToken) + "."));              // Four parts.
  EXPECT_FALSE(model_parse_jws("eyJhbGciOiJIUzI1NiIsImNyaXQiOltdfQ.e30."));  // crit is there.
}

}  // namespace
}  // namespace oauthspec::fuzz
