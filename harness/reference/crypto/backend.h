// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "harness/reference/base/error.h"
#include "harness/reference/base/secret.h"

namespace oauth::crypto {

enum class Hash : std::uint8_t { sha1, sha256, sha384, sha512 };

/// The octets of a digest or of an HMAC tag.
[[nodiscard]] constexpr std::size_t digest_octets(Hash hash) {
  return hash == Hash::sha1 ? 20 : hash == Hash::sha256 ? 32 : hash == Hash::sha384 ? 48 : 64;
}

/// A digest or tag: as many of its octets as the hash has.
class Digest {
 public:
  explicit Digest(Hash hash) : size_(digest_octets(hash)) {}
  [[nodiscard]] std::span<std::uint8_t> octets() { return std::span(octets_).first(size_); }
  [[nodiscard]] std::span<const std::uint8_t> octets() const {
    return std::span(octets_).first(size_);
  }

 private:
  std::array<std::uint8_t, 64> octets_{};
  std::size_t size_;
};

/// An HMAC key whose state is kept, so that a message costs no second hashing of the key.
///
/// Threads: one at a time.
/// Spec:    RFC 2104
class MacKey {
 public:
  MacKey() = default;
  MacKey(const MacKey&) = delete;
  MacKey& operator=(const MacKey&) = delete;
  virtual ~MacKey() = default;

  /// The tag over `text`. Nothing of ours is allocated; whether a library allocates inside is its own affair (README.md says which do).
  /// Errors: crypto_failed.
  [[nodiscard]] virtual Result<Digest> authenticate(std::string_view text) = 0;

  /// The tags over many texts, as authenticate() makes each; a backend that hashes several texts side by side takes less time for all.
  /// Input:  as many tags as texts; what they hold is overwritten.
  /// Errors: crypto_failed, also where their numbers differ.
  [[nodiscard]] virtual Result<void> authenticate_all(std::span<const std::string_view> texts,
                                                      std::span<Digest> tags);

  /// The same key for texts that all begin with `prefix`: its authenticate(rest) is the tag over `prefix` and `rest`, and the prefix is hashed once,
  /// here, where the library lets us keep the state. Independent of this key, which may go first.
  /// Errors: crypto_failed.
  [[nodiscard]] virtual Result<std::unique_ptr<MacKey>> with_prefix(
      std::string_view prefix) const = 0;
};

/// The kinds of key pairs.
enum class KeyType : std::uint8_t { rsa, p256, p384, p521, ed25519 };

/// How an asymmetric key signs. Each belongs to one kind of key; ecdsa to the three curves P-*.
enum class Scheme : std::uint8_t {
  rsassa_pkcs1,  ///< RSASSA-PKCS1-v1_5: RFC 3447 section 8.2.
  rsassa_pss,  ///< RSASSA-PSS, MGF1 with the same hash, a salt as long as the hash: RFC 7518 section 3.5.
  ecdsa,  ///< R and S side by side, each as long as the curve's field: RFC 7518 section 3.4.
  eddsa,  ///< Ed25519, which hashes by itself: RFC 8037 section 3.1.
};

/// The numbers of an RSA key, each big-endian; a public key has the first two only.
///
/// Spec:   RFC 3447 section 3; RFC 7518 section 6.3
struct RsaNumbers {
  std::string n, e;
  Secret d, p, q, dp, dq, qi;
};

/// The octets that a coordinate on a curve takes: of its field, RFC 7518 section 6.2.1.2.
[[nodiscard]] constexpr std::size_t field_octets(KeyType curve) {
  return curve == KeyType::p384 ? 48 : curve == KeyType::p521 ? 66 : 32;
}

/// The numbers of a key on P-256, P-384 or P-521, each big-endian in field_octets(); d is empty for a public key.
///
/// Spec:   RFC 7518 section 6.2
struct EcNumbers {
  KeyType curve = KeyType::p256;
  std::string x, y;
  Secret d;
};

/// An Ed25519 key, 32 octets each; d is empty for a public key.
///
/// Spec:   RFC 8037 section 2
struct Ed25519Numbers {
  std::string x;
  Secret d;
};

using KeyNumbers = std::variant<RsaNumbers, EcNumbers, Ed25519Numbers>;

/// A parsed private key.
class PrivateKey {
 public:
  PrivateKey() = default;
  PrivateKey(const PrivateKey&) = delete;
  PrivateKey& operator=(const PrivateKey&) = delete;
  virtual ~PrivateKey() = default;

  [[nodiscard]] virtual KeyType type() const = 0;

  /// The signature of `text`, as octets. `hash` is not looked at for eddsa.
  /// Errors: key_invalid (the key is not of the scheme's kind, or too small for the hash), crypto_failed.
  [[nodiscard]] virtual Result<std::string> sign(Scheme scheme, Hash hash,
                                                 std::string_view text) const = 0;

  /// The public half.
  /// Errors: crypto_failed.
  [[nodiscard]] virtual Result<KeyNumbers> public_numbers() const = 0;
};

/// A parsed public key.
class PublicKey {
 public:
  PublicKey() = default;
  PublicKey(const PublicKey&) = delete;
  PublicKey& operator=(const PublicKey&) = delete;
  virtual ~PublicKey() = default;

  [[nodiscard]] virtual KeyType type() const = 0;

  /// The length of an RSA modulus, or of a curve's field, in bits.
  [[nodiscard]] virtual std::size_t bits() const = 0;

  /// Whether `signature` is that of `text` by this key; false too where the key is not of the scheme's kind.
  [[nodiscard]] virtual bool verify(Scheme scheme, Hash hash, std::string_view text,
                                    std::string_view signature) const = 0;

  /// Errors: crypto_failed.
  [[nodiscard]] virtual Result<KeyNumbers> public_numbers() const = 0;
};

/// One crypto library, or one of several ways to use it. All backends give the same octets for the same input, and the same verdicts; where a library lacks
/// something, every function that needs it refuses with crypto_unsupported, and no other library steps in.
class Backend {
 public:
  Backend() = default;
  Backend(const Backend&) = delete;
  Backend& operator=(const Backend&) = delete;
  virtual ~Backend() = default;

  /// "openssl"
  [[nodiscard]] virtual std::string_view name() const = 0;

  /// Errors: crypto_unsupported, crypto_failed.
  [[nodiscard]] virtual Result<Digest> digest(Hash hash, std::string_view text) const = 0;

  /// Fills `octets` from the library's generator of random octets, or from the system's where it has none.
  /// Errors: crypto_unsupported, crypto_failed.
  [[nodiscard]] virtual Result<void> random(std::span<std::uint8_t> octets) const = 0;

  /// Input:  any octets, none too.
  /// Errors: crypto_unsupported, crypto_failed.
  [[nodiscard]] virtual Result<std::unique_ptr<MacKey>> mac_key(Hash hash,
                                                                std::string_view key) const = 0;

  /// Input:  PEM of PKCS #8, PKCS #1 or SEC 1, not encrypted.
  /// Errors: key_invalid: none of these, a kind of key that is not in KeyType, more than 16384 bits, or numbers that make no key;
  ///         crypto_unsupported.
  [[nodiscard]] virtual Result<std::unique_ptr<PrivateKey>> private_key(
      std::string_view pem) const = 0;

  /// Input:  PEM of SubjectPublicKeyInfo, of a PKCS #1 public key, or of a certificate.
  /// Errors: key_invalid: none of these, a kind of key that is not in KeyType, more than 16384 bits, or numbers that make no key;
  ///         crypto_unsupported.
  [[nodiscard]] virtual Result<std::unique_ptr<PublicKey>> public_key(
      std::string_view pem) const = 0;

  /// Errors: key_invalid: numbers that make no key, or a point that is not on its curve; crypto_unsupported.
  [[nodiscard]] virtual Result<std::unique_ptr<PrivateKey>> private_key(
      const KeyNumbers& numbers) const = 0;
  [[nodiscard]] virtual Result<std::unique_ptr<PublicKey>> public_key(
      const KeyNumbers& numbers) const = 0;
};

/// The backend on OpenSSL 3. Always there. A tag goes the fastest way that OpenSSL supports: a copy of two hashes' states.
[[nodiscard]] const Backend& openssl();

}  // namespace oauth::crypto
