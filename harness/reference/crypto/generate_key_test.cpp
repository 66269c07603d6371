// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/crypto/generate_key.h"

#include <gtest/gtest.h>

namespace oauth::crypto {
namespace {

class GenerateKey : public ::testing::TestWithParam<KeyType> {};

TEST_P(GenerateKey, MakesOneThatTheBackendReadsAndNoSecondLikeIt) {
  const auto pem = generate_key(GetParam());
  const auto other = generate_key(GetParam());
  ASSERT_TRUE(pem && other);
  EXPECT_NE(pem->reveal(), other->reveal());
  const auto key = openssl().private_key(pem->reveal());
  ASSERT_TRUE(key);
  EXPECT_EQ((*key)->type(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(Kinds, GenerateKey,
                         ::testing::Values(KeyType::rsa, KeyType::p256, KeyType::p384,
                                           KeyType::p521, KeyType::ed25519));

TEST(GenerateKeyOfRsa, Has2048Bits) {
  const auto key = openssl().private_key(generate_key(KeyType::rsa)->reveal());
  const auto numbers = (*key)->public_numbers();
  ASSERT_TRUE(numbers);
  EXPECT_EQ((*openssl().public_key(*numbers))->bits(), 2048U);
}

}  // namespace
}  // namespace oauth::crypto
