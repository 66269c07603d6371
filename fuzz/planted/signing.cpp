// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/signing.h"

#include <array>
#include <memory>
#include <string>
#include <utility>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

namespace crypto = oauth::crypto;
template <class T>
using Result = oauth::Result<T>;

/// OpenSSL, of which each bug replaces a piece.
class RightLibrary : public crypto::Backend {
 public:
  std::string_view name() const override { return right().name(); }
  Result<crypto::Digest> digest(crypto::Hash hash, std::string_view text) const override {
    return right().digest(hash, text);
  }
  Result<void> random(std::span<std::uint8_t> octets) const override {
    return right().random(octets);
  }
  Result<std::unique_ptr<crypto::MacKey>> mac_key(crypto::Hash hash,
                                                  std::string_view key) const override {
    return right().mac_key(hash, key);
  }
  Result<std::unique_ptr<crypto::PrivateKey>> private_key(std::string_view pem) const override {
    return right().private_key(pem);
  }
  Result<std::unique_ptr<crypto::PublicKey>> public_key(std::string_view pem) const override {
    return right().public_key(pem);
  }
  Result<std::unique_ptr<crypto::PrivateKey>> private_key(
      const crypto::KeyNumbers& numbers) const override {
    return right().private_key(numbers);
  }
  Result<std::unique_ptr<crypto::PublicKey>> public_key(
      const crypto::KeyNumbers& numbers) const override {
    return right().public_key(numbers);
  }

 protected:
  static const crypto::Backend& right() { return crypto::openssl(); }
};

/// A key of HMAC that is longer than a block is cut, not hashed.
class CutKeys final : public RightLibrary {
 public:
  Result<std::unique_ptr<crypto::MacKey>> mac_key(crypto::Hash hash,
                                                  std::string_view key) const override {
    const std::size_t block = crypto::digest_octets(hash) > 32 ? 128 : 64;
    return right().mac_key(hash, key.substr(0, block));
  }
};

/// The text is one of C: it ends at a zero.
class TextsOfC final : public RightLibrary {
 public:
  Result<crypto::Digest> digest(crypto::Hash hash, std::string_view text) const override {
    return right().digest(hash, text.substr(0, text.find('\0')));
  }
};

/// A digest whose length does not fit behind the text any more, in the block that is begun.
class ShortPadding final : public RightLibrary {
 public:
  Result<crypto::Digest> digest(crypto::Hash hash, std::string_view text) const override {
    auto made = right().digest(hash, text);
    const bool hit = hash == crypto::Hash::sha256 && text.size() % 64 >= 56;
    if (made && hit) made->octets().front() ^= 1U;
    return made;
  }
};

using VerifyWith = bool (*)(const crypto::PublicKey& key, crypto::Scheme scheme, crypto::Hash hash,
                            std::string_view text, std::string_view signature);

class KeyWithBug final : public crypto::PublicKey {
 public:
  KeyWithBug(std::unique_ptr<crypto::PublicKey> key, VerifyWith verify)
      : key_(std::move(key)), verify_(verify) {}
  crypto::KeyType type() const override { return key_->type(); }
  std::size_t bits() const override { return key_->bits(); }
  Result<crypto::KeyNumbers> public_numbers() const override { return key_->public_numbers(); }
  bool verify(crypto::Scheme scheme, crypto::Hash hash, std::string_view text,
              std::string_view signature) const override {
    return verify_(*key_, scheme, hash, text, signature);
  }

 private:
  std::unique_ptr<crypto::PublicKey> key_;
  VerifyWith verify_;
};

class VerifierWithBug final : public RightLibrary {
 public:
  explicit VerifierWithBug(VerifyWith verify) : verify_(verify) {}
  Result<std::unique_ptr<crypto::PublicKey>> public_key(
      const crypto::KeyNumbers& numbers) const override {
    auto key = right().public_key(numbers);
    if (!key) return key;
    return std::make_unique<KeyWithBug>(*std::move(key), verify_);
  }

 private:
  VerifyWith verify_;
};

/// The three bits of S that are always 0 are not looked at.
bool verify_any_high_bits(const crypto::PublicKey& key, crypto::Scheme scheme, crypto::Hash hash,
                          std::string_view text, std::string_view signature) {
  constexpr unsigned low_bits = 0x1f;
  std::string known(signature);
  if (scheme == crypto::Scheme::eddsa && !known.empty()) {
    known.back() = static_cast<char>(static_cast<unsigned char>(known.back()) & low_bits);
  }
  return key.verify(scheme, hash, text, known);
}

/// What follows r and s is not looked at.
bool verify_beginning(const crypto::PublicKey& key, crypto::Scheme scheme, crypto::Hash hash,
                      std::string_view text, std::string_view signature) {
  if (scheme == crypto::Scheme::ecdsa) signature = signature.substr(0, 64);
  return key.verify(scheme, hash, text, signature);
}

template <class Library>
void use(SigningLibrary& library) {
  static const Library with_bug;
  library.backend = &with_bug;
}

template <VerifyWith verify>
void use_verifier(SigningLibrary& library) {
  static const VerifierWithBug with_bug(verify);
  library.backend = &with_bug;
}

constexpr auto kBugs = std::to_array<PlantedBug<SigningLibrary>>({
    {"long-keys-are-cut", "A key of HMAC that is longer than a block is cut, not hashed.",
     "RFC 2104 2", use<CutKeys>},
    {"texts-end-at-zero", "A digest is that of what stands before the first zero.", "CWE-158",
     use<TextsOfC>},
    {"padding-at-56-octets", "A digest is wrong where its length takes a block more.",
     "RFC 6234 4.1", use<ShortPadding>},
    {"high-bits-of-s", "Bits of an Ed25519 signature that are always 0 are not looked at.",
     "RFC 8032 5.1.7", use_verifier<verify_any_high_bits>},
    {"octets-after-s", "What follows r and s is not looked at.", "RFC 7518 3.4",
     use_verifier<verify_beginning>},
});

}  // namespace

template <>
std::span<const PlantedBug<SigningLibrary>> planted_bugs<SigningLibrary>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
