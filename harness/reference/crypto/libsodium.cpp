// SPDX-License-Identifier: Apache-2.0
#include <sodium.h>

#include "harness/reference/crypto/built_backends.h"
#include "harness/reference/crypto/library_keys.h"

namespace oauth::crypto {
namespace {

/// The state is a value: one is kept, and copied for each text.
template <class State, auto update, auto final>
class SodiumMacKey final : public MacKey {
 public:
  SodiumMacKey(Hash hash, const State& keyed) : hash_(hash), keyed_(keyed) {}
  ~SodiumMacKey() override { sodium_memzero(&keyed_, sizeof keyed_); }

  Result<Digest> authenticate(std::string_view text) override {
    Digest tag(hash_);
    State state = keyed_;
    update(&state, bytes(text), text.size());
    // Wipes the state too.
    final(&state, tag.octets().data());
    return tag;
  }

  Result<std::unique_ptr<MacKey>> with_prefix(std::string_view prefix) const override {
    auto key = std::make_unique<SodiumMacKey>(hash_, keyed_);
    update(&key->keyed_, bytes(prefix), prefix.size());
    return key;
  }

 private:
  Hash hash_;
  State keyed_;
};

using Sha256Key = SodiumMacKey<crypto_auth_hmacsha256_state, crypto_auth_hmacsha256_update,
                               crypto_auth_hmacsha256_final>;
using Sha512Key = SodiumMacKey<crypto_auth_hmacsha512_state, crypto_auth_hmacsha512_update,
                               crypto_auth_hmacsha512_final>;

class SodiumPrivateKey final : public LibraryPrivateKey {
 public:
  SodiumPrivateKey(const Ed25519Numbers& numbers, KeyNumbers public_half)
      : LibraryPrivateKey(std::move(public_half)),
        key_(std::string(numbers.d.reveal()).append(numbers.x)) {}

 protected:
  Result<std::string> make_signature(Scheme /*eddsa*/, Hash /*its own*/,
                                     std::string_view text) const override {
    std::string signature(crypto_sign_ed25519_BYTES, '\0');
    crypto_sign_ed25519_detached(bytes(signature), nullptr, bytes(text), text.size(),
                                 bytes(key_.reveal()));
    return signature;
  }

 private:
  Secret key_;  ///< Both halves, as the library wants them.
};

class SodiumPublicKey final : public LibraryPublicKey {
 public:
  explicit SodiumPublicKey(const Ed25519Numbers& numbers)
      : LibraryPublicKey(numbers), x_(numbers.x) {}

 protected:
  // Refuses points of small order too, which RFC 8032 leaves to whoever implements it.
  bool check_signature(Scheme /*eddsa*/, Hash /*its own*/, std::string_view text,
                       std::string_view signature) const override {
    return crypto_sign_ed25519_verify_detached(bytes(signature), bytes(text), text.size(),
                                               bytes(x_)) == 0;
  }

 private:
  std::string x_;
};

class Libsodium final : public LibraryBackend {
 public:
  Libsodium() : ready_(sodium_init() >= 0) {}
  std::string_view name() const override { return "libsodium"; }

  Result<Digest> digest(Hash hash, std::string_view text) const override {
    Digest digest(hash);
    if (hash == Hash::sha256) {
      crypto_hash_sha256(digest.octets().data(), bytes(text), text.size());
    } else if (hash == Hash::sha512) {
      crypto_hash_sha512(digest.octets().data(), bytes(text), text.size());
    } else {
      return refusal(Errc::crypto_unsupported);
    }
    return digest;
  }

  Result<void> random(std::span<std::uint8_t> octets) const override {
    if (!ready_) return refusal(Errc::crypto_failed);
    randombytes_buf(octets.data(), octets.size());
    return {};
  }

  Result<std::unique_ptr<MacKey>> mac_key(Hash hash, std::string_view key) const override {
    if (hash == Hash::sha256) {
      crypto_auth_hmacsha256_state state;
      crypto_auth_hmacsha256_init(&state, bytes(key), key.size());
      auto made = std::make_unique<Sha256Key>(hash, state);
      sodium_memzero(&state, sizeof state);
      return made;
    }
    if (hash == Hash::sha512) {
      crypto_auth_hmacsha512_state state;
      crypto_auth_hmacsha512_init(&state, bytes(key), key.size());
      auto made = std::make_unique<Sha512Key>(hash, state);
      sodium_memzero(&state, sizeof state);
      return made;
    }
    return refusal(Errc::crypto_unsupported);
  }

 protected:
  Result<std::unique_ptr<PrivateKey>> make_private_key(const KeyNumbers& numbers,
                                                       KeyNumbers public_half) const override {
    const auto* key = std::get_if<Ed25519Numbers>(&numbers);
    if (key == nullptr) return refusal(Errc::crypto_unsupported);
    return std::make_unique<SodiumPrivateKey>(*key, std::move(public_half));
  }

  Result<std::unique_ptr<PublicKey>> make_public_key(const KeyNumbers& numbers) const override {
    const auto* key = std::get_if<Ed25519Numbers>(&numbers);
    if (key == nullptr) return refusal(Errc::crypto_unsupported);
    return std::make_unique<SodiumPublicKey>(*key);
  }

 private:
  bool ready_;
};

}  // namespace

BuiltBackend built_libsodium() {
  static const Libsodium backend;
  return {&backend, "libsodium", sodium_version_string(),
          "ISC",    "",          {"HMAC-SHA1", "HMAC-SHA384", "RSA", "RSA-PSS", "ECDSA"}};
}

}  // namespace oauth::crypto
