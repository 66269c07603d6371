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

}  // namespace oauth::crypto
