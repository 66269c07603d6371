// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/jose/jws.h"

#include <string>

#include <gtest/gtest.h>

#include "harness/reference/codec/base64.h"
#include "harness/reference/jose/jwk.h"
#include "harness/testing/matchers.h"
#include "harness/testing/rsa_test_key.h"

namespace oauth::jose {
namespace {

using crypto::openssl;
using nlohmann::json;
using oauthspec::testing::RefusesWith;

const std::string kPayload =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVl"
    "fQ";

std::string encoded(std::string_view octets) {
  return codec::base64_encode(octets, codec::Base64::url);
}

SigningKey private_key(const json& jwk) {
  return std::shared_ptr<const crypto::PrivateKey>(*openssl().private_key(*key_numbers(jwk)));
}

VerificationKey public_key(const json& jwk) {
  return std::shared_ptr<const crypto::PublicKey>(*openssl().public_key(*key_numbers(jwk)));
}

Result<void> verify(std::string_view compact, std::string_view alg, const VerificationKey& key) {
  const auto jws = parse_jws(compact);
  if (!jws) return std::unexpected(jws.error());
  return verify_jws(openssl(), *jws, *algorithm_named(alg), key);
}

// RFC 7515 appendix A.1.1.
TEST(Jws, VerifiesTheRfcsHmac) {
  const json jwk{{"kty", "oct"},
                 {"k",
                  "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1"
                  "Z9CAow"}};
  const std::string compact = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + kPayload +
                              ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  const VerificationKey key = *symmetric_key(jwk);
  EXPECT_TRUE(verify(compact, "HS256", key));
  EXPECT_THAT(verify(compact, "HS512", key), RefusesWith(Errc::algorithm_unsupported));
  EXPECT_THAT(verify(compact, "HS256", VerificationKey(Secret(std::string(32, 'x')))),
              RefusesWith(Errc::signature_invalid));
}

// RFC 7515 appendix A.3.1.
const json& p256_key() {
  static const json key{{"kty", "EC"},
                        {"crv", "P-256"},
                        {"x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"},
                        {"y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"},
                        {"d", "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}};
  return key;
}

const std::string kP256Input = "eyJhbGciOiJFUzI1NiJ9." + kPayload;

TEST(Jws, VerifiesTheRfcsEcdsa) {
  const std::string signature =
      "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
  EXPECT_TRUE(verify(kP256Input + "." + signature, "ES256", public_key(p256_key())));
  EXPECT_THAT(verify(kP256Input + "." + std::string("E") + signature.substr(1), "ES256",
                     public_key(p256_key())),
              RefusesWith(Errc::signature_invalid));
}

// CVE-2022-21449: r and s of zero.
TEST(Jws, RefusesEcdsaOfZerosAndInDer) {
  const std::string der = "\x30\x06\x02\x01\x01\x02\x01\x01";
  for (const std::string& signature :
       {std::string(64, '\0'), std::string(), std::string(63, '\1'), std::string(65, '\1'), der}) {
    EXPECT_THAT(verify(kP256Input + "." + encoded(signature), "ES256", public_key(p256_key())),
                RefusesWith(Errc::signature_invalid));
  }
}

// RFC 8037 appendix A.4, with the key of A.1.
TEST(Jws, MatchesTheRfcsEd25519) {
  const json jwk{{"kty", "OKP"},
                 {"crv", "Ed25519"},
                 {"d", "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"},
                 {"x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}};
  const std::string compact =
      "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
      "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
  EXPECT_EQ(sign_jws(openssl(), {{"alg", "EdDSA"}}, "Example of Ed25519 signing", private_key(jwk)),
            compact);
  EXPECT_TRUE(verify(compact, "EdDSA", public_key(jwk)));
}

TEST(Jws, VerifiesWhatItSigns) {
  const json rsa = json::parse(oauthspec::testing::kRsaJwk);
  for (const char* alg : {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"}) {
    const auto compact = sign_jws(openssl(), {{"alg", alg}}, "text", private_key(rsa));
    ASSERT_TRUE(compact) << alg;
    EXPECT_TRUE(verify(*compact, alg, public_key(rsa))) << alg;
    std::string changed = *compact;
    changed[changed.find('.') + 1] = 'e';
    EXPECT_THAT(verify(changed, alg, public_key(rsa)), RefusesWith(Errc::signature_invalid)) << alg;
  }
  const auto compact = sign_jws(openssl(), {{"alg", "ES256"}}, "text", private_key(p256_key()));
  EXPECT_TRUE(verify(*compact, "ES256", public_key(p256_key())));
}

TEST(Jws, KeepsKindsOfKeysApart) {
  const json rsa = json::parse(oauthspec::testing::kRsaJwk);
  const SigningKey pair = private_key(rsa);
  EXPECT_THAT(sign_jws(openssl(), {{"alg", "ES256"}}, "", pair), RefusesWith(Errc::key_invalid));
  EXPECT_THAT(sign_jws(openssl(), {{"alg", "HS256"}}, "", pair), RefusesWith(Errc::key_invalid));
  EXPECT_THAT(sign_jws(openssl(), {{"alg", "RS256"}}, "", SigningKey(Secret(std::string(64, 'k')))),
              RefusesWith(Errc::key_invalid));
  EXPECT_THAT(sign_jws(openssl(), {{"alg", "HS256"}}, "", SigningKey(Secret(std::string(31, 'k')))),
              RefusesWith(Errc::key_invalid));
  // CVE-2022-29217 and its like: a MAC under the text of the public key.
  const std::string pem = oauthspec::testing::kRsaPublicKey;
  const auto forged = sign_jws(openssl(), {{"alg", "HS256"}}, "text", SigningKey(Secret(pem)));
  EXPECT_THAT(verify(*forged, "RS256", public_key(rsa)), RefusesWith(Errc::algorithm_unsupported));
  EXPECT_THAT(verify(*forged, "HS256", public_key(rsa)), RefusesWith(Errc::key_invalid));
}

TEST(Jws, DoesNotKnowNone) {
  EXPECT_EQ(algorithm_named("none"), nullptr);
  EXPECT_EQ(algorithm_named("rs256"), nullptr);
  EXPECT_THAT(sign_jws(openssl(), {{"alg", "none"}}, "", SigningKey(Secret("x"))),
              RefusesWith(Errc::algorithm_unsupported));
  EXPECT_THAT(sign_jws(openssl(), json::object(), "", SigningKey(Secret("x"))),
              RefusesWith(Errc::algorithm_unsupported));
}

TEST(ParseJws, RefusesWhatIsNone) {
  const std::string header = encoded(R"({"alg":"HS256"})");
  for (const std::string& text :
       {std::string(), std::string("."), header, header + ".e30", header + ".e30.x.y",
        header + ".e30=.AA", header + ".e30.AA==", header + ".e 30.AA", header + ".e30.AB",
        header + ".e3/0.AA", " " + header + ".e30.AA"}) {
    EXPECT_THAT(parse_jws(text), RefusesWith(Errc::jws_malformed)) << text;
  }
  EXPECT_THAT(parse_jws(std::string(1024UL * 1024 + 1, '.')), RefusesWith(Errc::too_large));
}

TEST(ParseJws, RefusesHeadersThatAreNone) {
  for (const char* header :
       {"", "{", "[]", "null", "\"x\"", "{}", R"({"alg":1})", R"({"alg":["none","HS256"]})",
        R"({"alg":"HS256","alg":"none"})", R"({"alg":null})"}) {
    EXPECT_THAT(parse_jws(encoded(header) + ".e30.AA"), RefusesWith(Errc::jose_header_invalid))
        << header;
  }
  for (const char* crit : {R"(["x"])", "[]", R"(["exp"])", R"("x")", "null", R"(["b64","b64"])"}) {
    const std::string header = R"({"alg":"HS256","b64":true,"crit":)" + std::string(crit) + "}";
    EXPECT_THAT(parse_jws(encoded(header) + ".e30.AA"), RefusesWith(Errc::critical_unsupported))
        << crit;
  }
}

}  // namespace
}  // namespace oauth::jose
