// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/public_key_pem.h"

#include <gtest/gtest.h>

#include "harness/reference/jose/jwk.h"

namespace oauthspec::checks {
namespace {

using oauth::crypto::RsaNumbers;

// The key of RFC 7515 appendix A.2, as the openssl command writes it.
constexpr const char* kJwk = R"({"kty":"RSA","e":"AQAB",
"n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"})";
constexpr const char* kPem = R"(-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAofgWCuLjybRlzo0tZWJj
NiuSfb4p4fAkd/wWJcyQoTbji9k0l8W26mPddxHmfHQp+Vaw+4qPCJrcS2mJPMEz
P1Pt0Bm4d4QlL+yRT+SFd2lZS+pCgNMsD1W/YpRPEwOWvG6b32690r2jZ47soMZo
9wGzjb/7OMg0LOL+bSf63kpaSHSXndS5z5rexMdbBYUsLA9e+KXBdQOS+UTo7WTB
EMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6/I5IhlJH7aGhyxX
FvUK+DWNmoudF8NAco9/h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXp
oQIDAQAB
-----END PUBLIC KEY-----
)";

TEST(PublicKeyPem, IsWhatOthersWrite) {
  const auto numbers = oauth::jose::key_numbers(nlohmann::json::parse(kJwk));
  ASSERT_TRUE(numbers.has_value());
  EXPECT_EQ(public_key_pem(std::get<RsaNumbers>(*numbers)), kPem);
}

TEST(PublicKeyPem, IsReadAsTheSameNumbers) {
  // A modulus whose first bit is 0, so that no octet stands before it, and an odd length.
  RsaNumbers numbers;
  numbers.n = std::string(1, '\x5f') + std::string(126, '\x33') + '\x35';
  numbers.e = "\x03";
  const auto key = oauth::crypto::openssl().public_key(public_key_pem(numbers));
  ASSERT_TRUE(key.has_value());
  const auto read = (*key)->public_numbers();
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(std::get<RsaNumbers>(*read).n, numbers.n);
  EXPECT_EQ(std::get<RsaNumbers>(*read).e, numbers.e);
}

}  // namespace
}  // namespace oauthspec::checks
