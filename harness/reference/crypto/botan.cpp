// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <exception>
#include <mutex>

#include <botan/cpuid.h>
#include <botan/ecdsa.h>
#include <botan/ed25519.h>
#include <botan/hash.h>
#include <botan/mac.h>
#include <botan/pubkey.h>
#include <botan/rsa.h>
#include <botan/system_rng.h>
#include <botan/version.h>

#include "harness/reference/crypto/built_backends.h"
#include "harness/reference/crypto/library_keys.h"
#include "harness/reference/crypto/prefixed_mac_key.h"

namespace oauth::crypto {
namespace {

/// What `attempt` gives; the library says by an exception that it refuses.
template <class Attempt>
auto guarded(Errc code, Attempt attempt) -> decltype(attempt()) {
  try {
    return attempt();
  } catch (const std::exception&) {
    return refusal(code);
  }
}

const char* hash_name(Hash hash) {
  switch (hash) {
    case Hash::sha1:
      return "SHA-1";
    case Hash::sha256:
      return "SHA-256";
    case Hash::sha384:
      return "SHA-384";
    case Hash::sha512:
      break;
  }
  return "SHA-512";
}

class BotanMacKey final : public MacKey {
 public:
  BotanMacKey(Hash hash, std::string_view key)
      : hash_(hash),
        mac_(Botan::MessageAuthenticationCode::create_or_throw(std::string("HMAC(") +
                                                               hash_name(hash) + ')')),
        key_(key) {
    mac_->set_key(bytes(key_.reveal()), key_.reveal().size());
  }

  Result<Digest> authenticate(std::string_view text) override {
    return guarded(Errc::crypto_failed, [&]() -> Result<Digest> {
      Digest tag(hash_);
      mac_->update(bytes(text), text.size());
      mac_->final(tag.octets().data());
      return tag;
    });
  }

  // The library copies no keyed state: the new key is hashed anew, and the prefix with each text.
  Result<std::unique_ptr<MacKey>> with_prefix(std::string_view prefix) const override {
    return guarded(Errc::crypto_failed, [&]() -> Result<std::unique_ptr<MacKey>> {
      return std::make_unique<PrefixedMacKey>(std::make_unique<BotanMacKey>(hash_, key_.reveal()),
                                              prefix);
    });
  }

 private:
  Hash hash_;
  std::unique_ptr<Botan::MessageAuthenticationCode> mac_;
  Secret key_;
};

/// As the library names how a key signs; "EMSA" is IEEE 1363's word.
std::string padding(Scheme scheme, Hash hash) {
  const std::string name = hash_name(hash);
  switch (scheme) {
    case Scheme::rsassa_pkcs1:
      return "EMSA3(" + name + ')';
    case Scheme::rsassa_pss:
      return "EMSA4(" + name + ",MGF1," + std::to_string(digest_octets(hash)) + ')';
    case Scheme::ecdsa:
      return "EMSA1(" + name + ')';
    case Scheme::eddsa:
      break;
  }
  return "Pure";
}

class BotanPrivateKey final : public LibraryPrivateKey {
 public:
  BotanPrivateKey(std::unique_ptr<Botan::Private_Key> key, KeyNumbers public_half)
      : LibraryPrivateKey(std::move(public_half)), key_(std::move(key)) {}

 protected:
  // The library blinds RSA and ECDSA by itself, and sets that up with each signer: one is kept, for whoever finds it free.
  Result<std::string> make_signature(Scheme scheme, Hash hash,
                                     std::string_view text) const override {
    return guarded(Errc::crypto_failed, [&]() -> Result<std::string> {
      const std::string wanted = padding(scheme, hash);
      const std::unique_lock lock(mutex_, std::try_to_lock);
      if (!lock) {
        Botan::PK_Signer own(*key_, Botan::system_rng(), wanted);
        return signed_by(own, text);
      }
      if (!signer_ || padding_ != wanted) {
        signer_ = std::make_unique<Botan::PK_Signer>(*key_, Botan::system_rng(), wanted);
        padding_ = wanted;
      }
      return signed_by(*signer_, text);
    });
  }

 private:
  static std::string signed_by(Botan::PK_Signer& signer, std::string_view text) {
    const auto signature = signer.sign_message(bytes(text), text.size(), Botan::system_rng());
    return {signature.begin(), signature.end()};
  }

  std::unique_ptr<Botan::Private_Key> key_;
  mutable std::mutex mutex_;
  mutable std::unique_ptr<Botan::PK_Signer> signer_;
  mutable std::string padding_;
};

class BotanPublicKey final : public LibraryPublicKey {
 public:
  BotanPublicKey(std::unique_ptr<Botan::Public_Key> key, KeyNumbers numbers)
      : LibraryPublicKey(std::move(numbers)), key_(std::move(key)) {}

 protected:
  bool check_signature(Scheme scheme, Hash hash, std::string_view text,
                       std::string_view signature) const override {
    const auto checked = guarded(Errc::crypto_failed, [&]() -> Result<bool> {
      Botan::PK_Verifier verifier(*key_, padding(scheme, hash));
      return verifier.verify_message(bytes(text), text.size(), bytes(signature), signature.size());
    });
    return checked.value_or(false);
  }

 private:
  std::unique_ptr<Botan::Public_Key> key_;
};

Botan::BigInt number(std::string_view octets) {
  return {bytes(octets), octets.size()};
}

const Botan::EC_Group& curve_of(KeyType type) {
  static const Botan::EC_Group p256("secp256r1");
  static const Botan::EC_Group p384("secp384r1");
  static const Botan::EC_Group p521("secp521r1");
  if (type == KeyType::p256) return p256;
  return type == KeyType::p384 ? p384 : p521;
}

std::unique_ptr<Botan::Private_Key> private_of(const RsaNumbers& key) {
  return std::make_unique<Botan::RSA_PrivateKey>(number(key.p.reveal()), number(key.q.reveal()),
                                                 number(key.e), number(key.d.reveal()),
                                                 number(key.n));
}

std::unique_ptr<Botan::Private_Key> private_of(const EcNumbers& key) {
  return std::make_unique<Botan::ECDSA_PrivateKey>(Botan::system_rng(), curve_of(key.curve),
                                                   number(key.d.reveal()));
}

std::unique_ptr<Botan::Private_Key> private_of(const Ed25519Numbers& key) {
  const std::string_view d = key.d.reveal();
  return std::make_unique<Botan::Ed25519_PrivateKey>(
      Botan::secure_vector<std::uint8_t>(d.begin(), d.end()));
}

std::unique_ptr<Botan::Public_Key> public_of(const RsaNumbers& key) {
  return std::make_unique<Botan::RSA_PublicKey>(number(key.n), number(key.e));
}

std::unique_ptr<Botan::Public_Key> public_of(const EcNumbers& key) {
  const Botan::EC_Group& curve = curve_of(key.curve);
  return std::make_unique<Botan::ECDSA_PublicKey>(curve, curve.point(number(key.x), number(key.y)));
}

std::unique_ptr<Botan::Public_Key> public_of(const Ed25519Numbers& key) {
  return std::make_unique<Botan::Ed25519_PublicKey>(
      std::vector<std::uint8_t>(key.x.begin(), key.x.end()));
}

class BotanBackend final : public LibraryBackend {
 public:
  std::string_view name() const override { return "botan"; }

  Result<Digest> digest(Hash hash, std::string_view text) const override {
    return guarded(Errc::crypto_failed, [&]() -> Result<Digest> {
      Digest digest(hash);
      const auto function = Botan::HashFunction::create_or_throw(hash_name(hash));
      function->update(bytes(text), text.size());
      function->final(digest.octets().data());
      return digest;
    });
  }

  Result<void> random(std::span<std::uint8_t> octets) const override {
    return guarded(Errc::crypto_failed, [&]() -> Result<void> {
      Botan::system_rng().randomize(octets.data(), octets.size());
      return {};
    });
  }

  Result<std::unique_ptr<MacKey>> mac_key(Hash hash, std::string_view key) const override {
    return guarded(Errc::crypto_failed, [&]() -> Result<std::unique_ptr<MacKey>> {
      return std::make_unique<BotanMacKey>(hash, key);
    });
  }

 protected:
  Result<std::unique_ptr<PrivateKey>> make_private_key(const KeyNumbers& numbers,
                                                       KeyNumbers public_half) const override {
    return guarded(Errc::key_invalid, [&]() -> Result<std::unique_ptr<PrivateKey>> {
      return std::make_unique<BotanPrivateKey>(
          std::visit([](const auto& kind) { return private_of(kind); }, numbers),
          std::move(public_half));
    });
  }

  Result<std::unique_ptr<PublicKey>> make_public_key(const KeyNumbers& numbers) const override {
    return guarded(Errc::key_invalid, [&]() -> Result<std::unique_ptr<PublicKey>> {
      return std::make_unique<BotanPublicKey>(
          std::visit([](const auto& kind) { return public_of(kind); }, numbers), numbers);
    });
  }
};

/// As the library uses them, which BOTAN_CLEAR_CPUID can take away.
std::string used_features() {
#if defined(BOTAN_TARGET_CPU_IS_X86_FAMILY)
  return Botan::CPUID::has_intel_sha() ? "SHA-NI" : "";
#else
  return "";
#endif
}

}  // namespace

BuiltBackend built_botan() {
  static const BotanBackend backend;
  return {&backend, "Botan", Botan::short_version_string(), "BSD-2-Clause", used_features(), {}};
}

}  // namespace oauth::crypto
