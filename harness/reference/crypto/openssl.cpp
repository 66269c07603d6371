// SPDX-License-Identifier: Apache-2.0
// With the other openssl_*.cpp the one place below harness/http/ that names OpenSSL.
#include <array>
#include <memory>
#include <utility>

#include <openssl/rand.h>

#include "harness/reference/crypto/openssl_handles.h"
#include "harness/reference/crypto/openssl_keys.h"
#include "harness/reference/crypto/openssl_mac.h"
#include "harness/reference/crypto/openssl_variants.h"

namespace oauth::crypto {
namespace {

using MakeMacKey = Result<std::unique_ptr<MacKey>> (*)(Hash hash, std::string_view key);

class Openssl final : public Backend {
 public:
  Openssl(std::string_view name, MakeMacKey make_mac_key)
      : name_(name), make_mac_key_(make_mac_key) {}

  std::string_view name() const override { return name_; }

  Result<Digest> digest(Hash hash, std::string_view text) const override {
    Digest digest(hash);
    if (EVP_Digest(text.data(), text.size(), digest.octets().data(), nullptr, algorithm(hash),
                   nullptr) != 1) {
      return refuse(Errc::crypto_failed);
    }
    return digest;
  }

  Result<void> random(std::span<std::uint8_t> octets) const override {
    if (!std::in_range<int>(octets.size()) ||
        RAND_bytes(octets.data(), static_cast<int>(octets.size())) != 1) {
      return refuse(Errc::crypto_failed);
    }
    return {};
  }

  Result<std::unique_ptr<MacKey>> mac_key(Hash hash, std::string_view key) const override {
    return make_mac_key_(hash, key);
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

 private:
  std::string_view name_;
  MakeMacKey make_mac_key_;
};

}  // namespace

const Backend& openssl() {
  static const Openssl backend("openssl", openssl_md_copy_key);
  return backend;
}

std::span<const Backend* const> openssl_variants() {
  static const Openssl evp_mac("openssl-evp-mac", openssl_evp_mac_key);
  static const Openssl md_copy("openssl-md-copy", openssl_md_copy_key);
  static const Openssl one_shot("openssl-oneshot", openssl_one_shot_key);
  static const std::array<const Backend*, 3> variants{&evp_mac, &md_copy, &one_shot};
  return variants;
}

}  // namespace oauth::crypto
