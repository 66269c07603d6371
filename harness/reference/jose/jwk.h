// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "harness/reference/base/error.h"
#include "harness/reference/crypto/backend.h"

namespace oauth::jose {

/// Reads an RSA key, public or private, from a JSON Web Key.
///
/// Output: the numbers; d, p, q, dp, dq and qi are empty for a public key.
/// Errors: key_invalid: another kty, a member that is missing, no string or no base64url, or a
///         private key without its primes, which crypto backends do not find out on their own.
/// Spec:   RFC 7518 section 6.3
[[nodiscard]] Result<crypto::RsaNumbers> rsa_numbers(const nlohmann::json& jwk);

}  // namespace oauth::jose
