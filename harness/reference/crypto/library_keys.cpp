// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/crypto/library_keys.h"

#include <algorithm>
#include <bit>

#include "harness/reference/crypto/openssl_keys.h"

namespace oauth::crypto {
namespace {

constexpr std::size_t kOctetBits = 8;

std::string_view without_leading_zeros(std::string_view number) {
  return number.substr(std::min(number.find_first_not_of('\0'), number.size()));
}

/// Of a number, big-endian.
std::size_t bits_of(std::string_view number) {
  number = without_leading_zeros(number);
  if (number.empty()) return 0;
  return (number.size() - 1) * kOctetBits +
         static_cast<std::size_t>(std::bit_width(static_cast<unsigned char>(number.front())));
}

std::size_t octets_of_bits(std::size_t bits) {
  return (bits + kOctetBits - 1) / kOctetBits;
}

/// Of two numbers, big-endian.
bool below(std::string_view a, std::string_view b) {
  a = without_leading_zeros(a);
  b = without_leading_zeros(b);
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

bool fits(Scheme scheme, KeyType type) {
  switch (scheme) {
    case Scheme::rsassa_pkcs1:
    case Scheme::rsassa_pss:
      return type == KeyType::rsa;
    case Scheme::ecdsa:
      return type != KeyType::rsa && type != KeyType::ed25519;
    case Scheme::eddsa:
      break;
  }
  return type == KeyType::ed25519;
}

/// Whether a modulus of so many bits has room for the padded digest.
bool has_room(Scheme scheme, Hash hash, std::size_t modulus_bits) {
  if (scheme == Scheme::rsassa_pkcs1) {
    // RFC 8017 section 9.2 step 3.
    constexpr std::size_t kPadding = 11;
    return octets_of_bits(modulus_bits) >=
           digest_info_prefix(hash).size() + digest_octets(hash) + kPadding;
  }
  // RFC 8017 section 9.1.1 step 3, the salt as long as the hash.
  return octets_of_bits(modulus_bits - 1) >= 2 * digest_octets(hash) + 2;
}

/// What OpenSSL verifies with at all, so that every backend does no other: a long exponent makes a verification slow.
bool is_quick(const RsaNumbers& numbers) {
  constexpr std::size_t kSmallModulusBits = 3072;
  constexpr std::size_t kMostExponentBits = 64;
  return below(numbers.e, numbers.n) &&
         (bits_of(numbers.n) <= kSmallModulusBits || bits_of(numbers.e) <= kMostExponentBits);
}

/// RFC 8032 section 5.1.7 step 1: S, little-endian, is below the order of the group.
bool has_small_s(std::string_view signature) {
  constexpr std::string_view kOrder(
      "\x10\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
      "\x14\xde\xf9\xde\xa2\xf7\x9c\xd6\x58\x12\x63\x1a\x5c\xf5\xd3\xed",
      32);
  std::string s(signature.substr(kOrder.size()));
  std::ranges::reverse(s);
  return below(s, kOrder);
}

bool has_form(const KeyNumbers& numbers, Scheme scheme, std::string_view signature) {
  if (const auto* rsa = std::get_if<RsaNumbers>(&numbers)) {
    // RFC 8017 sections 8.1.2 and 8.2.2, step 1, and 5.2.2 step 1.
    return signature.size() == octets_of_bits(bits_of(rsa->n)) && below(signature, rsa->n) &&
           is_quick(*rsa);
  }
  if (scheme == Scheme::ecdsa) return signature.size() == 2 * field_octets(type_of(numbers));
  constexpr std::size_t kEd25519Octets = 64;
  return signature.size() == kEd25519Octets && has_small_s(signature);
}

}  // namespace

std::string_view digest_info_prefix(Hash hash) {
  using namespace std::string_view_literals;
  switch (hash) {
    case Hash::sha1:
      return "\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14"sv;
    case Hash::sha256:
      return "\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20"sv;
    case Hash::sha384:
      return "\x30\x41\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x05\x00\x04\x30"sv;
    case Hash::sha512:
      break;
  }
  return "\x30\x51\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\x04\x40"sv;
}

KeyType type_of(const KeyNumbers& numbers) {
  if (std::holds_alternative<RsaNumbers>(numbers)) return KeyType::rsa;
  const auto* curve = std::get_if<EcNumbers>(&numbers);
  return curve == nullptr ? KeyType::ed25519 : curve->curve;
}

Result<std::string> LibraryPrivateKey::sign(Scheme scheme, Hash hash, std::string_view text) const {
  if (!fits(scheme, type())) return refusal(Errc::key_invalid);
  const auto* rsa = std::get_if<RsaNumbers>(&public_half_);
  if (rsa != nullptr && !has_room(scheme, hash, bits_of(rsa->n))) return refusal(Errc::key_invalid);
  return make_signature(scheme, hash, text);
}

std::size_t LibraryPublicKey::bits() const {
  switch (type()) {
    case KeyType::rsa:
      return bits_of(std::get<RsaNumbers>(numbers_).n);
    case KeyType::p256:
      return 256;
    case KeyType::p384:
      return 384;
    case KeyType::p521:
      return 521;
    case KeyType::ed25519:
      break;
  }
  return 256;  // RFC 8032 section 5.1: b
}

bool LibraryPublicKey::verify(Scheme scheme, Hash hash, std::string_view text,
                              std::string_view signature) const {
  if (!fits(scheme, type()) || !has_form(numbers_, scheme, signature)) return false;
  const auto* rsa = std::get_if<RsaNumbers>(&numbers_);
  if (rsa != nullptr && !has_room(scheme, hash, bits_of(rsa->n))) return false;
  return check_signature(scheme, hash, text, signature);
}

Result<std::unique_ptr<PrivateKey>> LibraryBackend::private_key(std::string_view pem) const {
  const auto numbers = openssl_private_numbers(pem);
  if (!numbers) return std::unexpected(numbers.error());
  return private_key(*numbers);
}

Result<std::unique_ptr<PublicKey>> LibraryBackend::public_key(std::string_view pem) const {
  const auto read = openssl_public_key(pem);
  if (!read) return std::unexpected(read.error());
  const auto numbers = (*read)->public_numbers();
  if (!numbers) return std::unexpected(numbers.error());
  return make_public_key(*numbers);
}

Result<std::unique_ptr<PrivateKey>> LibraryBackend::private_key(const KeyNumbers& numbers) const {
  const auto sound = openssl_private_key(numbers);
  if (!sound) return std::unexpected(sound.error());
  auto public_half = (*sound)->public_numbers();
  if (!public_half) return std::unexpected(public_half.error());
  return make_private_key(numbers, *std::move(public_half));
}

Result<std::unique_ptr<PublicKey>> LibraryBackend::public_key(const KeyNumbers& numbers) const {
  const auto sound = openssl_public_key(numbers);
  if (!sound) return std::unexpected(sound.error());
  const auto public_half = (*sound)->public_numbers();
  if (!public_half) return std::unexpected(public_half.error());
  return make_public_key(*public_half);
}

Result<std::unique_ptr<PrivateKey>> LibraryBackend::make_private_key(
    const KeyNumbers& /*numbers*/, KeyNumbers /*public_half*/) const {
  return refusal(Errc::crypto_unsupported);
}

Result<std::unique_ptr<PublicKey>> LibraryBackend::make_public_key(
    const KeyNumbers& /*numbers*/) const {
  return refusal(Errc::crypto_unsupported);
}

}  // namespace oauth::crypto
