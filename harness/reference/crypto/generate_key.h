// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/reference/base/error.h"
#include "harness/reference/base/secret.h"
#include "harness/reference/crypto/backend.h"

namespace oauth::crypto {

/// Makes a private key. For shells alone: the crypto library draws the random octets itself.
///
/// Output: PEM of PKCS #8. An RSA key has 2048 bits, which RFC 7518 section 3.3 asks for at least.
/// Errors: crypto_failed.
[[nodiscard]] Result<Secret> generate_key(KeyType type);

}  // namespace oauth::crypto
