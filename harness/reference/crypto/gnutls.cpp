// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#include "harness/reference/crypto/built_backends.h"
#include "harness/reference/crypto/library_keys.h"
#include "harness/reference/crypto/prefixed_mac_key.h"

namespace oauth::crypto {
namespace {

struct Algorithms {
  gnutls_digest_algorithm_t digest;
  gnutls_mac_algorithm_t mac;
  gnutls_sign_algorithm_t pkcs1, pss, ecdsa;
};

const Algorithms& algorithms(Hash hash) {
  static constexpr std::array<Algorithms, 4> kAlgorithms{
      {{GNUTLS_DIG_SHA1, GNUTLS_MAC_SHA1, GNUTLS_SIGN_RSA_SHA1, GNUTLS_SIGN_UNKNOWN,
        GNUTLS_SIGN_ECDSA_SHA1},
       {GNUTLS_DIG_SHA256, GNUTLS_MAC_SHA256, GNUTLS_SIGN_RSA_SHA256,
        GNUTLS_SIGN_RSA_PSS_RSAE_SHA256, GNUTLS_SIGN_ECDSA_SHA256},
       {GNUTLS_DIG_SHA384, GNUTLS_MAC_SHA384, GNUTLS_SIGN_RSA_SHA384,
        GNUTLS_SIGN_RSA_PSS_RSAE_SHA384, GNUTLS_SIGN_ECDSA_SHA384},
       {GNUTLS_DIG_SHA512, GNUTLS_MAC_SHA512, GNUTLS_SIGN_RSA_SHA512,
        GNUTLS_SIGN_RSA_PSS_RSAE_SHA512, GNUTLS_SIGN_ECDSA_SHA512}}};
  return kAlgorithms[static_cast<std::size_t>(hash)];
}

gnutls_sign_algorithm_t algorithm(Scheme scheme, Hash hash) {
  switch (scheme) {
    case Scheme::rsassa_pkcs1:
      return algorithms(hash).pkcs1;
    case Scheme::rsassa_pss:
      return algorithms(hash).pss;
    case Scheme::ecdsa:
      return algorithms(hash).ecdsa;
    case Scheme::eddsa:
      break;
  }
  return GNUTLS_SIGN_EDDSA_ED25519;
}

/// The library takes no const; it only reads.
gnutls_datum_t datum(std::string_view text) {
  return {const_cast<unsigned char*>(bytes(text)), static_cast<unsigned>(text.size())};
}

/// Octets that the library has allocated.
class Allocated {
 public:
  Allocated() = default;
  Allocated(const Allocated&) = delete;
  Allocated& operator=(const Allocated&) = delete;
  ~Allocated() { gnutls_free(octets_.data); }
  gnutls_datum_t* get() { return &octets_; }
  [[nodiscard]] const gnutls_datum_t* get() const { return &octets_; }
  [[nodiscard]] std::string_view text() const {
    return {reinterpret_cast<const char*>(octets_.data), octets_.size};
  }

 private:
  gnutls_datum_t octets_{nullptr, 0};
};

using MacHandle =
    std::unique_ptr<hmac_hd_st,
                    decltype([](gnutls_hmac_hd_t handle) { gnutls_hmac_deinit(handle, nullptr); })>;

class GnutlsMacKey final : public MacKey {
 public:
  GnutlsMacKey(Hash hash, MacHandle keyed) : hash_(hash), handle_(std::move(keyed)) {}

  Result<Digest> authenticate(std::string_view text) override {
    Digest tag(hash_);
    if (gnutls_hmac(handle_.get(), text.data(), text.size()) != 0)
      return refusal(Errc::crypto_failed);
    // Goes back to the state after the key by itself.
    gnutls_hmac_output(handle_.get(), tag.octets().data());
    return tag;
  }

  // The library goes back to the key alone, and a gnutls_hmac_copy() for each text takes longer than most prefixes do.
  Result<std::unique_ptr<MacKey>> with_prefix(std::string_view prefix) const override {
    MacHandle copy(gnutls_hmac_copy(handle_.get()));
    if (!copy) return refusal(Errc::crypto_failed);
    return std::make_unique<PrefixedMacKey>(std::make_unique<GnutlsMacKey>(hash_, std::move(copy)),
                                            prefix);
  }

 private:
  Hash hash_;
  MacHandle handle_;
};

using PrivateHandle =
    std::unique_ptr<gnutls_privkey_st,
                    decltype([](gnutls_privkey_t key) { gnutls_privkey_deinit(key); })>;
using PublicHandle =
    std::unique_ptr<gnutls_pubkey_st,
                    decltype([](gnutls_pubkey_t key) { gnutls_pubkey_deinit(key); })>;

gnutls_ecc_curve_t curve_of(KeyType type) {
  if (type == KeyType::p256) return GNUTLS_ECC_CURVE_SECP256R1;
  return type == KeyType::p384 ? GNUTLS_ECC_CURVE_SECP384R1 : GNUTLS_ECC_CURVE_SECP521R1;
}

int import(gnutls_privkey_t key, const RsaNumbers& numbers) {
  const gnutls_datum_t n = datum(numbers.n);
  const gnutls_datum_t e = datum(numbers.e);
  const gnutls_datum_t d = datum(numbers.d.reveal());
  const gnutls_datum_t p = datum(numbers.p.reveal());
  const gnutls_datum_t q = datum(numbers.q.reveal());
  const gnutls_datum_t qi = datum(numbers.qi.reveal());
  const gnutls_datum_t dp = datum(numbers.dp.reveal());
  const gnutls_datum_t dq = datum(numbers.dq.reveal());
  return gnutls_privkey_import_rsa_raw(key, &n, &e, &d, &p, &q, &qi, &dp, &dq);
}

int import(gnutls_privkey_t key, const EcNumbers& numbers) {
  const gnutls_datum_t x = datum(numbers.x);
  const gnutls_datum_t y = datum(numbers.y);
  const gnutls_datum_t d = datum(numbers.d.reveal());
  return gnutls_privkey_import_ecc_raw(key, curve_of(numbers.curve), &x, &y, &d);
}

int import(gnutls_privkey_t key, const Ed25519Numbers& numbers) {
  const gnutls_datum_t x = datum(numbers.x);
  const gnutls_datum_t d = datum(numbers.d.reveal());
  return gnutls_privkey_import_ecc_raw(key, GNUTLS_ECC_CURVE_ED25519, &x, nullptr, &d);
}

int import(gnutls_pubkey_t key, const RsaNumbers& numbers) {
  const gnutls_datum_t n = datum(numbers.n);
  const gnutls_datum_t e = datum(numbers.e);
  return gnutls_pubkey_import_rsa_raw(key, &n, &e);
}

int import(gnutls_pubkey_t key, const EcNumbers& numbers) {
  const gnutls_datum_t x = datum(numbers.x);
  const gnutls_datum_t y = datum(numbers.y);
  return gnutls_pubkey_import_ecc_raw(key, curve_of(numbers.curve), &x, &y);
}

int import(gnutls_pubkey_t key, const Ed25519Numbers& numbers) {
  const gnutls_datum_t x = datum(numbers.x);
  return gnutls_pubkey_import_ecc_raw(key, GNUTLS_ECC_CURVE_ED25519, &x, nullptr);
}

/// From DER to R and S side by side, each in so many octets.
Result<std::string> side_by_side(const gnutls_datum_t* der, std::size_t octets) {
  Allocated r;
  Allocated s;
  if (gnutls_decode_rs_value(der, r.get(), s.get()) != 0) return refusal(Errc::crypto_failed);
  std::string out;
  for (const Allocated* number : {&r, &s}) {
    std::string_view text = number->text();
    // A sign octet of DER.
    while (text.size() > octets && text.front() == '\0') text.remove_prefix(1);
    if (text.size() > octets) return refusal(Errc::crypto_failed);
    out.append(octets - text.size(), '\0').append(text);
  }
  return out;
}

class GnutlsPrivateKey final : public LibraryPrivateKey {
 public:
  GnutlsPrivateKey(PrivateHandle key, KeyNumbers public_half)
      : LibraryPrivateKey(std::move(public_half)), key_(std::move(key)) {}

 protected:
  // nettle's blinded functions do the work below.
  Result<std::string> make_signature(Scheme scheme, Hash hash,
                                     std::string_view text) const override {
    const auto signed_by = algorithm(scheme, hash);
    if (signed_by == GNUTLS_SIGN_UNKNOWN) return refusal(Errc::crypto_unsupported);
    const gnutls_datum_t what = datum(text);
    Allocated signature;
    if (gnutls_privkey_sign_data2(key_.get(), signed_by, 0, &what, signature.get()) != 0)
      return refusal(Errc::crypto_failed);
    if (scheme == Scheme::ecdsa) return side_by_side(signature.get(), field_octets(type()));
    return std::string(signature.text());
  }

 private:
  PrivateHandle key_;
};

class GnutlsPublicKey final : public LibraryPublicKey {
 public:
  GnutlsPublicKey(PublicHandle key, KeyNumbers numbers)
      : LibraryPublicKey(std::move(numbers)), key_(std::move(key)) {}

 protected:
  bool check_signature(Scheme scheme, Hash hash, std::string_view text,
                       std::string_view signature) const override {
    const auto signed_by = algorithm(scheme, hash);
    if (signed_by == GNUTLS_SIGN_UNKNOWN) return false;
    const gnutls_datum_t what = datum(text);
    gnutls_datum_t said = datum(signature);
    Allocated der;
    if (scheme == Scheme::ecdsa) {
      const gnutls_datum_t r = datum(signature.substr(0, signature.size() / 2));
      const gnutls_datum_t s = datum(signature.substr(signature.size() / 2));
      if (gnutls_encode_rs_value(der.get(), &r, &s) != 0) return false;
      said = *der.get();
    }
    // RSA-SHA1 is a method of RFC 5849; whether to take it is for whoever verifies.
    return gnutls_pubkey_verify_data2(key_.get(), signed_by, GNUTLS_VERIFY_ALLOW_BROKEN, &what,
                                      &said) >= 0;
  }

 private:
  PublicHandle key_;
};

class Gnutls final : public LibraryBackend {
 public:
  std::string_view name() const override { return "gnutls"; }

  Result<Digest> digest(Hash hash, std::string_view text) const override {
    Digest digest(hash);
    if (gnutls_hash_fast(algorithms(hash).digest, text.data(), text.size(),
                         digest.octets().data()) != 0) {
      return refusal(Errc::crypto_failed);
    }
    return digest;
  }

  Result<void> random(std::span<std::uint8_t> octets) const override {
    if (gnutls_rnd(GNUTLS_RND_KEY, octets.data(), octets.size()) != 0)
      return refusal(Errc::crypto_failed);
    return {};
  }

  Result<std::unique_ptr<MacKey>> mac_key(Hash hash, std::string_view key) const override {
    gnutls_hmac_hd_t handle = nullptr;
    if (gnutls_hmac_init(&handle, algorithms(hash).mac, key.empty() ? "" : key.data(),
                         key.size()) != 0) {
      return refusal(Errc::crypto_failed);
    }
    return std::make_unique<GnutlsMacKey>(hash, MacHandle(handle));
  }

 protected:
  Result<std::unique_ptr<PrivateKey>> make_private_key(const KeyNumbers& numbers,
                                                       KeyNumbers public_half) const override {
    gnutls_privkey_t made = nullptr;
    if (gnutls_privkey_init(&made) != 0) return refusal(Errc::crypto_failed);
    PrivateHandle key(made);
    if (std::visit([made](const auto& kind) { return import(made, kind); }, numbers) != 0)
      return refusal(Errc::key_invalid);
    return std::make_unique<GnutlsPrivateKey>(std::move(key), std::move(public_half));
  }

  Result<std::unique_ptr<PublicKey>> make_public_key(const KeyNumbers& numbers) const override {
    gnutls_pubkey_t made = nullptr;
    if (gnutls_pubkey_init(&made) != 0) return refusal(Errc::crypto_failed);
    PublicHandle key(made);
    if (std::visit([made](const auto& kind) { return import(made, kind); }, numbers) != 0)
      return refusal(Errc::key_invalid);
    return std::make_unique<GnutlsPublicKey>(std::move(key), numbers);
  }
};

}  // namespace

BuiltBackend built_gnutls() {
  static const Gnutls backend;
  return {&backend,
          "GnuTLS",
          gnutls_check_version(nullptr),
          "LGPL-2.1-or-later",
          has_sha_instructions() ? "SHA-NI" : "",
          {}};
}

}  // namespace oauth::crypto
