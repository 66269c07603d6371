// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/keys.h"

#include <bit>
#include <string>
#include <variant>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/input/parts.h"

namespace oauthspec::fuzz {
namespace {

namespace crypto = oauth::crypto;
using crypto::KeyType;
using crypto::Scheme;

constexpr std::size_t kMostModulusBits = 16384;
/// An RSA key that is longer takes an engine's time to sign.
constexpr std::size_t kMostSigningOctets = 512;
constexpr std::string_view kText = "text";

/// RFC 7468 section 2: base64 in lines of 64 characters, between a label's two lines.
std::string armoured(std::string_view label, std::string_view der) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at < der.size(); at += 3) {
    const std::string_view three = der.substr(at, 3);
    unsigned bits = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      bits = bits * 256 + (i < three.size() ? static_cast<unsigned char>(three[i]) : 0U);
    }
    for (unsigned i = 0; i < 4; ++i) {
      text += i > three.size() ? '=' : kDigits[(bits >> (18 - 6 * i)) % 64];
    }
    if (at % 48 == 45) text += '\n';
  }
  const std::string name(label);
  return "-----BEGIN " + name + "-----\n" + text + "\n-----END " + name + "-----\n";
}

std::string pem_of(std::string_view input) {
  if (input.starts_with("-----")) return std::string(input);
  const auto [label, der] = split_parts<2>(input);
  return armoured(label, der);
}

Scheme scheme_of(KeyType type) {
  if (type == KeyType::rsa) return Scheme::rsassa_pkcs1;
  return type == KeyType::ed25519 ? Scheme::eddsa : Scheme::ecdsa;
}

/// The length of a number without the zeros before it.
std::size_t bits_of(std::string_view octets) {
  constexpr std::size_t kOctetBits = 8;
  const std::size_t zeros = octets.find_first_not_of('\0');
  if (zeros == std::string_view::npos) return 0;
  const auto first = static_cast<unsigned char>(octets[zeros]);
  return (octets.size() - zeros - 1) * kOctetBits + static_cast<std::size_t>(std::bit_width(first));
}

bool is_odd(std::string_view octets) {
  return !octets.empty() && static_cast<unsigned char>(octets.back()) % 2 == 1;
}

/// What every key of its kind is like.
void check_numbers(const crypto::KeyNumbers& numbers, KeyType type) {
  if (const auto* rsa = std::get_if<crypto::RsaNumbers>(&numbers)) {
    holds(type == KeyType::rsa, "the numbers are of the key's kind");
    holds(is_odd(rsa->n), "a modulus is odd");
    holds(bits_of(rsa->n) <= kMostModulusBits, "a huge modulus is refused");
    holds(is_odd(rsa->e) && bits_of(rsa->e) > 1, "an exponent is odd and above 1");
  } else if (const auto* curve = std::get_if<crypto::EcNumbers>(&numbers)) {
    holds(type == curve->curve, "the numbers are of the key's curve");
    const std::size_t octets = crypto::field_octets(type);
    holds(curve->x.size() == octets && curve->y.size() == octets,
          "coordinates are as long as the field");
  } else if (const auto* edwards = std::get_if<crypto::Ed25519Numbers>(&numbers)) {
    holds(type == KeyType::ed25519, "the numbers are of the key's kind");
    holds(edwards->x.size() == 32, "an Ed25519 key has 32 octets");
  }
}

bool same_numbers(const crypto::KeyNumbers& a, const crypto::KeyNumbers& b) {
  if (a.index() != b.index()) return false;
  if (const auto* rsa = std::get_if<crypto::RsaNumbers>(&a)) {
    const auto& other = std::get<crypto::RsaNumbers>(b);
    return rsa->n == other.n && rsa->e == other.e;
  }
  if (const auto* curve = std::get_if<crypto::EcNumbers>(&a)) {
    const auto& other = std::get<crypto::EcNumbers>(b);
    return curve->curve == other.curve && curve->x == other.x && curve->y == other.y;
  }
  return std::get<crypto::Ed25519Numbers>(a).x == std::get<crypto::Ed25519Numbers>(b).x;
}

void check_public(const crypto::PublicKey& key) {
  const auto numbers = key.public_numbers();
  holds(numbers.has_value(), "a key has numbers");
  if (!numbers) return;
  check_numbers(*numbers, key.type());
  if (const auto* rsa = std::get_if<crypto::RsaNumbers>(&*numbers)) {
    holds(key.bits() == bits_of(rsa->n), "a key is as long as its modulus");
  }
  const auto again = crypto::openssl().public_key(*numbers);
  holds(again.has_value(), "the numbers of a key make the key");
  if (!again) return;
  const auto same = (*again)->public_numbers();
  holds(same && same_numbers(*numbers, *same), "made anew, it has the same numbers");
  const std::size_t size = 2 * crypto::field_octets(key.type());
  const bool zeros =
      key.verify(scheme_of(key.type()), crypto::Hash::sha256, kText, std::string(size, '\0'));
  // An Ed25519 key may be a point of small order, which verifies what it likes.
  holds(!zeros || key.type() == KeyType::ed25519, "zeros are no signature");
}

void check_private(const crypto::PrivateKey& key) {
  const auto numbers = key.public_numbers();
  holds(numbers.has_value(), "a private key has a public half");
  if (!numbers) return;
  check_numbers(*numbers, key.type());
  const auto* rsa = std::get_if<crypto::RsaNumbers>(&*numbers);
  if (rsa != nullptr && rsa->n.size() > kMostSigningOctets) return;
  const auto signature = key.sign(scheme_of(key.type()), crypto::Hash::sha256, kText);
  // Whether the numbers of an RSA key fit together takes tests for primes: nobody asks at every reading.
  if (rsa != nullptr) return;
  const auto half = crypto::openssl().public_key(*numbers);
  holds(half.has_value(), "a public half is a public key");
  holds(signature && half &&
            (*half)->verify(scheme_of(key.type()), crypto::Hash::sha256, kText, *signature),
        "what a private key signs its public half verifies");
}

}  // namespace

void check_keys(const KeyReader& reader, std::string_view input) {
  const std::string pem = pem_of(input);
  const Turn turn(input, 2);
  if (turn.is(0) && reader.read_public != nullptr) {
    const auto key = reader.read_public(pem);
    const bool labelled = pem.contains("PUBLIC KEY-----") || pem.contains("CERTIFICATE-----");
    holds(!key || labelled, "a private key is not read as a public one");
    if (key) check_public(**key);
  }
  if (turn.is(1) && reader.read_private != nullptr) {
    const auto key = reader.read_private(pem);
    if (key) check_private(**key);
  }
}

}  // namespace oauthspec::fuzz
