// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <memory>
#include <string_view>

#include <openssl/evp.h>

namespace oauthspec::bench {

/// What everything else is measured against: a key of OpenSSL's EVP_MAC, whose state just after the key was hashed is kept, and nothing of
/// ours around it.
class BareKey {
 public:
  /// Input: `hash` as OpenSSL names it, "SHA1".
  BareKey(const char* hash, std::string_view key);

  /// False where OpenSSL fails, from the making of the key on.
  [[nodiscard]] bool tag(std::string_view text);

 private:
  std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)> context_{nullptr, EVP_MAC_CTX_free};
  std::array<unsigned char, EVP_MAX_MD_SIZE> tag_{};
};

}  // namespace oauthspec::bench
