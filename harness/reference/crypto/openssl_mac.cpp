// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/crypto/openssl_mac.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/hmac.h>

#include "harness/reference/crypto/openssl_handles.h"
#include "harness/reference/crypto/prefixed_mac_key.h"

namespace oauth::crypto {
namespace {

class EvpMacKey final : public MacKey {
 public:
  EvpMacKey(Hash hash, MacContext keyed) : hash_(hash), context_(std::move(keyed)) {}

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

  // EVP_MAC_CTX_dup() for each text would take longer than the prefix does.
  Result<std::unique_ptr<MacKey>> with_prefix(std::string_view prefix) const override {
    MacContext context(EVP_MAC_CTX_dup(context_.get()));
    if (!context) return refuse(Errc::crypto_failed);
    return std::make_unique<PrefixedMacKey>(std::make_unique<EvpMacKey>(hash_, std::move(context)),
                                            prefix);
  }

 private:
  Hash hash_;
  MacContext context_;
};

class MdCopyKey final : public MacKey {
 public:
  /// `inner` and `outer` have hashed the key's two pads.
  MdCopyKey(Hash hash, MessageContext inner, MessageContext outer)
      : hash_(hash),
        inner_(std::move(inner)),
        outer_(std::move(outer)),
        context_(EVP_MD_CTX_new()) {}

  Result<Digest> authenticate(std::string_view text) override {
    Digest tag(hash_);
    unsigned char* const out = tag.octets().data();
    const bool done = EVP_MD_CTX_copy_ex(context_.get(), inner_.get()) == 1 &&
                      EVP_DigestUpdate(context_.get(), text.data(), text.size()) == 1 &&
                      EVP_DigestFinal_ex(context_.get(), out, nullptr) == 1 &&
                      EVP_MD_CTX_copy_ex(context_.get(), outer_.get()) == 1 &&
                      EVP_DigestUpdate(context_.get(), out, tag.octets().size()) == 1 &&
                      EVP_DigestFinal_ex(context_.get(), out, nullptr) == 1;
    if (!done) return refuse(Errc::crypto_failed);
    return tag;
  }

  Result<std::unique_ptr<MacKey>> with_prefix(std::string_view prefix) const override {
    MessageContext inner(EVP_MD_CTX_new());
    MessageContext outer(EVP_MD_CTX_new());
    if (EVP_MD_CTX_copy_ex(inner.get(), inner_.get()) != 1 ||
        EVP_DigestUpdate(inner.get(), prefix.data(), prefix.size()) != 1 ||
        EVP_MD_CTX_copy_ex(outer.get(), outer_.get()) != 1) {
      return refuse(Errc::crypto_failed);
    }
    return std::make_unique<MdCopyKey>(hash_, std::move(inner), std::move(outer));
  }

 private:
  Hash hash_;
  MessageContext inner_, outer_, context_;
};

class OneShotKey final : public MacKey {
 public:
  OneShotKey(Hash hash, Secret key) : hash_(hash), key_(std::move(key)) {}

  Result<Digest> authenticate(std::string_view text) override {
    Digest tag(hash_);
    const std::string_view key = key_.reveal();
    // A null key would mean "the key there is".
    if (HMAC(algorithm(hash_), key.empty() ? "" : key.data(), static_cast<int>(key.size()),
             octets_of(text), text.size(), tag.octets().data(), nullptr) == nullptr) {
      return refuse(Errc::crypto_failed);
    }
    return tag;
  }

  Result<std::unique_ptr<MacKey>> with_prefix(std::string_view prefix) const override {
    return std::make_unique<PrefixedMacKey>(std::make_unique<OneShotKey>(hash_, key_), prefix);
  }

 private:
  Hash hash_;
  Secret key_;
};

/// A hash that has begun with the key, each octet of it changed by `pad`: RFC 2104 section 2, steps 1 to 3.
MessageContext begun_with(Hash hash, std::span<const unsigned char> block, unsigned char pad) {
  std::array<unsigned char, EVP_MAX_MD_SIZE * 2> padded{};
  std::ranges::transform(block, padded.begin(), [pad](unsigned char octet) { return octet ^ pad; });
  MessageContext context(EVP_MD_CTX_new());
  const bool begun = EVP_DigestInit_ex(context.get(), algorithm(hash), nullptr) == 1 &&
                     EVP_DigestUpdate(context.get(), padded.data(), block.size()) == 1;
  OPENSSL_cleanse(padded.data(), padded.size());
  return begun ? std::move(context) : nullptr;
}

}  // namespace

Result<std::unique_ptr<MacKey>> openssl_evp_mac_key(Hash hash, std::string_view key) {
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
  return std::make_unique<EvpMacKey>(hash, std::move(context));
}

Result<std::unique_ptr<MacKey>> openssl_md_copy_key(Hash hash, std::string_view key) {
  constexpr unsigned char kInnerPad = 0x36;
  constexpr unsigned char kOuterPad = 0x5c;
  std::array<unsigned char, EVP_MAX_MD_SIZE * 2> octets{};
  const auto block_octets = static_cast<std::size_t>(EVP_MD_get_block_size(algorithm(hash)));
  // RFC 2104 section 2: a key longer than a block is hashed first.
  bool begun = true;
  if (key.size() > block_octets) {
    begun =
        EVP_Digest(key.data(), key.size(), octets.data(), nullptr, algorithm(hash), nullptr) == 1;
  } else {
    std::ranges::copy(key, octets.begin());
  }
  const auto block = std::span(octets).first(block_octets);
  MessageContext inner = begun ? begun_with(hash, block, kInnerPad) : nullptr;
  MessageContext outer = begun ? begun_with(hash, block, kOuterPad) : nullptr;
  OPENSSL_cleanse(octets.data(), octets.size());
  if (!inner || !outer) return refuse(Errc::crypto_failed);
  return std::make_unique<MdCopyKey>(hash, std::move(inner), std::move(outer));
}

Result<std::unique_ptr<MacKey>> openssl_one_shot_key(Hash hash, std::string_view key) {
  if (!std::in_range<int>(key.size())) return refuse(Errc::crypto_failed);
  return std::make_unique<OneShotKey>(hash, Secret(key));
}

}  // namespace oauth::crypto
