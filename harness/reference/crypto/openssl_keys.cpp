// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/crypto/openssl_keys.h"

#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "harness/reference/crypto/openssl_handles.h"
#include "harness/reference/crypto/openssl_numbers.h"

namespace oauth::crypto {
namespace {

bool fits(Scheme scheme, KeyType type) {
  switch (scheme) {
    case Scheme::rsassa_pkcs1:
    case Scheme::rsassa_pss:
      return type == KeyType::rsa;
    case Scheme::ecdsa:
      return type == KeyType::p256 || type == KeyType::p384 || type == KeyType::p521;
    case Scheme::eddsa:
      break;
  }
  return type == KeyType::ed25519;
}

/// Sets what the scheme asks for beyond key and hash.
bool prepare(EVP_PKEY_CTX* context, Scheme scheme) {
  if (scheme == Scheme::rsassa_pkcs1) {
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
  }
  if (scheme == Scheme::rsassa_pss) {
    // RFC 7518 section 3.5: the salt is as long as the hash; MGF1 uses the same hash, as OpenSSL does unasked.
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
  }
  return true;
}

const EVP_MD* algorithm_for(Scheme scheme, Hash hash) {
  return scheme == Scheme::eddsa ? nullptr : algorithm(hash);
}

/// From DER to R and S side by side.
Result<std::string> side_by_side(std::string_view der, std::size_t octets) {
  const unsigned char* at = octets_of(der);
  const EcdsaSignature pair(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
  if (!pair) return refuse(Errc::crypto_failed);
  std::string out(2 * octets, '\0');
  auto* room = reinterpret_cast<unsigned char*>(out.data());
  const auto width = static_cast<int>(octets);
  if (BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), room, width) != width ||
      BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), room + octets, width) != width) {
    return refuse(Errc::crypto_failed);
  }
  return out;
}

/// From R and S side by side to DER; nothing where they have another length. Whether they lie in range
/// OpenSSL checks, zero included.
std::optional<std::string> as_der(std::string_view signature, std::size_t octets) {
  if (signature.size() != 2 * octets) return std::nullopt;
  const auto width = static_cast<int>(octets);
  Number r(BN_bin2bn(octets_of(signature), width, nullptr));
  Number s(BN_bin2bn(octets_of(signature) + octets, width, nullptr));
  const EcdsaSignature pair(ECDSA_SIG_new());
  if (!r || !s || !pair || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1) return std::nullopt;
  static_cast<void>(r.release());
  static_cast<void>(s.release());
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(pair.get(), &der);
  if (size <= 0) return std::nullopt;
  std::string out(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  return out;
}

class OpensslPrivateKey final : public PrivateKey {
 public:
  OpensslPrivateKey(Key key, KeyType type) : key_(std::move(key)), type_(type) {}

  KeyType type() const override { return type_; }

  Result<std::string> sign(Scheme scheme, Hash hash, std::string_view text) const override {
    if (!fits(scheme, type_)) return refuse(Errc::key_invalid);
    const MessageContext context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* key_context = nullptr;  // belongs to `context`
    if (EVP_DigestSignInit(context.get(), &key_context, algorithm_for(scheme, hash), nullptr,
                           key_.get()) != 1 ||
        !prepare(key_context, scheme)) {
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
    return scheme == Scheme::ecdsa ? side_by_side(signature, field_octets(type_)) : signature;
  }

  Result<KeyNumbers> public_numbers() const override { return public_numbers_of(key_.get()); }

 private:
  Key key_;
  KeyType type_;
};

class OpensslPublicKey final : public PublicKey {
 public:
  OpensslPublicKey(Key key, KeyType type) : key_(std::move(key)), type_(type) {}

  KeyType type() const override { return type_; }

  std::size_t bits() const override {
    return static_cast<std::size_t>(EVP_PKEY_get_bits(key_.get()));
  }

  bool verify(Scheme scheme, Hash hash, std::string_view text,
              std::string_view signature) const override {
    if (!fits(scheme, type_)) return false;
    std::optional<std::string> der;
    if (scheme == Scheme::ecdsa) {
      der = as_der(signature, field_octets(type_));
      if (!der) return false;
      signature = *der;
    } else if (type_ == KeyType::rsa &&
               signature.size() != static_cast<std::size_t>(EVP_PKEY_get_size(key_.get()))) {
      // RFC 8017 section 8.1.2 step 1: OpenSSL takes a signature by RSASSA-PSS without its leading zeros.
      return false;
    }
    const MessageContext context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* key_context = nullptr;  // belongs to `context`
    const bool right =
        EVP_DigestVerifyInit(context.get(), &key_context, algorithm_for(scheme, hash), nullptr,
                             key_.get()) == 1 &&
        prepare(key_context, scheme) &&
        EVP_DigestVerify(context.get(), octets_of(signature), signature.size(), octets_of(text),
                         text.size()) == 1;
    ERR_clear_error();
    return right;
  }

  Result<KeyNumbers> public_numbers() const override { return public_numbers_of(key_.get()); }

 private:
  Key key_;
  KeyType type_;
};

/// Never asks anybody for a pass phrase: an encrypted key is a key that cannot be read.
int no_pass_phrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*data*/) {
  return -1;
}

Bio reader(std::string_view text) {
  if (text.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return nullptr;
  return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

/// Whether a line could begin or end a key of that kind: RFC 7468 section 3. To set OpenSSL's decoders up takes longer than all else.
bool has_label(std::string_view pem, std::string_view ends_with) {
  return pem.find(ends_with) != std::string_view::npos;
}

Key read_private_key(std::string_view pem) {
  if (!has_label(pem, "PRIVATE KEY-----")) return nullptr;
  Key key(PEM_read_bio_PrivateKey(reader(pem).get(), nullptr, no_pass_phrase, nullptr));
  // RFC 7468 section 2: labels are case-sensitive. One that no provider's decoder knows, "Ec PRIVATE KEY", OpenSSL reads as versions
  // before 3 did: where RFC 5915 section 3 lets the public part be left out, such a key has none.
  return key && EVP_PKEY_get0_provider(key.get()) != nullptr ? std::move(key) : nullptr;
}

Key read_public_key(std::string_view pem) {
  if (pem.find("-----BEGIN CERTIFICATE-----") != std::string_view::npos) {
    const Certificate certificate(
        PEM_read_bio_X509(reader(pem).get(), nullptr, no_pass_phrase, nullptr));
    return Key(certificate ? X509_get_pubkey(certificate.get()) : nullptr);
  }
  if (!has_label(pem, "PUBLIC KEY-----")) return nullptr;
  // A decoder without a named structure takes SubjectPublicKeyInfo and PKCS #1 alike.
  EVP_PKEY* key = nullptr;
  const Decoder decoder(OSSL_DECODER_CTX_new_for_pkey(&key, "PEM", nullptr, nullptr,
                                                      EVP_PKEY_PUBLIC_KEY, nullptr, nullptr));
  if (!decoder || OSSL_DECODER_from_bio(decoder.get(), reader(pem).get()) != 1) return nullptr;
  return Key(key);
}

/// The key as ours, if it is of a kind and size that we take.
template <class Ours, class Interface>
Result<std::unique_ptr<Interface>> adopt(Key key) {
  constexpr bool with_private = std::is_same_v<Interface, PrivateKey>;
  const auto type = key ? key_type(key.get()) : std::nullopt;
  if (!type || !is_sound(key.get(), *type, with_private)) return refuse(Errc::key_invalid);
  return std::make_unique<Ours>(std::move(key), *type);
}

}  // namespace

Result<std::unique_ptr<PrivateKey>> openssl_private_key(std::string_view pem) {
  return adopt<OpensslPrivateKey, PrivateKey>(read_private_key(pem));
}

Result<KeyNumbers> openssl_private_numbers(std::string_view pem) {
  const Key key = read_private_key(pem);
  const auto type = key ? key_type(key.get()) : std::nullopt;
  if (!type || !is_sound(key.get(), *type, true)) return refuse(Errc::key_invalid);
  return private_numbers_of(key.get());
}

Result<std::unique_ptr<PublicKey>> openssl_public_key(std::string_view pem) {
  return adopt<OpensslPublicKey, PublicKey>(read_public_key(pem));
}

Result<std::unique_ptr<PrivateKey>> openssl_private_key(const KeyNumbers& numbers) {
  return adopt<OpensslPrivateKey, PrivateKey>(make_key(numbers, true));
}

Result<std::unique_ptr<PublicKey>> openssl_public_key(const KeyNumbers& numbers) {
  return adopt<OpensslPublicKey, PublicKey>(make_key(numbers, false));
}

}  // namespace oauth::crypto
