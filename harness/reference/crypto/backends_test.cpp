// SPDX-License-Identifier: Apache-2.0
// Every crypto library of this build, against values that the RFCs print, and against OpenSSL.
#include "harness/reference/crypto/backends.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/reference/crypto/generate_key.h"
#include "harness/testing/matchers.h"
#include "harness/testing/rsa_test_key.h"

namespace oauth::crypto {
namespace {

using oauthspec::testing::RefusesWith;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::IsEmpty;

std::string hex(std::string_view octets) {
  std::string text;
  for (const char signed_octet : octets) {
    const auto octet = static_cast<unsigned char>(signed_octet);
    text += "0123456789abcdef"[octet >> 4U];
    text += "0123456789abcdef"[octet & 15U];
  }
  return text;
}

std::string hex(const Digest& digest) {
  return hex(std::string(digest.octets().begin(), digest.octets().end()));
}

std::string unhex(std::string_view text) {
  std::string octets;
  for (std::size_t at = 0; at + 1 < text.size(); at += 2) {
    octets += static_cast<char>(std::stoi(std::string(text.substr(at, 2)), nullptr, 16));
  }
  return octets;
}

class Backends : public ::testing::TestWithParam<std::string> {
 protected:
  static const BuiltBackend& built() { return *find_backend(GetParam()); }
  static const Backend& backend() { return *built().backend; }
  static bool has(std::string_view ability) {
    return std::ranges::find(built().lacks, ability) == built().lacks.end();
  }
};

struct HmacExample {
  Hash hash;
  const char* name;
  std::string key, text;
  const char* tag;
};

// RFC 2202 section 3, cases 1, 2 and 6; RFC 4231 sections 4.2, 4.3 and 4.7. Keys of 80 and of 131 octets are longer than a block.
std::vector<HmacExample> hmac_examples() {
  const std::string long_text = "Test Using Larger Than Block-Size Key - Hash Key First";
  const std::string question = "what do ya want for nothing?";
  return {
      {Hash::sha1, "HMAC-SHA1", std::string(20, '\x0b'), "Hi There",
       "b617318655057264e28bc0b6fb378c8ef146be00"},
      {Hash::sha1, "HMAC-SHA1", "Jefe", question, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"},
      {Hash::sha1, "HMAC-SHA1", std::string(80, '\xaa'), long_text,
       "aa4ae5e15272d00e95705637ce8a3b55ed402112"},
      {Hash::sha256, "HMAC-SHA256", std::string(20, '\x0b'), "Hi There",
       "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
      {Hash::sha256, "HMAC-SHA256", "Jefe", question,
       "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
      {Hash::sha256, "HMAC-SHA256", std::string(131, '\xaa'), long_text,
       "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
      {Hash::sha384, "HMAC-SHA384", std::string(20, '\x0b'), "Hi There",
       "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2f"
       "a9cb6"},
      {Hash::sha384, "HMAC-SHA384", std::string(131, '\xaa'), long_text,
       "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f"
       "44952"},
      {Hash::sha512, "HMAC-SHA512", "Jefe", question,
       "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f"
       "0e6fdcaeab1a34d4a6b4b636e070a38bce737"},
      {Hash::sha512, "HMAC-SHA512", std::string(131, '\xaa'), long_text,
       "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6"
       "a1e5295e64f73f63f0aec8b915a985d786598"},
  };
}

TEST_P(Backends, TagsAsTheRfcsPrint) {
  for (const HmacExample& example : hmac_examples()) {
    const auto key = backend().mac_key(example.hash, example.key);
    if (!has(example.name)) {
      EXPECT_THAT(key, RefusesWith(Errc::crypto_unsupported));
      EXPECT_THAT(backend().digest(example.hash, ""), RefusesWith(Errc::crypto_unsupported));
      continue;
    }
    ASSERT_TRUE(key);
    for (int again = 0; again < 2; ++again)
      EXPECT_EQ(hex(*(*key)->authenticate(example.text)), example.tag);
  }
}

TEST_P(Backends, GoesOnFromAPrefix) {
  for (const HmacExample& example : hmac_examples()) {
    if (!has(example.name)) continue;
    const std::string_view text = example.text;
    for (const std::size_t cut : {std::size_t{0}, std::size_t{3}, text.size()}) {
      auto key = *backend().mac_key(example.hash, example.key);
      const auto begun = *key->with_prefix(text.substr(0, cut));
      const auto further = *begun->with_prefix(text.substr(cut, 2));
      EXPECT_EQ(hex(*key->authenticate(text)), example.tag);
      key.reset();
      for (int again = 0; again < 2; ++again) {
        EXPECT_EQ(hex(*begun->authenticate(text.substr(cut))), example.tag);
        if (cut + 2 <= text.size()) {
          EXPECT_EQ(hex(*further->authenticate(text.substr(cut + 2))), example.tag);
        }
      }
    }
  }
}

// Lengths about those at which a hash takes another block, and more texts than a multi-buffer library takes at a time.
TEST_P(Backends, TagsAnyLengthAsOpensslDoes) {
  const std::string text(70'000, 'x');
  std::vector<std::string_view> texts;
  for (std::size_t length = 0; length < 300; ++length)
    texts.push_back(std::string_view(text).substr(0, length));
  texts.push_back(text);
  for (const HmacExample& example : hmac_examples()) {
    if (!has(example.name)) continue;
    const auto ours = *backend().mac_key(example.hash, example.key);
    const auto theirs = *openssl().mac_key(example.hash, example.key);
    std::vector<Digest> tags(texts.size(), Digest(example.hash));
    ASSERT_TRUE(ours->authenticate_all(texts, tags));
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const std::string expected = hex(*theirs->authenticate(texts[i]));
      EXPECT_EQ(hex(tags[i]), expected) << texts[i].size();
      EXPECT_EQ(hex(*ours->authenticate(texts[i])), expected) << texts[i].size();
    }
    EXPECT_EQ(hex(*backend().digest(example.hash, text)),
              hex(*openssl().digest(example.hash, text)));
    EXPECT_THAT(ours->authenticate_all(texts, {}), RefusesWith(Errc::crypto_failed));
  }
}

TEST_P(Backends, TakesKeysOfAnyLength) {
  for (const std::size_t length : {0U, 1U, 63U, 64U, 65U, 127U, 128U, 129U, 1000U}) {
    const std::string key(length, 'k');
    for (const Hash hash : {Hash::sha1, Hash::sha256, Hash::sha384, Hash::sha512}) {
      const auto ours = backend().mac_key(hash, length == 0 ? std::string_view() : key);
      if (!ours) continue;
      EXPECT_EQ(hex(*(*ours)->authenticate("text")),
                hex(*(*openssl().mac_key(hash, key))->authenticate("text")));
    }
  }
}

TEST_P(Backends, GivesOtherRandomOctetsEachTime) {
  std::set<std::array<std::uint8_t, 32>> seen;
  std::array<std::uint8_t, 32> octets{};
  for (int time = 0; time < 100; ++time) {
    const auto filled = backend().random(octets);
    if (GetParam() == "ipsec-mb") {
      EXPECT_THAT(filled, RefusesWith(Errc::crypto_unsupported));
      return;
    }
    ASSERT_TRUE(filled);
    seen.insert(octets);
  }
  EXPECT_EQ(seen.size(), 100U);
  std::vector<std::uint8_t> many(5000);
  ASSERT_TRUE(backend().random(many));
  EXPECT_GT(std::ranges::count_if(many, [](std::uint8_t octet) { return octet != 0; }), 4900);
}

Ed25519Numbers ed25519(std::string_view x, std::string_view d) {
  return {unhex(x), Secret(unhex(d))};
}

// RFC 8032 section 7.1, tests 1 and 2.
TEST_P(Backends, SignsByEd25519AsTheRfcPrints) {
  const auto examples = std::to_array<std::array<std::string_view, 4>>({
      {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
       "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
       "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701c"
       "f9b46bd25bf5f0595bbe24655141438e7a100b"},
      {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
       "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "r",
       "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f"
       "11d8c387b2eaeb4302aeeb00d291612bb0c00"},
  });
  for (const auto& [d, x, text, signature] : examples) {
    const auto signer = backend().private_key(ed25519(x, d));
    const auto verifier = backend().public_key(ed25519(x, ""));
    if (!has("EdDSA")) {
      EXPECT_THAT(signer, RefusesWith(Errc::crypto_unsupported));
      EXPECT_THAT(verifier, RefusesWith(Errc::crypto_unsupported));
      continue;
    }
    ASSERT_TRUE(signer && verifier);
    EXPECT_EQ(hex(*(*signer)->sign(Scheme::eddsa, Hash::sha512, text)), signature);
    EXPECT_TRUE((*verifier)->verify(Scheme::eddsa, Hash::sha512, text, unhex(signature)));
    EXPECT_EQ((*verifier)->bits(), (*openssl().public_key(ed25519(x, "")))->bits());
  }
}

// RFC 8032 section 5.1.7 step 1: S is below the order of the group, so that nobody makes a second signature out of one.
TEST_P(Backends, RefusesAnEd25519SignatureWithTheOrderAdded) {
  if (!has("EdDSA")) return;
  const auto verifier = *backend().public_key(
      ed25519("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", ""));
  std::string signature = unhex(
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9"
      "b46bd25bf5f0595bbe24655141438e7a100b");
  ASSERT_TRUE(verifier->verify(Scheme::eddsa, Hash::sha512, "", signature));
  const std::string order =
      unhex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
  unsigned carry = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const unsigned sum = static_cast<unsigned char>(signature[32 + i]) +
                         static_cast<unsigned>(static_cast<unsigned char>(order[i])) + carry;
    signature[32 + i] = static_cast<char>(sum);
    carry = sum >> 8U;
  }
  EXPECT_FALSE(verifier->verify(Scheme::eddsa, Hash::sha512, "", signature));
}

EcNumbers rfc6979_key() {
  return {KeyType::p256, unhex("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"),
          unhex("7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"),
          Secret(unhex("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721"))};
}

// RFC 6979 appendix A.2.5. Of a SHA-512 digest the leftmost 256 bits count.
TEST_P(Backends, VerifiesByEcdsaWhatTheRfcPrints) {
  EcNumbers numbers = rfc6979_key();
  numbers.d = Secret();
  const auto verifier = backend().public_key(numbers);
  if (!has("ECDSA")) {
    EXPECT_THAT(verifier, RefusesWith(Errc::crypto_unsupported));
    return;
  }
  ASSERT_TRUE(verifier);
  const auto verifies = [&](Hash hash, std::string_view signature) {
    return (*verifier)->verify(Scheme::ecdsa, hash, "sample", unhex(signature));
  };
  EXPECT_TRUE(verifies(Hash::sha1,
                       "61340c88c3aaebeb4f6d667f672ca9759a6ccaa9fa8811313039ee4a35471d32"
                       "6d7f147dac089441bb2e2fe8f7a3fa264b9c475098fdcf6e00d7c996e1b8b7eb"));
  EXPECT_TRUE(verifies(Hash::sha256,
                       "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                       "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"));
  EXPECT_TRUE(verifies(Hash::sha512,
                       "8496a60b5e9b47c825488827e0495b0e3fa109ec4568fd3f8d1097678eb97f00"
                       "2362ab1adbe2b8adf9cb9edab740ea6049c028114f2460f96554f61fae3302fe"));
  EXPECT_FALSE(verifies(Hash::sha512,
                        "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                        "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"));
}

// FIPS 186-4 section 6.4.2 step 1: R and S lie between 1 and the order less 1.
TEST_P(Backends, RefusesEcdsaNumbersOutOfRange) {
  if (!has("ECDSA")) return;
  const auto verifier = *backend().public_key(rfc6979_key());
  const std::string r = unhex("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716");
  const std::string s = unhex("f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
  const std::string order =
      unhex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
  const std::string zero(32, '\0');
  const std::string most(32, '\xff');
  const auto verifies = [&](const std::string& signature) {
    return verifier->verify(Scheme::ecdsa, Hash::sha256, "sample", signature);
  };
  EXPECT_TRUE(verifies(r + s));
  for (const std::string& wrong : {zero, order, most}) {
    EXPECT_FALSE(verifies(r + wrong));
    EXPECT_FALSE(verifies(wrong + s));
    EXPECT_FALSE(verifies(wrong + wrong));
  }
  for (const std::string& wrong :
       {std::string(), r, r + s + '\0', '\0' + r + s, r + s.substr(1), (r + s).substr(1)}) {
    EXPECT_FALSE(verifies(wrong)) << wrong.size();
  }
}

TEST_P(Backends, RefusesKeysThatAreNone) {
  EcNumbers off_curve = rfc6979_key();
  off_curve.x.back() = static_cast<char>(off_curve.x.back() ^ 1);
  EcNumbers other_number = rfc6979_key();
  other_number.d = Secret(unhex("01" + std::string(62, '0')));
  EXPECT_THAT(backend().public_key(off_curve), RefusesWith(Errc::key_invalid));
  EXPECT_THAT(backend().private_key(off_curve), RefusesWith(Errc::key_invalid));
  EXPECT_THAT(backend().private_key(other_number), RefusesWith(Errc::key_invalid));
  EXPECT_THAT(backend().public_key(RsaNumbers{}), RefusesWith(Errc::key_invalid));
  EXPECT_THAT(backend().private_key(RsaNumbers{}), RefusesWith(Errc::key_invalid));
  for (const std::string_view pem : {"", "no key", "-----BEGIN PUBLIC KEY-----\nMIIB\n"}) {
    EXPECT_THAT(backend().public_key(pem), RefusesWith(Errc::key_invalid));
    EXPECT_THAT(backend().private_key(pem), RefusesWith(Errc::key_invalid));
  }
}

// Its length is one bit more than whole octets, where PSS pads into one octet less. Made for this test.
constexpr const char* kOddRsaKey = R"(-----BEGIN PRIVATE KEY-----
MIICdwIBADANBgkqhkiG9w0BAQEFAASCAmEwggJdAgEAAoGBAdBIw1YtFfLXUDGM
xinn7cHUyjZj+Z/bmasKM1StIj7xZZ5J4il0KmEJm2rOF/R6HOKIgdB7eadJmui4
i3MbpgSGsbiidhcuhZ4mB3oRUamU4DAz9G0BnwbiksRtSDeelYsmqLy9lQ91Oot6
6FkiY9L3gO0ZfR5IXQu/UaH7AlvpAgMBAAECgYASbvEieMPIUngin342p7iu223z
3uBIUoW1XsBO+ljDuv3X3QMXtj8Af0smYGxfDoIbFGRjDKP12lxGJR2UQmLC6hl8
ajGOdUURBSthuOVGIWgjCrBu20/2hSlsHhbT8HBD31WygRRq9fCoz5BLigdjtNKl
qlNTvWxIE7I6pd57KQJBAezeRc4WqHuUj46lEb/mv/FZwFA0DLBpaWZQ91bURbBS
VlDw7KV2ApI0u2kEk8ycldUl7J+ta+Ywacv6ZRrMVvMCQQDxJzkCnfETzNKNgZtB
LzCbPANjHUwTJUyyxLmnxjFdBl+S26QjPx7CAJ9yAJZ4tletcDSGTpuuUqikmhs3
3DCzAkEA9B0zXdwDHxJ5+CDyJaZYs2XMxuzAzC+psK+xkiQZUDe34OczjtBgfaH4
oQ9PVSzJWYUrKftvUdfwzsL6iMdk2QJAGEN8BvlhQj6/iKFbv6lB2LynEpfmCZ8d
IneMvobAfL2hbCNRVoKJU7fAUzYf7bFbDQZXIpRSMa37beRbjLlI5QJBAbNQyaaG
QsqNzcYIF7xgY6WphLNUDNZaYqgZ52zZ3ZpcLm/vPfTxlBiNNvX59iFU9bPykqxZ
C2zx77vIMfPR3Ns=
-----END PRIVATE KEY-----
)";

struct Way {
  const char* ability;
  Scheme scheme;
};

/// A key of OpenSSL's making, in PEM, with the ways in which it signs.
struct TestKey {
  std::string pem;
  std::vector<Way> ways;
};

std::vector<TestKey> test_keys() {
  std::vector<TestKey> keys;
  for (const char* rsa : {oauthspec::testing::kRsaPrivateKey, kOddRsaKey})
    keys.push_back({rsa, {{"RSA", Scheme::rsassa_pkcs1}, {"RSA-PSS", Scheme::rsassa_pss}}});
  for (const KeyType curve : {KeyType::p256, KeyType::p384, KeyType::p521})
    keys.push_back({std::string(generate_key(curve)->reveal()), {{"ECDSA", Scheme::ecdsa}}});
  keys.push_back(
      {std::string(generate_key(KeyType::ed25519)->reveal()), {{"EdDSA", Scheme::eddsa}}});
  return keys;
}

void expect_agreement(const PrivateKey& ours, const PrivateKey& theirs, const Backend& backend,
                      Scheme scheme, Hash hash) {
  const auto our_verifier = *backend.public_key(*ours.public_numbers());
  const auto their_verifier = *openssl().public_key(*theirs.public_numbers());
  EXPECT_EQ(our_verifier->bits(), their_verifier->bits());
  for (int round = 0; round < 4; ++round) {
    const std::string text = "text " + std::to_string(round);
    const auto signature = ours.sign(scheme, hash, text);
    const auto expected = theirs.sign(scheme, hash, text);
    if (!expected) {
      // The modulus is too short for the hash.
      EXPECT_THAT(signature, RefusesWith(expected.error().code));
      return;
    }
    ASSERT_TRUE(signature);
    if (scheme == Scheme::rsassa_pkcs1 || scheme == Scheme::eddsa) {
      EXPECT_EQ(hex(*signature), hex(*expected));
    }
    EXPECT_TRUE(their_verifier->verify(scheme, hash, text, *signature));
    EXPECT_TRUE(our_verifier->verify(scheme, hash, text, *expected));
    EXPECT_FALSE(our_verifier->verify(scheme, hash, text + '!', *expected));
    std::string changed = *expected;
    changed[static_cast<std::size_t>(round) % changed.size()] ^= 1;
    EXPECT_FALSE(our_verifier->verify(scheme, hash, text, changed));
    EXPECT_FALSE(our_verifier->verify(scheme, hash, text, *expected + '\0'));
    EXPECT_FALSE(our_verifier->verify(scheme, hash, text, expected->substr(1)));
    EXPECT_FALSE(our_verifier->verify(scheme, hash, text, ""));
  }
}

TEST_P(Backends, AgreesWithOpensslOnEverySchemeAndHash) {
  for (const TestKey& test : test_keys()) {
    const auto ours = backend().private_key(test.pem);
    const auto theirs = openssl().private_key(test.pem);
    ASSERT_TRUE(theirs);
    if (!has(test.ways.front().ability)) {
      EXPECT_THAT(ours, RefusesWith(Errc::crypto_unsupported));
      continue;
    }
    ASSERT_TRUE(ours);
    EXPECT_EQ((*ours)->type(), (*theirs)->type());
    for (const Way& way : test.ways) {
      for (const Hash hash : {Hash::sha1, Hash::sha256, Hash::sha384, Hash::sha512}) {
        // No algorithm of JWA is RSASSA-PSS with SHA-1.
        if (way.scheme == Scheme::rsassa_pss && hash == Hash::sha1) continue;
        expect_agreement(**ours, **theirs, backend(), way.scheme, hash);
      }
    }
    for (const Scheme scheme :
         {Scheme::rsassa_pkcs1, Scheme::rsassa_pss, Scheme::ecdsa, Scheme::eddsa}) {
      if (std::ranges::find(test.ways, scheme, &Way::scheme) != test.ways.end()) continue;
      EXPECT_THAT((*ours)->sign(scheme, Hash::sha256, "text"), RefusesWith(Errc::key_invalid));
    }
  }
}

// RFC 8017 section 5.2.2 step 1: a signature is a number below the modulus.
TEST_P(Backends, RefusesAnRsaSignatureThatIsNoResidue) {
  if (!has("RSA")) return;
  const auto verifier = *backend().public_key(oauthspec::testing::kRsaPublicKey);
  const auto signer = *backend().private_key(oauthspec::testing::kRsaPrivateKey);
  const auto n = std::get<RsaNumbers>(*verifier->public_numbers()).n;
  for (const Scheme scheme : {Scheme::rsassa_pkcs1, Scheme::rsassa_pss}) {
    EXPECT_FALSE(verifier->verify(scheme, Hash::sha256, "text", n));
    EXPECT_FALSE(verifier->verify(scheme, Hash::sha256, "text", std::string(n.size(), '\xff')));
    EXPECT_FALSE(verifier->verify(scheme, Hash::sha256, "text", std::string(n.size(), '\0')));
    const auto signature = signer->sign(scheme, Hash::sha256, "text");
    ASSERT_TRUE(signature);
    EXPECT_FALSE(verifier->verify(scheme, Hash::sha256, "text", '\0' + *signature));
    EXPECT_FALSE(verifier->verify(scheme, Hash::sha512, "text", *signature));
    EXPECT_FALSE(
        verifier->verify(scheme == Scheme::rsassa_pss ? Scheme::rsassa_pkcs1 : Scheme::rsassa_pss,
                         Hash::sha256, "text", *signature));
  }
}

// RFC 8017 section 8.1.2 step 1: a signature is as long as the modulus, of which the leading octet is 0 or 1 here.
TEST_P(Backends, RefusesAPssSignatureWithoutItsLeadingZero) {
  if (!has("RSA-PSS")) return;
  const auto signer = *backend().private_key(std::string_view(kOddRsaKey));
  const auto verifier = *backend().public_key(*signer->public_numbers());
  std::string signature;
  do {
    signature = signer->sign(Scheme::rsassa_pss, Hash::sha256, "text").value_or("x");
  } while (signature.front() == 1);
  ASSERT_TRUE(verifier->verify(Scheme::rsassa_pss, Hash::sha256, "text", signature));
  EXPECT_FALSE(verifier->verify(Scheme::rsassa_pss, Hash::sha256, "text", signature.substr(1)));
}

TEST_P(Backends, SignsOnTwoThreadsByOneKey) {
  for (const TestKey& test : test_keys()) {
    const auto made = backend().private_key(test.pem);
    if (!made) continue;
    const auto verifier = *openssl().public_key(*(*made)->public_numbers());
    std::array<std::vector<std::string>, 2> signatures;
    std::vector<std::thread> threads;
    const Scheme scheme = test.ways.front().scheme;
    for (auto& list : signatures) {
      threads.emplace_back([&] {
        for (int round = 0; round < 5; ++round)
          list.push_back((*made)->sign(scheme, Hash::sha256, "text").value_or(""));
      });
    }
    for (std::thread& thread : threads) thread.join();
    for (const auto& list : signatures) {
      for (const std::string& signature : list)
        EXPECT_TRUE(verifier->verify(scheme, Hash::sha256, "text", signature));
    }
  }
}

TEST_P(Backends, SaysWhatItIs) {
  EXPECT_EQ(backend().name(), GetParam());
  EXPECT_FALSE(built().library.empty());
  EXPECT_THAT(built().version, ::testing::MatchesRegex(".*[0-9]+[.][0-9]+.*"));
  EXPECT_FALSE(built().licence.empty());
  for (const std::string_view lacking : built().lacks)
    EXPECT_THAT(all_abilities(), Contains(lacking));
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const BuiltBackend& one : built_backends()) all.emplace_back(one.backend->name());
  return all;
}

INSTANTIATE_TEST_SUITE_P(Built, Backends, ::testing::ValuesIn(names()), [](const auto& tested) {
  std::string name = tested.param;
  std::ranges::replace(name, '-', '_');
  return name;
});

TEST(BackendList, BeginsWithOpensslAndKnowsNoOther) {
  EXPECT_EQ(built_backends().front().backend, &openssl());
  EXPECT_THAT(names(), AllOf(Contains("openssl-evp-mac"), Contains("openssl-md-copy"),
                             Contains("openssl-oneshot")));
  EXPECT_THAT(built_backends().front().lacks, IsEmpty());
  EXPECT_EQ(find_backend("no-library"), nullptr);
  EXPECT_EQ(find_backend(""), nullptr);
}

}  // namespace
}  // namespace oauth::crypto
