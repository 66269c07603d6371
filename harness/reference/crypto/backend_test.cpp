// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/crypto/backend.h"

#include <string>

#include <gtest/gtest.h>

#include "harness/reference/codec/base64.h"
#include "harness/testing/matchers.h"
#include "harness/testing/rsa_test_key.h"

namespace oauth::crypto {
namespace {

using oauthspec::testing::kRsaPrivateKey;
using oauthspec::testing::kRsaPublicKey;
using oauthspec::testing::RefusesWith;

std::string hex(std::span<const std::uint8_t> octets) {
  std::string text;
  for (const std::uint8_t octet : octets) {
    text += "0123456789abcdef"[octet >> 4U];
    text += "0123456789abcdef"[octet & 15U];
  }
  return text;
}

std::string tag(Hash hash, std::string_view key, std::string_view text) {
  const auto keyed = openssl().mac_key(hash, key);
  EXPECT_TRUE((*keyed)->authenticate("another message first"));
  return hex((*keyed)->authenticate(text)->octets());
}

// RFC 2202 section 3, cases 1, 2 and 6 (a key longer than a block), and RFC 4231 cases 1 and 2.
TEST(MacKey, MatchesTheRfcsVectors) {
  EXPECT_EQ(tag(Hash::sha1, std::string(20, '\x0b'), "Hi There"),
            "b617318655057264e28bc0b6fb378c8ef146be00");
  EXPECT_EQ(tag(Hash::sha1, "Jefe", "what do ya want for nothing?"),
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  EXPECT_EQ(tag(Hash::sha1, std::string(80, '\xaa'),
                "Test Using Larger Than Block-Size Key - Hash Key First"),
            "aa4ae5e15272d00e95705637ce8a3b55ed402112");
  EXPECT_EQ(tag(Hash::sha256, std::string(20, '\x0b'), "Hi There"),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(tag(Hash::sha512, "Jefe", "what do ya want for nothing?"),
            "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f"
            "65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737");
}

TEST(MacKey, TakesAnEmptyKey) {
  // Known to every implementation: HMAC-SHA1 of nothing under nothing.
  EXPECT_EQ(tag(Hash::sha1, std::string_view(), ""), "fbdb1d1b18aa6c08324b7d64b71fb76370690e1d");
}

// FIPS 180-4's "abc".
TEST(Digest, MatchesThePublishedExamples) {
  EXPECT_EQ(hex(openssl().digest(Hash::sha1, "abc")->octets()),
            "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(hex(openssl().digest(Hash::sha256, "")->octets()),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(RsaKey, SignsWhatItsPublicKeyVerifies) {
  const auto private_key = openssl().private_key(kRsaPrivateKey);
  const auto public_key = openssl().public_key(kRsaPublicKey);
  ASSERT_TRUE(private_key && public_key);
  for (const Hash hash : {Hash::sha1, Hash::sha256, Hash::sha512}) {
    auto signature = (*private_key)->sign(Scheme::rsassa_pkcs1, hash, "text");
    ASSERT_TRUE(signature);
    EXPECT_TRUE((*public_key)->verify(Scheme::rsassa_pkcs1, hash, "text", *signature));
    EXPECT_FALSE((*public_key)->verify(Scheme::rsassa_pkcs1, hash, "Text", *signature));
    EXPECT_FALSE((*public_key)
                     ->verify(Scheme::rsassa_pkcs1, hash == Hash::sha1 ? Hash::sha256 : Hash::sha1,
                              "text", *signature));
    EXPECT_FALSE((*public_key)->verify(Scheme::rsassa_pkcs1, hash, "text", ""));
    EXPECT_FALSE((*public_key)->verify(Scheme::rsassa_pkcs1, hash, "text", *signature + '\0'));
    signature->back() = static_cast<char>(signature->back() ^ 1);
    EXPECT_FALSE((*public_key)->verify(Scheme::rsassa_pkcs1, hash, "text", *signature));
  }
}

TEST(RsaKey, IsReadFromPkcs1AndCertificatesToo) {
  const auto private_key = openssl().private_key(kRsaPrivateKey);
  const auto signature = (*private_key)->sign(Scheme::rsassa_pkcs1, Hash::sha1, "text");
  for (const char* pem :
       {oauthspec::testing::kRsaPublicKeyPkcs1, oauthspec::testing::kRsaCertificate}) {
    const auto key = openssl().public_key(pem);
    ASSERT_TRUE(key) << pem;
    EXPECT_TRUE((*key)->verify(Scheme::rsassa_pkcs1, Hash::sha1, "text", *signature));
  }
}

// On secp256k1, made for this test.
constexpr const char* kOtherCurveKey = R"(-----BEGIN PRIVATE KEY-----
MIGEAgEAMBAGByqGSM49AgEGBSuBBAAKBG0wawIBAQQgaaCi+QobgxMrz4F8exBI
L/tkS2HVY1F2gov4AfHb1f+hRANCAAS8TDvqCpIB8Mcpm3jn/bRz7BTG0cMOHesn
49OEUnMi0d0PpvC7JphCo7Q9qIwn7fRhsUSqCKwbXgHq4QnV8EXB
-----END PRIVATE KEY-----
)";

TEST(EcKey, IsReadFromPemAndSignsOnlyInItsOwnWay) {
  const auto private_key = openssl().private_key(oauthspec::testing::kEcPrivateKey);
  const auto public_key = openssl().public_key(oauthspec::testing::kEcPublicKey);
  ASSERT_TRUE(private_key && public_key);
  EXPECT_EQ((*private_key)->type(), KeyType::p256);
  EXPECT_EQ((*public_key)->type(), KeyType::p256);
  const auto signature = (*private_key)->sign(Scheme::ecdsa, Hash::sha256, "text");
  ASSERT_TRUE(signature);
  EXPECT_EQ(signature->size(), 64U);
  EXPECT_TRUE((*public_key)->verify(Scheme::ecdsa, Hash::sha256, "text", *signature));
  EXPECT_FALSE((*public_key)->verify(Scheme::ecdsa, Hash::sha256, "Text", *signature));
  for (const Scheme scheme : {Scheme::rsassa_pkcs1, Scheme::rsassa_pss, Scheme::eddsa}) {
    EXPECT_THAT((*private_key)->sign(scheme, Hash::sha256, "text"), RefusesWith(Errc::key_invalid));
    EXPECT_FALSE((*public_key)->verify(scheme, Hash::sha256, "text", *signature));
  }
}

TEST(RsaKey, RefusesWhatIsNone) {
  for (const char* pem :
       {"", "no key", kRsaPublicKey,
        "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n", kOtherCurveKey}) {
    EXPECT_THAT(openssl().private_key(std::string_view(pem)), RefusesWith(Errc::key_invalid))
        << pem;
  }
  for (const char* pem :
       {"", "no key", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"}) {
    EXPECT_THAT(openssl().public_key(std::string_view(pem)), RefusesWith(Errc::key_invalid)) << pem;
  }
}

/// Tag, length in two octets, value: enough of DER for long integers and sequences.
std::string der(char tag_octet, const std::string& value) {
  std::string out{tag_octet, '\x82'};
  out += static_cast<char>(value.size() >> 8U);
  out += static_cast<char>(value.size() & 0xFFU);
  return out + value;
}

std::string pem(const std::string& label, const std::string& octets) {
  const std::string text = codec::base64_encode(octets);
  std::string out = "-----BEGIN " + label + "-----\n";
  for (std::size_t at = 0; at < text.size(); at += 64) out += text.substr(at, 64) + '\n';
  return out + "-----END " + label + "-----\n";
}

// The key of RFC 6979 appendix A.2.5 as RFC 5915 section 3 writes it, without the public part that may be left out.
constexpr const char* kKeyWithoutPoint =
    "MDECAQEEIMmvqdhFunUWa1whV2ex1pNOUMPbNuibEnuKYisSD2choAoGCCqGSM49AwEH";

TEST(EcKey, IsReadWithoutItsPublicPart) {
  const auto octets = codec::base64_decode(kKeyWithoutPoint);
  ASSERT_TRUE(octets);
  const auto key = openssl().private_key(pem("EC PRIVATE KEY", *octets));
  ASSERT_TRUE(key);
  const auto numbers = (*key)->public_numbers();
  ASSERT_TRUE(numbers);
  EXPECT_EQ(codec::base64_encode(std::get<EcNumbers>(*numbers).x),
            "YP7UuiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Y=");
  // RFC 7468 section 2: labels are case-sensitive.
  EXPECT_THAT(openssl().private_key(pem("Ec PRIVATE KEY", *octets)),
              RefusesWith(Errc::key_invalid));
}

TEST(RsaKey, RefusesAModulusThatTakesMinutes) {
  const std::string one = der(2, "\x01");
  for (const auto& [octets, fits] : {std::pair(2048U, true), {2049U, false}}) {
    const std::string n = der(2, std::string(1, '\0') + std::string(octets, '\xff'));
    const std::string e = der(2, "\x03");
    EXPECT_EQ(openssl().public_key(pem("RSA PUBLIC KEY", der(0x30, n + e))).has_value(), fits);
    const std::string numbers =
        der(2, std::string(1, '\0')) + n + e + one + one + one + one + one + one;
    EXPECT_EQ(openssl().private_key(pem("RSA PRIVATE KEY", der(0x30, numbers))).has_value(), fits);
  }
}

// RFC 8017 section 3.1. By an exponent of 1 every text would be its own signature.
TEST(RsaKey, RefusesNumbersThatNoKeyHas) {
  const std::string odd = std::string(1, '\0') + std::string(128, '\xff');
  const std::string even = odd.substr(1, 127) + '\xfe';
  const auto read = [](const std::string& n, const std::string& e) {
    return openssl().public_key(pem("RSA PUBLIC KEY", der(0x30, der(2, n) + der(2, e))));
  };
  EXPECT_TRUE(read(odd, "\x03"));
  EXPECT_TRUE(read(odd, std::string("\x01\x00\x01", 3)));
  for (const std::string& e : {std::string(1, '\0'), std::string("\x01"), std::string("\x02")}) {
    EXPECT_THAT(read(odd, e), RefusesWith(Errc::key_invalid));
  }
  EXPECT_THAT(read('\0' + even, "\x03"), RefusesWith(Errc::key_invalid));
}

TEST(EcKey, RefusesAPrivateNumberOfAnotherPoint) {
  std::string text = oauthspec::testing::kEcPrivateKey;
  const std::size_t number = text.find("AQQg");
  ASSERT_NE(number, std::string::npos);
  char& digit = text[number + 6];
  digit = digit == 'A' ? 'B' : 'A';
  EXPECT_THAT(openssl().private_key(std::string_view(text)), RefusesWith(Errc::key_invalid));
}

TEST(RsaKey, RefusesNoTextAtAll) {
  EXPECT_THAT(openssl().private_key(std::string_view()), RefusesWith(Errc::key_invalid));
  EXPECT_THAT(openssl().public_key(std::string_view()), RefusesWith(Errc::key_invalid));
}

TEST(RsaKey, RefusesNumbersThatAreNone) {
  EXPECT_THAT(openssl().public_key(RsaNumbers{}), RefusesWith(Errc::key_invalid));
  EXPECT_THAT(openssl().private_key(RsaNumbers{}), RefusesWith(Errc::key_invalid));
  RsaNumbers huge;
  huge.n = std::string(100000, '\x01');
  huge.e = "\x03";
  EXPECT_THAT(openssl().public_key(huge), RefusesWith(Errc::key_invalid));
}

}  // namespace
}  // namespace oauth::crypto
