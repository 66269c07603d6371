// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <mutex>
#include <optional>

#include <gcrypt.h>

#include "harness/reference/crypto/built_backends.h"
#include "harness/reference/crypto/library_keys.h"
#include "harness/reference/crypto/prefixed_mac_key.h"

namespace oauth::crypto {
namespace {

/// The library has to be told once that it may begin. Its locked memory stays off: it is small, and a key that found none left would be refused.
void begin() {
  static std::once_flag once;
  std::call_once(once, [] {
    gcry_check_version(nullptr);
    gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
    gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
  });
}

int algorithm(Hash hash) {
  switch (hash) {
    case Hash::sha1:
      return GCRY_MD_SHA1;
    case Hash::sha256:
      return GCRY_MD_SHA256;
    case Hash::sha384:
      return GCRY_MD_SHA384;
    case Hash::sha512:
      break;
  }
  return GCRY_MD_SHA512;
}

std::string hashed(Hash hash, std::string_view text) {
  std::string digest(digest_octets(hash), '\0');
  gcry_md_hash_buffer(algorithm(hash), digest.data(), text.data(), text.size());
  return digest;
}

using Handle =
    std::unique_ptr<gcry_md_handle, decltype([](gcry_md_hd_t handle) { gcry_md_close(handle); })>;

class GcryptMacKey final : public MacKey {
 public:
  GcryptMacKey(Hash hash, Handle keyed) : hash_(hash), handle_(std::move(keyed)) {}

  Result<Digest> authenticate(std::string_view text) override {
    Digest tag(hash_);
    // Back to the state just after the key.
    gcry_md_reset(handle_.get());
    gcry_md_write(handle_.get(), text.data(), text.size());
    const std::uint8_t* const read = gcry_md_read(handle_.get(), algorithm(hash_));
    if (read == nullptr) return refusal(Errc::crypto_failed);
    std::copy_n(read, tag.octets().size(), tag.octets().begin());
    return tag;
  }

  // gcry_md_reset() goes back to the key alone, and a gcry_md_copy() for each text takes longer than most prefixes do.
  Result<std::unique_ptr<MacKey>> with_prefix(std::string_view prefix) const override {
    gcry_md_hd_t copy = nullptr;
    if (gcry_md_copy(&copy, handle_.get()) != 0) return refusal(Errc::crypto_failed);
    return std::make_unique<PrefixedMacKey>(std::make_unique<GcryptMacKey>(hash_, Handle(copy)),
                                            prefix);
  }

 private:
  Hash hash_;
  Handle handle_;
};

using Expression =
    std::unique_ptr<gcry_sexp,
                    decltype([](gcry_sexp_t expression) { gcry_sexp_release(expression); })>;
using Number =
    std::unique_ptr<gcry_mpi, decltype([](gcry_mpi_t number) { gcry_mpi_release(number); })>;

/// Null where the library refuses it. Each %b of `form` takes a size and a pointer.
template <class... Values>
Expression expression(const char* form, Values... values) {
  gcry_sexp_t made = nullptr;
  return Expression(gcry_sexp_build(&made, nullptr, form, values...) == 0 ? made : nullptr);
}

int size_of(std::string_view text) {
  return static_cast<int>(text.size());
}

Number number(std::string_view octets) {
  gcry_mpi_t made = nullptr;
  gcry_mpi_scan(&made, GCRYMPI_FMT_USG, octets.data(), octets.size(), nullptr);
  return Number(made);
}

/// Of an RSA key. The library wants p below q, and the inverse of p by q.
Expression private_expression(const RsaNumbers& key) {
  Number p = number(key.p.reveal());
  Number q = number(key.q.reveal());
  if (gcry_mpi_cmp(p.get(), q.get()) > 0) std::swap(p, q);
  const Number u(gcry_mpi_new(0));
  if (gcry_mpi_invm(u.get(), p.get(), q.get()) == 0) return nullptr;
  const std::string_view d = key.d.reveal();
  return expression("(private-key (rsa (n %b) (e %b) (d %b) (p %m) (q %m) (u %m)))", size_of(key.n),
                    key.n.data(), size_of(key.e), key.e.data(), size_of(d), d.data(), p.get(),
                    q.get(), u.get());
}

const char* curve_name(KeyType type) {
  if (type == KeyType::p256) return "NIST P-256";
  return type == KeyType::p384 ? "NIST P-384" : "NIST P-521";
}

std::string point_of(const EcNumbers& key) {
  return '\x04' + key.x + key.y;
}

Expression private_expression(const EcNumbers& key) {
  const std::string point = point_of(key);
  const std::string_view d = key.d.reveal();
  return expression("(private-key (ecc (curve %s) (q %b) (d %b)))", curve_name(key.curve),
                    size_of(point), point.data(), size_of(d), d.data());
}

Expression private_expression(const Ed25519Numbers& key) {
  const std::string_view d = key.d.reveal();
  return expression("(private-key (ecc (curve Ed25519) (flags eddsa) (q %b) (d %b)))",
                    size_of(key.x), key.x.data(), size_of(d), d.data());
}

Expression public_expression(const RsaNumbers& key) {
  return expression("(public-key (rsa (n %b) (e %b)))", size_of(key.n), key.n.data(),
                    size_of(key.e), key.e.data());
}

Expression public_expression(const EcNumbers& key) {
  const std::string point = point_of(key);
  return expression("(public-key (ecc (curve %s) (q %b)))", curve_name(key.curve), size_of(point),
                    point.data());
}

Expression public_expression(const Ed25519Numbers& key) {
  return expression("(public-key (ecc (curve Ed25519) (flags eddsa) (q %b)))", size_of(key.x),
                    key.x.data());
}

/// What is signed, and how.
Expression data(Scheme scheme, Hash hash, KeyType type, std::string_view text) {
  if (scheme == Scheme::eddsa) {
    return expression("(data (flags eddsa) (hash-algo sha512) (value %b))", size_of(text),
                      text.empty() ? "" : text.data());
  }
  std::string digest = hashed(hash, text);
  if (scheme == Scheme::ecdsa) {
    // FIPS 186-4 section 6.4: the leftmost bits, as many as the order has. The library does not cut a number.
    digest.resize(std::min(digest.size(), field_octets(type)));
    return expression("(data (flags raw) (value %b))", size_of(digest), digest.data());
  }
  const char* const name = gcry_md_algo_name(algorithm(hash));
  if (scheme == Scheme::rsassa_pkcs1) {
    return expression("(data (flags pkcs1) (hash %s %b))", name, size_of(digest), digest.data());
  }
  return expression("(data (flags pss) (hash %s %b) (salt-length %d))", name, size_of(digest),
                    digest.data(), size_of(digest));
}

/// A number of a signature, in so many octets.
std::optional<std::string> member(const Expression& signature, const char* name,
                                  std::size_t octets) {
  gcry_mpi_t found = nullptr;
  if (gcry_sexp_extract_param(signature.get(), nullptr, name, &found, nullptr) != 0)
    return std::nullopt;
  const Number value(found);
  std::string out(octets, '\0');
  std::size_t needed = 0;
  if (gcry_mpi_print(GCRYMPI_FMT_USG, nullptr, 0, &needed, value.get()) != 0 || needed > octets ||
      gcry_mpi_print(GCRYMPI_FMT_USG, bytes(out) + (octets - needed), needed, nullptr,
                     value.get()) != 0) {
    return std::nullopt;
  }
  return out;
}

/// Half of an EdDSA signature, which is a text to the library.
std::optional<std::string> text_member(const Expression& signature, const char* name) {
  const Expression found(gcry_sexp_find_token(signature.get(), name, 0));
  std::size_t size = 0;
  const char* const text = found ? gcry_sexp_nth_data(found.get(), 1, &size) : nullptr;
  return text == nullptr ? std::nullopt : std::optional(std::string(text, size));
}

class GcryptPrivateKey final : public LibraryPrivateKey {
 public:
  GcryptPrivateKey(Expression key, std::size_t signature_octets, KeyNumbers public_half)
      : LibraryPrivateKey(std::move(public_half)),
        key_(std::move(key)),
        octets_(signature_octets) {}

 protected:
  // The library blinds RSA and ECDSA by itself.
  Result<std::string> make_signature(Scheme scheme, Hash hash,
                                     std::string_view text) const override {
    const Expression what = data(scheme, hash, type(), text);
    gcry_sexp_t made = nullptr;
    if (!what || gcry_pk_sign(&made, what.get(), key_.get()) != 0)
      return refusal(Errc::crypto_failed);
    const Expression signature(made);
    std::optional<std::string> first;
    std::optional<std::string> second;
    if (type() == KeyType::rsa) {
      first = member(signature, "s", octets_);
      second = "";
    } else if (type() == KeyType::ed25519) {
      first = text_member(signature, "r");
      second = text_member(signature, "s");
    } else {
      first = member(signature, "r", octets_);
      second = member(signature, "s", octets_);
    }
    if (!first || !second) return refusal(Errc::crypto_failed);
    return *first + *second;
  }

 private:
  Expression key_;
  std::size_t octets_;  ///< Of each number of a signature.
};

class GcryptPublicKey final : public LibraryPublicKey {
 public:
  GcryptPublicKey(Expression key, KeyNumbers numbers)
      : LibraryPublicKey(std::move(numbers)), key_(std::move(key)) {}

 protected:
  bool check_signature(Scheme scheme, Hash hash, std::string_view text,
                       std::string_view signature) const override {
    const Expression what = data(scheme, hash, type(), text);
    const std::string_view first = signature.substr(0, signature.size() / 2);
    const std::string_view second = signature.substr(first.size());
    Expression said;
    if (type() == KeyType::rsa) {
      said = expression("(sig-val (rsa (s %b)))", size_of(signature), signature.data());
    } else {
      said = expression(type() == KeyType::ed25519 ? "(sig-val (eddsa (r %b) (s %b)))"
                                                   : "(sig-val (ecdsa (r %b) (s %b)))",
                        size_of(first), first.data(), size_of(second), second.data());
    }
    return what && said && gcry_pk_verify(said.get(), what.get(), key_.get()) == 0;
  }

 private:
  Expression key_;
};

class Libgcrypt final : public LibraryBackend {
 public:
  Libgcrypt() { begin(); }
  std::string_view name() const override { return "libgcrypt"; }

  Result<Digest> digest(Hash hash, std::string_view text) const override {
    Digest digest(hash);
    gcry_md_hash_buffer(algorithm(hash), digest.octets().data(), text.data(), text.size());
    return digest;
  }

  Result<void> random(std::span<std::uint8_t> octets) const override {
    gcry_randomize(octets.data(), octets.size(), GCRY_STRONG_RANDOM);
    return {};
  }

  Result<std::unique_ptr<MacKey>> mac_key(Hash hash, std::string_view key) const override {
    gcry_md_hd_t opened = nullptr;
    if (gcry_md_open(&opened, algorithm(hash), GCRY_MD_FLAG_HMAC) != 0)
      return refusal(Errc::crypto_failed);
    Handle handle(opened);
    if (gcry_md_setkey(handle.get(), key.empty() ? "" : key.data(), key.size()) != 0)
      return refusal(Errc::crypto_failed);
    return std::make_unique<GcryptMacKey>(hash, std::move(handle));
  }

 protected:
  Result<std::unique_ptr<PrivateKey>> make_private_key(const KeyNumbers& numbers,
                                                       KeyNumbers public_half) const override {
    Expression key = std::visit([](const auto& kind) { return private_expression(kind); }, numbers);
    if (!key) return refusal(Errc::key_invalid);
    const auto* rsa = std::get_if<RsaNumbers>(&public_half);
    const std::size_t octets = rsa == nullptr ? field_octets(type_of(public_half)) : rsa->n.size();
    return std::make_unique<GcryptPrivateKey>(std::move(key), octets, std::move(public_half));
  }

  Result<std::unique_ptr<PublicKey>> make_public_key(const KeyNumbers& numbers) const override {
    Expression key = std::visit([](const auto& kind) { return public_expression(kind); }, numbers);
    if (!key) return refusal(Errc::key_invalid);
    return std::make_unique<GcryptPublicKey>(std::move(key), numbers);
  }
};

/// The library's own list of what it uses.
std::string used_features() {
  char* const list = gcry_get_config(0, "hwflist");
  const std::string text = list == nullptr ? "" : list;
  gcry_free(list);
  return text.find("intel-shaext") == std::string::npos ? "" : "SHA-NI";
}

}  // namespace

BuiltBackend built_libgcrypt() {
  static const Libgcrypt backend;
  return {&backend,        "libgcrypt", gcry_check_version(nullptr), "LGPL-2.1-or-later",
          used_features(), {}};
}

}  // namespace oauth::crypto
