// SPDX-License-Identifier: Apache-2.0
// With openssl_keys.cpp the one place below harness/http/ that names OpenSSL.
#include <memory>
#include <string>
#include <utility>

#include <openssl/core_names.h>

#include "harness/reference/crypto/backend.h"
#include "harness/reference/crypto/openssl_handles.h"
#include "harness/reference/crypto/openssl_keys.h"

namespace oauth::crypto {
namespace {

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
    return openssl_private_key(pem);
  }
  Result<std::unique_ptr<PublicKey>> public_key(std::string_view pem) const override {
    return openssl_public_key(pem);
  }
  Result<std::unique_ptr<PrivateKey>> private_key(const KeyNumbers& numbers) const override {
    return openssl_private_key(numbers);
  }
  Result<std::unique_ptr<PublicKey>> public_key(const KeyNumbers& numbers) const override {
    return openssl_public_key(numbers);
  }
};

}  // namespace

const Backend& openssl() {
  static const Openssl backend;
  return backend;
}

}  // namespace oauth::crypto
