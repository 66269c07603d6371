// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "harness/reference/crypto/backend.h"

namespace oauth::crypto {

/// OpenSSL again, with HMAC by one of its ways whichever is the fastest: "openssl-evp-mac", "openssl-md-copy" and "openssl-oneshot". All else is as in
/// openssl(). They are there to be measured beside one another.
[[nodiscard]] std::span<const Backend* const> openssl_variants();

}  // namespace oauth::crypto
