// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/jwt.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "fuzz/input/test_keys.h"
#include "fuzz/input/verdicts.h"
#include "fuzz/mutate/jwt_text.h"
#include "harness/reference/jose/jwk.h"
#include "harness/reference/jose/jws.h"

// The same moves in each run.
// NOLINTBEGIN(cert-msc32-c,cert-msc51-cpp)
namespace oauthspec::fuzz {
namespace {

constexpr std::size_t kCapacity = 4096;
constexpr unsigned kRounds = 2000;

std::size_t leave(std::uint8_t* /*octets*/, std::size_t size, std::size_t capacity) {
  return std::min(size, capacity);
}

std::string token(const char* claims) {
  return signed_with_test_key(signing_input(R"({"alg":"HS256"})", claims), {{"alg", "HS256"}}, 0);
}

bool verifies(const std::string& compact) {
  const auto jws = oauth::jose::parse_jws(compact);
  if (!jws) return false;
  const auto secret = oauth::jose::symmetric_key(nlohmann::json::parse(kTestKeys[0].jwk)).value();
  return oauth::jose::verify_jws(oauth::crypto::openssl(), *jws,
                                 *oauth::jose::algorithm_named("HS256"), secret)
      .has_value();
}

TEST(JwtMutator, FindsTokensInsideAnInput) {
  const std::string jwt = token(R"({"iss":"a"})");
  const auto found = find_jwts("client_id=a&client_assertion=" + jwt + "&b=c");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].claims.dump(), R"({"iss":"a"})");
  EXPECT_TRUE(find_jwts("a.b.c and " + jwt + ".d").empty());
}

TEST(JwtMutator, FindsEachTokenInTurn) {
  const std::string input =
      "a=" + token(R"({"iss":"a"})") + "&b=A.B.C&c=" + token(R"({"iss":"b"})");
  std::set<std::string> issuers;
  for (unsigned seed = 1; seed <= 100; ++seed) {
    Dice dice(seed);
    const auto found = find_a_jwt(input, dice);
    if (!found) FAIL() << seed;
    issuers.insert(found->claims.at("iss").get<std::string>());
  }
  EXPECT_EQ(issuers, (std::set<std::string>{"a", "b"}));
  Dice dice(1);
  EXPECT_FALSE(find_a_jwt("a.b.c", dice));
}

TEST(JwtMutator, SignsMostOfWhatItChanges) {
  const std::string jwt = token(R"({"iss":"a","exp":1})");
  unsigned changed_and_signed = 0;
  unsigned changed_unsigned = 0;
  for (unsigned seed = 1; seed <= kRounds; ++seed) {
    Dice dice(seed);
    const std::string text = jwt_mutator().mutate(jwt, kCapacity, dice, leave);
    if (text == jwt) continue;
    ++(verifies(text) ? changed_and_signed : changed_unsigned);
  }
  EXPECT_GT(changed_and_signed, kRounds / 3);
  EXPECT_GT(changed_unsigned, kRounds / 20);
}

TEST(JwtMutator, ForgesWithAKeyThatItBringsAlong) {
  const std::string jwt = token(R"({"iss":"a"})");
  const auto stranger = nlohmann::json::parse(kStrangersKeys[0].jwk);
  const auto secret = oauth::jose::symmetric_key(stranger).value();
  bool forged = false;
  for (unsigned seed = 1; seed <= kRounds && !forged; ++seed) {
    Dice dice(seed);
    const auto jws = oauth::jose::parse_jws(jwt_mutator().mutate(jwt, kCapacity, dice, leave));
    if (!jws || !jws->header.contains("jwk") || jws->header.at("jwk") != stranger) continue;
    forged = oauth::jose::verify_jws(oauth::crypto::openssl(), *jws,
                                     *oauth::jose::algorithm_named("HS256"), secret)
                 .has_value();
  }
  EXPECT_TRUE(forged);
}

TEST(JwtMutator, NotesTheVerdictThatAVerifierComesTo) {
  for (const TestKey& key : kTestKeys) {
    const auto* const algorithm = oauth::jose::algorithm_named(key.alg);
    const auto scheme = algorithm->scheme;
    if (!scheme) continue;
    const Tree header{{"alg", key.alg}};
    const auto jws = oauth::jose::parse_jws(
        signed_with_test_key(signing_input(header.dump(), R"({"iss":"noted"})"), header, 0));
    ASSERT_TRUE(jws) << key.alg;
    const auto numbers = oauth::jose::key_numbers(nlohmann::json::parse(key.jwk_public)).value();
    const std::size_t asked = AskedKey(numbers).in(*scheme, algorithm->hash);
    const auto verifier = oauth::crypto::openssl().public_key(numbers).value();
    EXPECT_TRUE(verifier->verify(*scheme, algorithm->hash, jws->signing_input, jws->signature))
        << key.alg;
    EXPECT_EQ(verdict_of({asked, jws->signing_input, jws->signature}), true) << key.alg;
    EXPECT_EQ(verdict_of({asked, jws->signing_input, jws->signature + 'x'}), std::nullopt);
    EXPECT_EQ(verdict_of({asked, jws->signing_input + 'x', jws->signature}), std::nullopt);
    EXPECT_EQ(verdict_of({asked + 1, jws->signing_input, jws->signature}), std::nullopt);
    note_verdict({asked, "another", jws->signature}, false);
    EXPECT_EQ(verdict_of({asked, "another", jws->signature}), false);
  }
}

TEST(JwtMutator, LeavesWhatIsAroundATokenAndKeepsToItsCapacity) {
  const std::string input = "A: b\n\nclient_assertion=" + token(R"({"iss":"a"})");
  unsigned kept = 0;
  for (unsigned seed = 1; seed <= kRounds; ++seed) {
    Dice dice(seed);
    const std::string text = jwt_mutator().mutate(input, input.size(), dice, leave);
    EXPECT_LE(text.size(), input.size());
    if (text.starts_with("A: b\n\nclient_assertion=ey")) ++kept;
  }
  EXPECT_GT(kept, kRounds / 2);
}

TEST(JwtMutator, IsTheSameForTheSameSeed) {
  const std::string jwt = token(R"({"iss":"a"})");
  Dice one(7);
  Dice two(7);
  EXPECT_EQ(jwt_mutator().mutate(jwt, kCapacity, one, leave),
            jwt_mutator().mutate(jwt, kCapacity, two, leave));
}

TEST(JwtMutator, CrossesTheClaimsOfOneWithTheHeaderOfAnother) {
  const std::string a = token(R"({"iss":"a"})");
  const std::string b = token(R"({"sub":"b"})");
  bool crossed = false;
  for (unsigned seed = 1; seed <= kRounds && !crossed; ++seed) {
    Dice dice(seed);
    const std::string text = jwt_mutator().cross(a, b, kCapacity, dice);
    crossed = text == b;  // The header of both is one, and the signature is made anew.
  }
  EXPECT_TRUE(crossed);
}

}  // namespace
}  // namespace oauthspec::fuzz
// NOLINTEND(cert-msc32-c,cert-msc51-cpp)
