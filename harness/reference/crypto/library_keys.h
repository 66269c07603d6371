// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "harness/reference/crypto/backend.h"

/// What the backends beside OpenSSL share, so that each file of a library holds nothing but calls of it. Keys are read, and judged, by OpenSSL in all of
/// them: PEM is no part of what is compared, and a key is sound for all backends or for none. What is done with a key is the library's own work.
namespace oauth::crypto {

inline std::unexpected<Error> refusal(Errc code) {
  return std::unexpected(Error{code, 0});
}

/// Never null, as an empty view's own pointer may be: some libraries may not be handed that.
inline const std::uint8_t* bytes(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.empty() ? "" : text.data());
}
inline std::uint8_t* bytes(std::string& text) {
  return reinterpret_cast<std::uint8_t*>(text.data());
}

/// The DER of DigestInfo up to the digest itself: RFC 8017 section 9.2, notes.
[[nodiscard]] std::string_view digest_info_prefix(Hash hash);

[[nodiscard]] KeyType type_of(const KeyNumbers& numbers);

/// A private key of a library, which is asked only for what fits its kind.
class LibraryPrivateKey : public PrivateKey {
 public:
  explicit LibraryPrivateKey(KeyNumbers public_half) : public_half_(std::move(public_half)) {}

  [[nodiscard]] KeyType type() const final { return type_of(public_half_); }
  [[nodiscard]] Result<KeyNumbers> public_numbers() const final { return public_half_; }
  [[nodiscard]] Result<std::string> sign(Scheme scheme, Hash hash,
                                         std::string_view text) const final;

 protected:
  /// By a scheme of the key's kind, with a hash that its modulus has room for.
  [[nodiscard]] virtual Result<std::string> make_signature(Scheme scheme, Hash hash,
                                                           std::string_view text) const = 0;

 private:
  KeyNumbers public_half_;
};

/// A public key of a library, which sees only signatures of the right length, whose number is below the modulus or the order of the group: libraries
/// differ in what they make of others.
class LibraryPublicKey : public PublicKey {
 public:
  explicit LibraryPublicKey(KeyNumbers numbers) : numbers_(std::move(numbers)) {}

  [[nodiscard]] KeyType type() const final { return type_of(numbers_); }
  [[nodiscard]] std::size_t bits() const final;
  [[nodiscard]] Result<KeyNumbers> public_numbers() const final { return numbers_; }
  [[nodiscard]] bool verify(Scheme scheme, Hash hash, std::string_view text,
                            std::string_view signature) const final;

 protected:
  [[nodiscard]] virtual bool check_signature(Scheme scheme, Hash hash, std::string_view text,
                                             std::string_view signature) const = 0;

 private:
  KeyNumbers numbers_;
};

/// A library whose keys are made from their numbers.
class LibraryBackend : public Backend {
 public:
  [[nodiscard]] Result<std::unique_ptr<PrivateKey>> private_key(std::string_view pem) const final;
  [[nodiscard]] Result<std::unique_ptr<PublicKey>> public_key(std::string_view pem) const final;
  [[nodiscard]] Result<std::unique_ptr<PrivateKey>> private_key(
      const KeyNumbers& numbers) const final;
  [[nodiscard]] Result<std::unique_ptr<PublicKey>> public_key(
      const KeyNumbers& numbers) const final;

 protected:
  /// Of a sound key; both refuse with crypto_unsupported where the library has no keys of that kind. The private key's numbers are all there, and
  /// `public_half` is what it keeps.
  [[nodiscard]] virtual Result<std::unique_ptr<PrivateKey>> make_private_key(
      const KeyNumbers& numbers, KeyNumbers public_half) const;
  [[nodiscard]] virtual Result<std::unique_ptr<PublicKey>> make_public_key(
      const KeyNumbers& numbers) const;
};

}  // namespace oauth::crypto
