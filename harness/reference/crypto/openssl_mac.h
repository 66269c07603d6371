// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>

#include "harness/reference/crypto/backend.h"

/// HMAC on OpenSSL, by each way that it has. Backend::mac_key() describes all three.
namespace oauth::crypto {

/// EVP_MAC, fetched and keyed once: each text begins with EVP_MAC_init() without a key.
[[nodiscard]] Result<std::unique_ptr<MacKey>> openssl_evp_mac_key(Hash hash, std::string_view key);

/// RFC 2104 over two EVP_MD_CTX, of which each text takes copies: so a prefix's state can be kept too.
[[nodiscard]] Result<std::unique_ptr<MacKey>> openssl_md_copy_key(Hash hash, std::string_view key);

/// HMAC(), which hashes the key and looks its algorithm up for every text.
[[nodiscard]] Result<std::unique_ptr<MacKey>> openssl_one_shot_key(Hash hash, std::string_view key);

}  // namespace oauth::crypto
