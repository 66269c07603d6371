// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/reference/crypto/backends.h"

/// One function a library, each in the file of its name. Only backends.cpp includes this beside them; it calls those that the build has.
namespace oauth::crypto {

[[nodiscard]] BuiltBackend built_botan();
[[nodiscard]] BuiltBackend built_gnutls();
[[nodiscard]] BuiltBackend built_ipsec_mb();
[[nodiscard]] BuiltBackend built_libgcrypt();
[[nodiscard]] BuiltBackend built_libsodium();
[[nodiscard]] BuiltBackend built_mbedtls();
[[nodiscard]] BuiltBackend built_nettle();

/// OpenSSL, and its variants.
[[nodiscard]] std::vector<BuiltBackend> built_openssl();

}  // namespace oauth::crypto
