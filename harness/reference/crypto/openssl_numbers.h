// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "harness/reference/crypto/backend.h"
#include "harness/reference/crypto/openssl_handles.h"

/// Between OpenSSL's keys and their numbers. Only openssl_keys.cpp includes this.
namespace oauth::crypto {

/// OpenSSL verifies with no larger RSA modulus, but signs with any, for minutes if need be.
inline constexpr int kMostRsaBits = OPENSSL_RSA_MAX_MODULUS_BITS;

/// What kind of key it is; nothing for a kind that is not in KeyType.
[[nodiscard]] std::optional<KeyType> key_type(EVP_PKEY* key);

/// Null where the numbers make no key of that kind.
[[nodiscard]] Key make_key(const KeyNumbers& numbers, bool with_private);

/// Whether a key that was read may be used. OpenSSL reads any numbers, and some would let anybody sign: an RSA modulus has to be odd and of no more
/// than kMostRsaBits, an exponent odd and above 1, a point on its curve, and a curve's private number that of the point.
///
/// Spec:   RFC 8017 section 3.1
[[nodiscard]] bool is_sound(EVP_PKEY* key, KeyType type, bool with_private);

/// The public half.
[[nodiscard]] Result<KeyNumbers> public_numbers_of(EVP_PKEY* key);

/// Both halves.
[[nodiscard]] Result<KeyNumbers> private_numbers_of(EVP_PKEY* key);

}  // namespace oauth::crypto
