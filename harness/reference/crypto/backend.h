// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "harness/reference/base/error.h"
#include "harness/reference/base/secret.h"

namespace oauth::crypto {

enum class Hash : std::uint8_t { sha1, sha256, sha512 };

/// The octets of a digest or of an HMAC tag.
[[nodiscard]] constexpr std::size_t digest_octets(Hash hash) {
  return hash == Hash::sha1 ? 20 : hash == Hash::sha256 ? 32 : 64;
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

  /// The tag over `text`.
  /// Errors: crypto_failed.
  [[nodiscard]] virtual Result<Digest> authenticate(std::string_view text) = 0;
};

/// A parsed private key.
class PrivateKey {
 public:
  PrivateKey() = default;
  PrivateKey(const PrivateKey&) = delete;
  PrivateKey& operator=(const PrivateKey&) = delete;
  virtual ~PrivateKey() = default;

  /// RSASSA-PKCS1-v1_5 over `text`, as octets.
  /// Errors: key_invalid (the key is no RSA key, or too small for the hash), crypto_failed.
  /// Spec:   RFC 3447 section 8.2.1
  [[nodiscard]] virtual Result<std::string> sign(Hash hash, std::string_view text) const = 0;
};

/// A parsed public key.
class PublicKey {
 public:
  PublicKey() = default;
  PublicKey(const PublicKey&) = delete;
  PublicKey& operator=(const PublicKey&) = delete;
  virtual ~PublicKey() = default;

  /// Whether `signature` is the RSASSA-PKCS1-v1_5 signature of `text` by this key.
  /// Spec:   RFC 3447 section 8.2.2
  [[nodiscard]] virtual bool verify(Hash hash, std::string_view text,
                                    std::string_view signature) const = 0;
};

/// The numbers of an RSA key, each big-endian; a public key has the first two only.
///
/// Spec:   RFC 3447 section 3; RFC 7518 section 6.3
struct RsaNumbers {
  std::string n, e;
  Secret d, p, q, dp, dq, qi;
};

/// One crypto library. All backends give the same octets for the same input.
class Backend {
 public:
  Backend() = default;
  Backend(const Backend&) = delete;
  Backend& operator=(const Backend&) = delete;
  virtual ~Backend() = default;

  /// "openssl"
  [[nodiscard]] virtual std::string_view name() const = 0;

  /// Errors: crypto_failed.
  [[nodiscard]] virtual Result<Digest> digest(Hash hash, std::string_view text) const = 0;

  /// Input:  any octets, none too.
  /// Errors: crypto_failed.
  [[nodiscard]] virtual Result<std::unique_ptr<MacKey>> mac_key(Hash hash,
                                                                std::string_view key) const = 0;

  /// Input:  PEM of PKCS #8 or PKCS #1, not encrypted.
  /// Errors: key_invalid: none of these, another kind of key, or more than 16384 bits.
  [[nodiscard]] virtual Result<std::unique_ptr<PrivateKey>> private_key(
      std::string_view pem) const = 0;

  /// Input:  PEM of SubjectPublicKeyInfo, of a PKCS #1 public key, or of a certificate.
  /// Errors: key_invalid: none of these, another kind of key, or more than 16384 bits.
  [[nodiscard]] virtual Result<std::unique_ptr<PublicKey>> public_key(
      std::string_view pem) const = 0;

  /// Errors: key_invalid.
  [[nodiscard]] virtual Result<std::unique_ptr<PrivateKey>> private_key(
      const RsaNumbers& numbers) const = 0;
  [[nodiscard]] virtual Result<std::unique_ptr<PublicKey>> public_key(
      const RsaNumbers& numbers) const = 0;
};

/// The backend on OpenSSL 3. Always there.
[[nodiscard]] const Backend& openssl();

}  // namespace oauth::crypto
