// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "harness/reference/base/error.h"
#include "harness/reference/base/secret.h"
#include "harness/reference/crypto/backend.h"

namespace oauth::jose {

/// Reads an asymmetric key, public or private, from a JSON Web Key: RSA, EC on P-256, P-384 or P-521, or Ed25519.
///
/// Output: the numbers; the private ones are empty for a public key.
/// Errors: key_invalid: another kty or crv, a member that is missing, no string or no base64url; and what crypto
///         backends do not find out on their own: an RSA exponent that is even or 1, and an RSA private key without
///         its primes. Whether the numbers make a key is for the backend to say.
/// Spec:   RFC 7518 sections 6.2 and 6.3; RFC 8037 section 2
[[nodiscard]] Result<crypto::KeyNumbers> key_numbers(const nlohmann::json& jwk);

/// Whether the key has a private part, or is a symmetric one.
[[nodiscard]] bool is_private(const nlohmann::json& jwk);

/// Reads a symmetric key: kty "oct".
///
/// Errors: key_invalid.
/// Spec:   RFC 7518 section 6.4
[[nodiscard]] Result<Secret> symmetric_key(const nlohmann::json& jwk);

/// Writes the public half as a JSON Web Key, with the members that its kind requires and no others.
[[nodiscard]] nlohmann::json public_jwk(const crypto::KeyNumbers& numbers);

/// The SHA-256 thumbprint of a key, in base64url.
///
/// Input:  a public or private asymmetric key, or a symmetric one.
/// Errors: key_invalid, as key_numbers() and symmetric_key(); crypto_failed.
/// Spec:   RFC 7638 section 3
[[nodiscard]] Result<std::string> thumbprint(const crypto::Backend& backend,
                                             const nlohmann::json& jwk);

}  // namespace oauth::jose
