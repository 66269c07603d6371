// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/verified.h"

#include <memory>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/reference/codec/base64.h"
#include "harness/reference/jose/jwk.h"
#include "harness/reference/jose/jws.h"
#include "harness/testing/rsa_test_key.h"

namespace oauthspec::runner {
namespace {

using nlohmann::json;
using oauth::crypto::openssl;
using ::testing::HasSubstr;
using ::testing::Not;

// RFC 7515 appendix A.3.1.
const json& ec_key() {
  static const json key{{"kty", "EC"},
                        {"crv", "P-256"},
                        {"x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"},
                        {"y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"},
                        {"d", "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}};
  return key;
}

json public_half() {
  json half = ec_key();
  half.erase("d");
  return half;
}

std::string signed_by_ec(const json& header, const json& claims) {
  const auto numbers = oauth::jose::key_numbers(ec_key());
  const std::shared_ptr<const oauth::crypto::PrivateKey> key = *openssl().private_key(*numbers);
  return *oauth::jose::sign_jws(openssl(), header, claims.dump(), key);
}

class VerifiedTest : public ::testing::Test {
 protected:
  [[nodiscard]] Comparison of(const json& got) const {
    vector::Shape shape;
    shape.equality = vector::Equality::verified;
    return compare_out(shape, in_, expected_, got, true);
  }
  [[nodiscard]] Comparison of(const json& header, const json& claims) const {
    return of(json(signed_by_ec(header, claims)));
  }

  json in_{{"alg", "ES256"}, {"key", {{"jwk", ec_key()}}}};
  json header_{{"alg", "ES256"}, {"typ", "dpop+jwt"}, {"jwk", public_half()}};
  json claims_{{"aud", "a"}, {"exp", 5}};
  json expected_{{"header", header_}, {"claims", claims_}};
};

TEST_F(VerifiedTest, TakesWhatSaysTheSame) {
  EXPECT_EQ(of(header_, claims_).match, Match::equal);
  header_["typ"] = "application/DPoP+JWT";
  header_["kid"] = "any";
  header_["jwk"]["use"] = "sig";
  claims_["aud"] = {"a"};
  claims_["exp"] = 5.0;
  EXPECT_EQ(of(header_, claims_).match, Match::equal);
  EXPECT_EQ(of(header_, claims_).difference, "");
}

TEST_F(VerifiedTest, FindsWhatDiffersInTheHeader) {
  json other = header_;
  other["jwk"] = ec_key();
  const Comparison leaked = of(other, claims_);
  EXPECT_EQ(leaked.match, Match::different);
  EXPECT_THAT(leaked.difference, HasSubstr("/header/jwk"));
  EXPECT_THAT(leaked.difference, Not(HasSubstr("jpsQ")));
  other = header_;
  other.erase("typ");
  EXPECT_EQ(of(other, claims_).difference, "/header/typ: is missing");
  other = header_;
  other["typ"] = "JWT";
  EXPECT_THAT(of(other, claims_).difference, HasSubstr("/header/typ: expected"));
  other = header_;
  other["jku"] = "https://a/";
  EXPECT_EQ(of(other, claims_).difference, "/header/jku: was not asked for");
}

TEST_F(VerifiedTest, FindsWhatDiffersInTheClaims) {
  json other = claims_;
  other["exp"] = "5";
  EXPECT_EQ(of(header_, other).match, Match::different);
  other = claims_;
  other["aud"] = {"a", "b"};
  EXPECT_THAT(of(header_, other).difference, HasSubstr("/claims/aud: expected"));
  other = claims_;
  other["iat"] = 1;
  EXPECT_EQ(of(header_, other).difference, "/claims/iat: was not asked for");
  other.erase("exp");
  EXPECT_EQ(of(header_, other).difference, "/claims/exp: is missing");
}

TEST_F(VerifiedTest, FindsASignatureThatDoesNotVerify) {
  std::string jwt = signed_by_ec(header_, claims_);
  jwt.replace(jwt.rfind('.') + 1, 4, "AAAA");
  EXPECT_EQ(of(json(jwt)).match, Match::different);
  EXPECT_THAT(of(json(jwt)).difference, HasSubstr("not verified"));
  EXPECT_EQ(of(json("a.b")).match, Match::different);
  EXPECT_EQ(of(json(nullptr)).match, Match::different);
  EXPECT_EQ(of(expected_).match, Match::different);
}

TEST_F(VerifiedTest, VerifiesWithTheSecretOrThePublicHalfOfAPem) {
  const std::string secret = "a secret of thirty-two octets at least";
  in_ = {{"alg", "HS256"}, {"key", {{"secret", secret}}}};
  header_ = {{"alg", "HS256"}};
  expected_["header"] = header_;
  const oauth::jose::SigningKey mac = oauth::Secret(secret);
  const json jwt = *oauth::jose::sign_jws(openssl(), header_, claims_.dump(), mac);
  EXPECT_EQ(of(jwt).match, Match::equal);
  in_["key"] = {
      {"jwk",
       {{"kty", "oct"}, {"k", oauth::codec::base64_encode(secret, oauth::codec::Base64::url)}}}};
  EXPECT_EQ(of(jwt).match, Match::equal);
  in_["key"] = {{"secret", secret + "!"}};
  EXPECT_EQ(of(jwt).match, Match::different);

  in_ = {{"alg", "RS256"}, {"key", {{"pem", oauthspec::testing::kRsaPrivateKey}}}};
  header_ = {{"alg", "RS256"}};
  expected_["header"] = header_;
  const std::shared_ptr<const oauth::crypto::PrivateKey> rsa =
      *openssl().private_key(oauthspec::testing::kRsaPrivateKey);
  EXPECT_EQ(of(json(*oauth::jose::sign_jws(openssl(), header_, claims_.dump(), rsa))).match,
            Match::equal);
}

TEST_F(VerifiedTest, SaysNothingWhereTheVectorsKeyIsNone) {
  in_["key"] = {{"pem", "no key"}};
  EXPECT_EQ(of(header_, claims_).match, Match::unknown);
}

TEST_F(VerifiedTest, StatesAJwtAsVectorsDo) {
  header_["kid"] = "any";
  const json jwt = signed_by_ec(header_, claims_);
  EXPECT_EQ(as_stated(jwt, expected_), expected_);
  EXPECT_FALSE(as_stated(json("a.b"), expected_));
  EXPECT_FALSE(as_stated(json(1), expected_));
}

}  // namespace
}  // namespace oauthspec::runner
