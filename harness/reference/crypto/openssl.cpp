// SPDX-License-Identifier: Apache-2.0
// The one place below harness/http/ that names OpenSSL.
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/decoder.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "harness/reference/crypto/backend.h"

namespace oauth::crypto {
namespace {

template <auto release>
struct Releaser {
  template <class T>
  void operator()(T* object) const {
    release(object);
  }
};
template <class T, auto release>
using Owned = std::unique_ptr<T, Releaser<release>>;

using Bio = Owned<BIO, BIO_free>;
using Certificate = Owned<X509, X509_free>;
using KeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Decoder = Owned<OSSL_DECODER_CTX, OSSL_DECODER_CTX_free>;
using Key = Owned<EVP_PKEY, EVP_PKEY_free>;
using MacAlgorithm = Owned<EVP_MAC, EVP_MAC_free>;
using MacContext = Owned<EVP_MAC_CTX, EVP_MAC_CTX_free>;
using MessageContext = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using Number = Owned<BIGNUM, BN_clear_free>;
using ParameterBuilder = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using ParameterArray = Owned<OSSL_PARAM, OSSL_PARAM_free>;

/// A failure's code; OpenSSL's own queue of errors is emptied, since nobody here reads it.
std::unexpected<Error> refuse(Errc code) {
  ERR_clear_error();
  return std::unexpected(Error{code, 0});
}

const EVP_MD* algorithm(Hash hash) {
  switch (hash) {
    case Hash::sha1:
      return EVP_sha1();
    case Hash::sha256:
      return EVP_sha256();
    case Hash::sha512:
      break;
  }
  return EVP_sha512();
}

const char* algorithm_name(Hash hash) {
  return EVP_MD_get0_name(algorithm(hash));
}

const unsigned char* octets_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

class OpensslMacKey final : public MacKey {
 public:
  OpensslMacKey(Hash hash, MacContext keyed) : hash_(hash), context_(std::move(keyed)) {}

  Result<Digest> authenticate(std::string_view text) override {
    Digest tag(hash_);
    std::size_t size = 0;
    // Without a key, init goes back to the state just after the key was hashed.
    const bool done =
        EVP_MAC_init(context_.get(), nullptr, 0, nullptr) == 1 &&
        EVP_MAC_update(context_.get(), octets_of(text), text.size()) == 1 &&
        EVP_MAC_final(context_.get(), tag.octets().data(), &size, tag.octets().size()) == 1;
    if (!done || size != tag.octets().size()) return refuse(Errc::crypto_failed);
    return tag;
  }

 private:
  Hash hash_;
  MacContext context_;
};

class OpensslPrivateKey final : public PrivateKey {
 public:
  explicit OpensslPrivateKey(Key key) : key_(std::move(key)) {}

  Result<std::string> sign(Hash hash, std::string_view text) const override {
    const MessageContext context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* key_context = nullptr;  // belongs to `context`
    if (EVP_DigestSignInit(context.get(), &key_context, algorithm(hash), nullptr, key_.get()) !=
            1 ||
        EVP_PKEY_CTX_set_rsa_padding(key_context, RSA_PKCS1_PADDING) != 1) {
      return refuse(Errc::crypto_failed);
    }
    std::string signature(static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())), '\0');
    std::size_t size = signature.size();
    auto* out = reinterpret_cast<unsigned char*>(signature.data());
    if (EVP_DigestSign(context.get(), out, &size, octets_of(text), text.size()) != 1) {
      // RFC 3447 section 9.2 step 3: a modulus too short for the padded digest.
      return refuse(Errc::key_invalid);
    }
    signature.resize(size);
    return signature;
  }

 private:
  Key key_;
};

class OpensslPublicKey final : public PublicKey {
 public:
  explicit OpensslPublicKey(Key key) : key_(std::move(key)) {}

  bool verify(Hash hash, std::string_view text, std::string_view signature) const override {
    const MessageContext context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* key_context = nullptr;  // belongs to `context`
    const bool right = EVP_DigestVerifyInit(context.get(), &key_context, algorithm(hash), nullptr,
                                            key_.get()) == 1 &&
                       EVP_PKEY_CTX_set_rsa_padding(key_context, RSA_PKCS1_PADDING) == 1 &&
                       EVP_DigestVerify(context.get(), octets_of(signature), signature.size(),
                                        octets_of(text), text.size()) == 1;
    ERR_clear_error();
    return right;
  }

 private:
  Key key_;
};

/// Never asks anybody for a pass phrase: an encrypted key is a key that cannot be read.
int no_pass_phrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*data*/) {
  return -1;
}

Bio reader(std::string_view text) {
  if (text.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return nullptr;
  return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

/// OpenSSL verifies with no larger modulus, but signs with any, for minutes if need be.
constexpr int kMostBits = OPENSSL_RSA_MAX_MODULUS_BITS;

bool is_usable(const Key& key) {
  return key != nullptr && EVP_PKEY_is_a(key.get(), "RSA") == 1 &&
         EVP_PKEY_get_bits(key.get()) <= kMostBits;
}

Key read_public_key(std::string_view pem) {
  if (pem.find("-----BEGIN CERTIFICATE-----") != std::string_view::npos) {
    const Certificate certificate(
        PEM_read_bio_X509(reader(pem).get(), nullptr, no_pass_phrase, nullptr));
    return Key(certificate ? X509_get_pubkey(certificate.get()) : nullptr);
  }
  // A decoder without a named structure takes SubjectPublicKeyInfo and PKCS #1 alike.
  EVP_PKEY* key = nullptr;
  const Decoder decoder(OSSL_DECODER_CTX_new_for_pkey(&key, "PEM", nullptr, "RSA",
                                                      EVP_PKEY_PUBLIC_KEY, nullptr, nullptr));
  if (!decoder || OSSL_DECODER_from_bio(decoder.get(), reader(pem).get()) != 1) return nullptr;
  return Key(key);
}

/// The numbers of a key, kept alive for OSSL_PARAM_BLD, which holds pointers to them.
class KeyParameters {
 public:
  KeyParameters() : builder_(OSSL_PARAM_BLD_new()) {}

  bool add(const char* name, std::string_view octets) {
    if (octets.size() > kMostOctets) return false;
    // A secure number's copy in the array is wiped when the array goes.
    Number number(BN_secure_new());
    if (BN_bin2bn(octets_of(octets), static_cast<int>(octets.size()), number.get()) == nullptr)
      return false;
    if (BN_is_zero(number.get()) || OSSL_PARAM_BLD_push_BN(builder_.get(), name, number.get()) != 1)
      return false;
    numbers_.push_back(std::move(number));
    return true;
  }

  ParameterArray finish() { return ParameterArray(OSSL_PARAM_BLD_to_param(builder_.get())); }

 private:
  static constexpr std::size_t kMostOctets = kMostBits / 8;

  ParameterBuilder builder_;
  std::vector<Number> numbers_;
};

Key make_rsa_key(KeyParameters& parameters, int selection) {
  const ParameterArray array = parameters.finish();
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
  EVP_PKEY* key = nullptr;
  if (!array || EVP_PKEY_fromdata_init(context.get()) != 1) return nullptr;
  if (EVP_PKEY_fromdata(context.get(), &key, selection, array.get()) != 1) return nullptr;
  return Key(key);
}

class Openssl final : public Backend {
 public:
  std::string_view name() const override { return "openssl"; }

  Result<Digest> digest(Hash hash, std::string_view text) const override {
    Digest digest(hash);
    if (EVP_Digest(text.data(), text.size(), digest.octets().data(), nullptr, algorithm(hash),
                   nullptr) != 1) {
      return refuse(Errc::crypto_failed);
    }
    return digest;
  }

  Result<std::unique_ptr<MacKey>> mac_key(Hash hash, std::string_view key) const override {
    const MacAlgorithm hmac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
    MacContext context(EVP_MAC_CTX_new(hmac.get()));
    std::string digest_name = algorithm_name(hash);
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest_name.data(), 0),
        OSSL_PARAM_construct_end()};
    // A null key would mean "the key there is", and an empty view may hold a null pointer.
    const unsigned char* octets = key.empty() ? octets_of("") : octets_of(key);
    if (!context || EVP_MAC_init(context.get(), octets, key.size(), parameters) != 1) {
      return refuse(Errc::crypto_failed);
    }
    return std::make_unique<OpensslMacKey>(hash, std::move(context));
  }

  Result<std::unique_ptr<PrivateKey>> private_key(std::string_view pem) const override {
    Key key(PEM_read_bio_PrivateKey(reader(pem).get(), nullptr, no_pass_phrase, nullptr));
    if (!is_usable(key)) return refuse(Errc::key_invalid);
    return std::make_unique<OpensslPrivateKey>(std::move(key));
  }

  Result<std::unique_ptr<PublicKey>> public_key(std::string_view pem) const override {
    Key key = read_public_key(pem);
    if (!is_usable(key)) return refuse(Errc::key_invalid);
    return std::make_unique<OpensslPublicKey>(std::move(key));
  }

  Result<std::unique_ptr<PrivateKey>> private_key(const RsaNumbers& numbers) const override {
    KeyParameters parameters;
    const bool added = parameters.add(OSSL_PKEY_PARAM_RSA_N, numbers.n) &&
                       parameters.add(OSSL_PKEY_PARAM_RSA_E, numbers.e) &&
                       parameters.add(OSSL_PKEY_PARAM_RSA_D, numbers.d.reveal()) &&
                       parameters.add(OSSL_PKEY_PARAM_RSA_FACTOR1, numbers.p.reveal()) &&
                       parameters.add(OSSL_PKEY_PARAM_RSA_FACTOR2, numbers.q.reveal()) &&
                       parameters.add(OSSL_PKEY_PARAM_RSA_EXPONENT1, numbers.dp.reveal()) &&
                       parameters.add(OSSL_PKEY_PARAM_RSA_EXPONENT2, numbers.dq.reveal()) &&
                       parameters.add(OSSL_PKEY_PARAM_RSA_COEFFICIENT1, numbers.qi.reveal());
    Key key = added ? make_rsa_key(parameters, EVP_PKEY_KEYPAIR) : nullptr;
    if (!is_usable(key)) return refuse(Errc::key_invalid);
    return std::make_unique<OpensslPrivateKey>(std::move(key));
  }

  Result<std::unique_ptr<PublicKey>> public_key(const RsaNumbers& numbers) const override {
    KeyParameters parameters;
    const bool added = parameters.add(OSSL_PKEY_PARAM_RSA_N, numbers.n) &&
                       parameters.add(OSSL_PKEY_PARAM_RSA_E, numbers.e);
    Key key = added ? make_rsa_key(parameters, EVP_PKEY_PUBLIC_KEY) : nullptr;
    if (!is_usable(key)) return refuse(Errc::key_invalid);
    return std::make_unique<OpensslPublicKey>(std::move(key));
  }
};

}  // namespace

const Backend& openssl() {
  static const Openssl backend;
  return backend;
}

}  // namespace oauth::crypto
