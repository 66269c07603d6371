// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/pkce.h"

#include <algorithm>
#include <array>
#include <string>

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using crypto::openssl;
using oauthspec::testing::Gives;
using oauthspec::testing::RefusesWith;

// RFC 7636, appendix B.
constexpr const char* kVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
constexpr const char* kChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

class AppendixB final : public RandomSource {
 public:
  void fill(std::span<std::uint8_t> octets) override {
    constexpr std::array<std::uint8_t, 32> kOctets{
        116, 24,  223, 180, 151, 153, 224, 37,  79, 250, 96, 125, 216, 173, 187, 186,
        22,  212, 37,  77,  105, 214, 191, 240, 91, 88,  5,  88,  83,  132, 141, 121};
    std::ranges::copy(kOctets, octets.begin());
  }
};

TEST(CodeVerifier, IsThatOfAppendixB) {
  AppendixB random;
  EXPECT_EQ(make_code_verifier(random), kVerifier);
  EXPECT_THAT(code_challenge(openssl(), kVerifier, ChallengeMethod::s256), Gives(kChallenge));
  EXPECT_THAT(code_challenge(openssl(), kVerifier, ChallengeMethod::plain), Gives(kVerifier));
}

// RFC7636-4.1-1: 43*128unreserved.
TEST(CodeVerifier, HasItsLengthAndCharacters) {
  EXPECT_FALSE(is_code_verifier(std::string(42, 'a')));
  EXPECT_TRUE(is_code_verifier(std::string(43, '~')));
  EXPECT_TRUE(is_code_verifier(std::string(128, 'a')));
  EXPECT_FALSE(is_code_verifier(std::string(129, 'a')));
  EXPECT_FALSE(is_code_verifier(std::string(43, '+')));
  EXPECT_THAT(code_challenge(openssl(), "short", ChallengeMethod::plain),
              RefusesWith(Errc::code_verifier_invalid));
}

CodeExchange exchange() {
  return {kChallenge, "S256", kVerifier, {ChallengeMethod::s256}, false};
}

Refusal refusal_of(const CodeExchange& made) {
  const auto verified = verify_code_exchange(openssl(), made);
  return verified ? Refusal{} : verified.error();
}

TEST(VerifyCodeExchange, AnswersAsTheRfcSays) {
  EXPECT_TRUE(verify_code_exchange(openssl(), exchange()));
  auto other = exchange();
  other.code_verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl";
  EXPECT_EQ(refusal_of(other),
            (Refusal{"invalid_grant", 400, Errc::verifier_mismatch}));  // RFC7636-4.6-3
  auto silent = exchange();
  silent.code_verifier.reset();
  EXPECT_EQ(refusal_of(silent),
            (Refusal{"invalid_grant", 400, Errc::verifier_mismatch}));  // RFC7636-4.6-4
  // RFC7636-4.3-2: without a method the challenge is plain, which this server does not offer.
  auto plain = exchange();
  plain.code_challenge_method.reset();
  EXPECT_EQ(refusal_of(plain),
            (Refusal{"invalid_request", std::nullopt, Errc::challenge_method_unsupported}));
  plain.methods.push_back(ChallengeMethod::plain);
  plain.code_verifier = kChallenge;
  EXPECT_TRUE(verify_code_exchange(openssl(), plain));
  // RFC7636-4.4.1-1, RFC 9700 section 2.1.1
  auto unproved = exchange();
  unproved.code_challenge.reset();
  EXPECT_EQ(refusal_of(unproved), (Refusal{"invalid_grant", 400, Errc::verifier_mismatch}));
  unproved.required = true;
  EXPECT_EQ(refusal_of(unproved),
            (Refusal{"invalid_request", std::nullopt, Errc::verifier_mismatch}));
}

}  // namespace
}  // namespace oauth::oauth2
