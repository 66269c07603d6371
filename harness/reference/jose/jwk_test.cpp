// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/jose/jwk.h"

#include <string>

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"
#include "harness/testing/rsa_test_key.h"

namespace oauth::jose {
namespace {

using nlohmann::json;
using oauthspec::testing::RefusesWith;

TEST(Jwk, IsTheSameKeyAsItsPem) {
  const auto numbers = rsa_numbers(json::parse(oauthspec::testing::kRsaJwk));
  ASSERT_TRUE(numbers);
  const auto key = crypto::openssl().private_key(*numbers);
  const auto public_key = crypto::openssl().public_key(*numbers);
  const auto pem = crypto::openssl().private_key(oauthspec::testing::kRsaPrivateKey);
  ASSERT_TRUE(key && public_key && pem);
  const auto signature = (*key)->sign(crypto::Hash::sha256, "text");
  EXPECT_EQ(*signature, *(*pem)->sign(crypto::Hash::sha256, "text"));
  EXPECT_TRUE((*public_key)->verify(crypto::Hash::sha256, "text", *signature));
}

TEST(Jwk, RefusesWhatIsNoRsaKey) {
  const json whole = json::parse(oauthspec::testing::kRsaJwk);
  for (const char* member : {"kty", "n", "e", "p", "q", "dp", "dq", "qi"}) {
    json lacking = whole;
    lacking.erase(member);
    EXPECT_THAT(rsa_numbers(lacking), RefusesWith(Errc::key_invalid)) << member;
    for (const json& wrong : {json(1), json(nullptr), json(""), json("=="), json::array()}) {
      json changed = whole;
      changed[member] = wrong;
      EXPECT_THAT(rsa_numbers(changed), RefusesWith(Errc::key_invalid)) << member << wrong;
    }
  }
  EXPECT_THAT(rsa_numbers(json("RSA")), RefusesWith(Errc::key_invalid));
  EXPECT_THAT(rsa_numbers(json::array()), RefusesWith(Errc::key_invalid));
}

}  // namespace
}  // namespace oauth::jose
