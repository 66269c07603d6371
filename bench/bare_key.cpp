// SPDX-License-Identifier: Apache-2.0
#include "bench/bare_key.h"

#include <cstddef>
#include <string>

#include <openssl/core_names.h>

namespace oauthspec::bench {
namespace {

const unsigned char* octets_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

BareKey::BareKey(const char* hash, std::string_view key) {
  const std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)> hmac(
      EVP_MAC_fetch(nullptr, "HMAC", nullptr), EVP_MAC_free);
  context_.reset(EVP_MAC_CTX_new(hmac.get()));
  std::string name = hash;
  const std::array parameters{
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.data(), 0),
      OSSL_PARAM_construct_end()};
  if (EVP_MAC_init(context_.get(), octets_of(key), key.size(), parameters.data()) != 1) {
    context_.reset();
  }
}

bool BareKey::tag(std::string_view text) {
  std::size_t size = 0;
  return context_ != nullptr && EVP_MAC_init(context_.get(), nullptr, 0, nullptr) == 1 &&
         EVP_MAC_update(context_.get(), octets_of(text), text.size()) == 1 &&
         EVP_MAC_final(context_.get(), tag_.data(), &size, tag_.size()) == 1;
}

}  // namespace oauthspec::bench
