// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <type_traits>

#include <gmp.h>
#include <nettle/curve25519.h>
#include <nettle/ecc-curve.h>
#include <nettle/ecdsa.h>
#include <nettle/eddsa.h>
#include <nettle/hmac.h>
#include <nettle/nettle-meta.h>
#include <nettle/pss.h>
#include <nettle/rsa.h>
#include <nettle/version.h>
#include <unistd.h>

#include "harness/reference/crypto/built_backends.h"
#include "harness/reference/crypto/library_keys.h"

namespace oauth::crypto {
namespace {

const nettle_hash& algorithm(Hash hash) {
  switch (hash) {
    case Hash::sha1:
      return nettle_sha1;
    case Hash::sha256:
      return nettle_sha256;
    case Hash::sha384:
      return nettle_sha384;
    case Hash::sha512:
      break;
  }
  return nettle_sha512;
}

std::string hashed(Hash hash, std::string_view text) {
  std::string digest(digest_octets(hash), '\0');
  union {
    sha1_ctx sha1;
    sha256_ctx sha256;
    sha512_ctx sha512;
  } context;
  algorithm(hash).init(&context);
  algorithm(hash).update(&context, text.size(), bytes(text));
  algorithm(hash).digest(&context, digest.size(), bytes(digest));
  return digest;
}

/// nettle has no source of random octets of its own; its programs read the system's.
void system_octets(void* /*context*/, std::size_t size, std::uint8_t* out) {
  constexpr std::size_t kAtOnce = 256;
  while (size > 0) {
    const std::size_t now = std::min(size, kAtOnce);
    // Without random octets no key of ours may be used, and nettle has no way to be told.
    if (getentropy(out, now) != 0) std::abort();
    out += now;
    size -= now;
  }
}

template <class Context, auto set_key, auto update, auto finish>
class NettleMacKey final : public MacKey {
 public:
  NettleMacKey(Hash hash, std::string_view key) : hash_(hash) {
    set_key(&context_, key.size(), bytes(key));
  }
  NettleMacKey(Hash hash, const Context& keyed) : hash_(hash), context_(keyed) {}
  ~NettleMacKey() override { explicit_bzero(&context_, sizeof context_); }

  Result<Digest> authenticate(std::string_view text) override {
    Digest tag(hash_);
    update(&context_, text.size(), bytes(text));
    // Goes back to the state after the key by itself.
    finish(&context_, tag.octets().size(), tag.octets().data());
    return tag;
  }

  Result<std::unique_ptr<MacKey>> with_prefix(std::string_view prefix) const override {
    auto key = std::make_unique<NettleMacKey>(hash_, context_);
    update(&key->context_, prefix.size(), bytes(prefix));
    // The state that the key goes back to is then the one after the prefix.
    key->context_.inner = key->context_.state;
    return key;
  }

 private:
  Hash hash_;
  Context context_;
};

using Sha1Key = NettleMacKey<hmac_sha1_ctx, hmac_sha1_set_key, hmac_sha1_update, hmac_sha1_digest>;
using Sha256Key =
    NettleMacKey<hmac_sha256_ctx, hmac_sha256_set_key, hmac_sha256_update, hmac_sha256_digest>;
using Sha384Key =
    NettleMacKey<hmac_sha512_ctx, hmac_sha384_set_key, hmac_sha512_update, hmac_sha384_digest>;
using Sha512Key =
    NettleMacKey<hmac_sha512_ctx, hmac_sha512_set_key, hmac_sha512_update, hmac_sha512_digest>;

/// A number of GMP.
class Number {
 public:
  Number() { mpz_init(value_); }
  explicit Number(std::string_view octets) : Number() {
    mpz_import(value_, octets.size(), 1, 1, 1, 0, octets.data());
  }
  Number(const Number&) = delete;
  Number& operator=(const Number&) = delete;
  // The limbs may be those of a private number.
  ~Number() {
    const std::size_t limbs = mpz_size(value_);
    if (limbs > 0) {
      explicit_bzero(mpz_limbs_modify(value_, static_cast<mp_size_t>(limbs)),
                     limbs * sizeof(mp_limb_t));
    }
    mpz_clear(value_);
  }
  mpz_ptr get() { return value_; }
  mpz_srcptr get() const { return value_; }

 private:
  mpz_t value_;
};

/// Big-endian, so many octets.
std::string octets_of(mpz_srcptr number, std::size_t octets) {
  std::string out(octets, '\0');
  const std::size_t needed = (mpz_sizeinbase(number, 2) + 7) / 8;
  if (mpz_sgn(number) != 0) {
    mpz_export(out.data() + (octets - needed), nullptr, 1, 1, 1, 0, number);
  }
  return out;
}

void assign(mpz_ptr number, std::string_view octets) {
  mpz_import(number, octets.size(), 1, 1, 1, 0, octets.data());
}

class RsaPublic {
 public:
  explicit RsaPublic(const RsaNumbers& numbers) {
    rsa_public_key_init(&key_);
    assign(key_.n, numbers.n);
    assign(key_.e, numbers.e);
    sound_ = rsa_public_key_prepare(&key_) == 1;
  }
  RsaPublic(const RsaPublic&) = delete;
  RsaPublic& operator=(const RsaPublic&) = delete;
  ~RsaPublic() { rsa_public_key_clear(&key_); }
  [[nodiscard]] const rsa_public_key* get() const { return &key_; }
  [[nodiscard]] bool sound() const { return sound_; }
  [[nodiscard]] std::size_t bits() const { return mpz_sizeinbase(key_.n, 2); }

 private:
  rsa_public_key key_;
  bool sound_ = false;
};

std::string digest_info(Hash hash, std::string_view text) {
  return std::string(digest_info_prefix(hash)).append(hashed(hash, text));
}

class NettleRsaPrivateKey final : public LibraryPrivateKey {
 public:
  NettleRsaPrivateKey(const RsaNumbers& numbers, KeyNumbers public_half)
      : LibraryPrivateKey(std::move(public_half)), public_(numbers) {
    rsa_private_key_init(&key_);
    assign(key_.d, numbers.d.reveal());
    assign(key_.p, numbers.p.reveal());
    assign(key_.q, numbers.q.reveal());
    assign(key_.a, numbers.dp.reveal());
    assign(key_.b, numbers.dq.reveal());
    assign(key_.c, numbers.qi.reveal());
    sound_ = public_.sound() && rsa_private_key_prepare(&key_) == 1;
  }
  ~NettleRsaPrivateKey() override { rsa_private_key_clear(&key_); }
  [[nodiscard]] bool sound() const { return sound_; }

 protected:
  // By the functions named _tr, which blind the number and check the result.
  Result<std::string> make_signature(Scheme scheme, Hash hash,
                                     std::string_view text) const override {
    Number signature;
    if (scheme == Scheme::rsassa_pkcs1) {
      const std::string info = digest_info(hash, text);
      if (rsa_pkcs1_sign_tr(public_.get(), &key_, nullptr, system_octets, info.size(), bytes(info),
                            signature.get()) != 1) {
        return refusal(Errc::crypto_failed);
      }
      return octets_of(signature.get(), key_.size);
    }
    std::string salt(digest_octets(hash), '\0');
    system_octets(nullptr, salt.size(), bytes(salt));
    Number padded;
    if (pss_encode_mgf1(padded.get(), public_.bits() - 1, &algorithm(hash), salt.size(),
                        bytes(salt), bytes(hashed(hash, text))) != 1 ||
        rsa_compute_root_tr(public_.get(), &key_, nullptr, system_octets, signature.get(),
                            padded.get()) != 1) {
      return refusal(Errc::crypto_failed);
    }
    return octets_of(signature.get(), key_.size);
  }

 private:
  RsaPublic public_;
  rsa_private_key key_;
  bool sound_ = false;
};

class NettleRsaPublicKey final : public LibraryPublicKey {
 public:
  explicit NettleRsaPublicKey(const RsaNumbers& numbers)
      : LibraryPublicKey(numbers), key_(numbers) {}
  [[nodiscard]] bool sound() const { return key_.sound(); }

 protected:
  bool check_signature(Scheme scheme, Hash hash, std::string_view text,
                       std::string_view signature) const override {
    const Number number(signature);
    if (scheme == Scheme::rsassa_pkcs1) {
      const std::string info = digest_info(hash, text);
      return rsa_pkcs1_verify(key_.get(), info.size(), bytes(info), number.get()) == 1;
    }
    Number padded;
    mpz_powm(padded.get(), number.get(), key_.get()->e, key_.get()->n);
    return pss_verify_mgf1(padded.get(), key_.bits() - 1, &algorithm(hash), digest_octets(hash),
                           bytes(hashed(hash, text))) == 1;
  }

 private:
  RsaPublic key_;
};

const ecc_curve* curve_of(KeyType type) {
  if (type == KeyType::p256) return nettle_get_secp_256r1();
  return type == KeyType::p384 ? nettle_get_secp_384r1() : nettle_get_secp_521r1();
}

/// R and S.
class Pair {
 public:
  Pair() { dsa_signature_init(&pair_); }
  Pair(const Pair&) = delete;
  Pair& operator=(const Pair&) = delete;
  ~Pair() { dsa_signature_clear(&pair_); }
  dsa_signature* get() { return &pair_; }

 private:
  dsa_signature pair_;
};

class NettleEcPrivateKey final : public LibraryPrivateKey {
 public:
  NettleEcPrivateKey(const EcNumbers& numbers, KeyNumbers public_half)
      : LibraryPrivateKey(std::move(public_half)) {
    ecc_scalar_init(&key_, curve_of(numbers.curve));
    sound_ = ecc_scalar_set(&key_, Number(numbers.d.reveal()).get()) == 1;
  }
  ~NettleEcPrivateKey() override { ecc_scalar_clear(&key_); }
  [[nodiscard]] bool sound() const { return sound_; }

 protected:
  Result<std::string> make_signature(Scheme /*ecdsa*/, Hash hash,
                                     std::string_view text) const override {
    const std::string digest = hashed(hash, text);
    Pair pair;
    ecdsa_sign(&key_, nullptr, system_octets, digest.size(), bytes(digest), pair.get());
    const std::size_t octets = field_octets(type());
    return octets_of(pair.get()->r, octets) + octets_of(pair.get()->s, octets);
  }

 private:
  ecc_scalar key_;
  bool sound_ = false;
};

class NettleEcPublicKey final : public LibraryPublicKey {
 public:
  explicit NettleEcPublicKey(const EcNumbers& numbers) : LibraryPublicKey(numbers) {
    ecc_point_init(&key_, curve_of(numbers.curve));
    sound_ = ecc_point_set(&key_, Number(numbers.x).get(), Number(numbers.y).get()) == 1;
  }
  ~NettleEcPublicKey() override { ecc_point_clear(&key_); }
  [[nodiscard]] bool sound() const { return sound_; }

 protected:
  bool check_signature(Scheme /*ecdsa*/, Hash hash, std::string_view text,
                       std::string_view signature) const override {
    const std::string digest = hashed(hash, text);
    const std::size_t octets = field_octets(type());
    Pair pair;
    assign(pair.get()->r, signature.substr(0, octets));
    assign(pair.get()->s, signature.substr(octets));
    return ecdsa_verify(&key_, digest.size(), bytes(digest), pair.get()) == 1;
  }

 private:
  ecc_point key_;
  bool sound_ = false;
};

class NettleEd25519PrivateKey final : public LibraryPrivateKey {
 public:
  NettleEd25519PrivateKey(const Ed25519Numbers& numbers, KeyNumbers public_half)
      : LibraryPrivateKey(std::move(public_half)), x_(numbers.x), d_(numbers.d) {}

 protected:
  Result<std::string> make_signature(Scheme /*eddsa*/, Hash /*its own*/,
                                     std::string_view text) const override {
    std::string signature(ED25519_SIGNATURE_SIZE, '\0');
    ed25519_sha512_sign(bytes(x_), bytes(d_.reveal()), text.size(), bytes(text), bytes(signature));
    return signature;
  }

 private:
  std::string x_;
  Secret d_;
};

class NettleEd25519PublicKey final : public LibraryPublicKey {
 public:
  explicit NettleEd25519PublicKey(const Ed25519Numbers& numbers)
      : LibraryPublicKey(numbers), x_(numbers.x) {}

 protected:
  bool check_signature(Scheme /*eddsa*/, Hash /*its own*/, std::string_view text,
                       std::string_view signature) const override {
    return ed25519_sha512_verify(bytes(x_), text.size(), bytes(text), bytes(signature)) == 1;
  }

 private:
  std::string x_;
};

/// The key as the interface has it, if nettle finds its numbers sound.
template <class Key>
auto if_sound(std::unique_ptr<Key> key) {
  using Interface = std::conditional_t<std::is_base_of_v<PrivateKey, Key>, PrivateKey, PublicKey>;
  using Made = Result<std::unique_ptr<Interface>>;
  return key->sound() ? Made(std::move(key)) : Made(refusal(Errc::key_invalid));
}

class Nettle final : public LibraryBackend {
 public:
  std::string_view name() const override { return "nettle"; }

  Result<Digest> digest(Hash hash, std::string_view text) const override {
    Digest digest(hash);
    std::ranges::copy(hashed(hash, text), digest.octets().begin());
    return digest;
  }

  Result<void> random(std::span<std::uint8_t> octets) const override {
    system_octets(nullptr, octets.size(), octets.data());
    return {};
  }

  Result<std::unique_ptr<MacKey>> mac_key(Hash hash, std::string_view key) const override {
    switch (hash) {
      case Hash::sha1:
        return std::make_unique<Sha1Key>(hash, key);
      case Hash::sha256:
        return std::make_unique<Sha256Key>(hash, key);
      case Hash::sha384:
        return std::make_unique<Sha384Key>(hash, key);
      case Hash::sha512:
        break;
    }
    return std::make_unique<Sha512Key>(hash, key);
  }

 protected:
  Result<std::unique_ptr<PrivateKey>> make_private_key(const KeyNumbers& numbers,
                                                       KeyNumbers public_half) const override {
    if (const auto* rsa = std::get_if<RsaNumbers>(&numbers))
      return if_sound(std::make_unique<NettleRsaPrivateKey>(*rsa, std::move(public_half)));
    if (const auto* curve = std::get_if<EcNumbers>(&numbers))
      return if_sound(std::make_unique<NettleEcPrivateKey>(*curve, std::move(public_half)));
    return std::make_unique<NettleEd25519PrivateKey>(std::get<Ed25519Numbers>(numbers),
                                                     std::move(public_half));
  }

  Result<std::unique_ptr<PublicKey>> make_public_key(const KeyNumbers& numbers) const override {
    if (const auto* rsa = std::get_if<RsaNumbers>(&numbers))
      return if_sound(std::make_unique<NettleRsaPublicKey>(*rsa));
    if (const auto* curve = std::get_if<EcNumbers>(&numbers))
      return if_sound(std::make_unique<NettleEcPublicKey>(*curve));
    return std::make_unique<NettleEd25519PublicKey>(std::get<Ed25519Numbers>(numbers));
  }
};

}  // namespace

BuiltBackend built_nettle() {
  static const Nettle backend;
  return {&backend,
          "nettle",
          std::to_string(nettle_version_major()) + '.' + std::to_string(nettle_version_minor()),
          "LGPL-3.0-or-later",
          has_sha_instructions() ? "SHA-NI where it was built to choose at run time" : "",
          {}};
}

}  // namespace oauth::crypto
