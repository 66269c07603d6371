// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>

#include "harness/reference/crypto/backend.h"

/// Asymmetric keys on OpenSSL, as Backend describes each function.
namespace oauth::crypto {

[[nodiscard]] Result<std::unique_ptr<PrivateKey>> openssl_private_key(std::string_view pem);
[[nodiscard]] Result<std::unique_ptr<PublicKey>> openssl_public_key(std::string_view pem);
[[nodiscard]] Result<std::unique_ptr<PrivateKey>> openssl_private_key(const KeyNumbers& numbers);
[[nodiscard]] Result<std::unique_ptr<PublicKey>> openssl_public_key(const KeyNumbers& numbers);

/// The numbers of a private key, read and judged as openssl_private_key() does: for backends whose libraries are handed numbers.
[[nodiscard]] Result<KeyNumbers> openssl_private_numbers(std::string_view pem);

}  // namespace oauth::crypto
