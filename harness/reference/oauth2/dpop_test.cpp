// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/dpop.h"

#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/reference/jose/jwk.h"
#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using crypto::openssl;
using oauthspec::testing::RefusesWith;

const std::vector<std::string> kAlgs{"ES256"};

// RFC 9449 section 5: the proof of its token request.
const std::string kProof =
    "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0Vj"
    "NoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5"
    "VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TV"
    "CIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8"
    "lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";
constexpr const char* kThumbprint = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";  // Section 6.1.

ProofContext at(double now, const std::vector<BoundToken>* tokens = nullptr) {
  return {tokens, std::nullopt, std::nullopt, kAlgs, now, 60};
}

Judgement<std::string> verified(const message::Request& request, const ProofContext& context) {
  UsedProofs used;
  return verify_dpop(openssl(), request, context, used);
}

TEST(VerifyDpop, TakesTheRfcsProofOnce) {
  const message::Request request{
      "POST", "https://server.example.com/token", {{"DPoP", kProof}}, ""};
  UsedProofs used;
  EXPECT_EQ(verify_dpop(openssl(), request, at(1562262616), used), kThumbprint);
  EXPECT_EQ(verify_dpop(openssl(), request, at(1562262616), used).error(),
            (Refusal{"invalid_dpop_proof", 400, Errc::jti_used}));  // RFC9449-11.1-1
  EXPECT_EQ(verified(request, at(1562262677)).error(),
            (Refusal{"invalid_dpop_proof", 400, Errc::proof_stale}));  // RFC9449-4.3-11
  auto elsewhere = request;
  elsewhere.url = "https://server.example.com/other";
  EXPECT_EQ(verified(elsewhere, at(1562262616)).error(),
            (Refusal{"invalid_dpop_proof", 400, Errc::proof_mismatch}));  // RFC9449-4.3-8
  auto nonced = at(1562262616);
  nonced.nonce = "n";
  EXPECT_EQ(verified(request, nonced).error(),
            (Refusal{"use_dpop_nonce", 400, Errc::proof_mismatch}));  // RFC9449-8-4
}

/// RFC 7515 appendix A.3.1.
std::shared_ptr<const crypto::PrivateKey> key() {
  const nlohmann::json jwk{{"kty", "EC"},
                           {"crv", "P-256"},
                           {"x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"},
                           {"y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"},
                           {"d", "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}};
  return *openssl().private_key(*jose::key_numbers(jwk));
}

ProofClaims claims() {
  ProofClaims made;
  made.method = "GET";
  made.url = "https://r.example/a?b#c";
  made.access_token = "token";
  made.id = "1";
  made.issued = 1000;
  return made;
}

// RFC 9449 sections 4.2 and 7: what a client makes, a resource server takes, with the token that is bound to its key.
TEST(MakeDpopProof, ProvesTheKeyOfAToken) {
  const auto proof = make_dpop_proof(openssl(), "ES256", key(), claims());
  ASSERT_TRUE(proof);
  const message::Request request{
      "GET", "https://r.example/a?b", {{"Authorization", "DPoP token"}, {"DPoP", *proof}}, ""};
  const std::vector<BoundToken> other{{"token", kThumbprint}};
  EXPECT_EQ(verified(request, at(1000, &other)).error(),
            (Refusal{"invalid_token", 401, Errc::proof_key_mismatch}));
  const message::Request asking{"GET", "https://r.example/a", {{"DPoP", *proof}}, ""};
  const auto thumbprint = verified(asking, at(1000));
  ASSERT_TRUE(thumbprint);
  const std::vector<BoundToken> bound{{"token", *thumbprint}};
  EXPECT_EQ(verified(request, at(1000, &bound)), *thumbprint);
  // RFC9449-7.2-1
  const message::Request downgraded{
      "GET", "https://r.example/a", {{"Authorization", "Bearer token"}}, ""};
  EXPECT_EQ(verified(downgraded, at(1000, &bound)).error(),
            (Refusal{"invalid_token", 401, Errc::token_invalid}));
}

TEST(MakeDpopProof, RefusesWhatMakesNoProof) {
  EXPECT_THAT(make_dpop_proof(openssl(), "HS256", key(), claims()),
              RefusesWith(Errc::algorithm_unsupported));  // RFC9449-4.2-2
  auto nameless = claims();
  nameless.id = "";
  EXPECT_THAT(make_dpop_proof(openssl(), "ES256", key(), nameless),
              RefusesWith(Errc::claim_missing));  // RFC9449-4.2-5
  auto no_text = claims();
  no_text.nonce = "\xFF";
  EXPECT_THAT(make_dpop_proof(openssl(), "ES256", key(), no_text), RefusesWith(Errc::utf8_invalid));
}

}  // namespace
}  // namespace oauth::oauth2
