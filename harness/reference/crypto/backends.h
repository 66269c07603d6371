// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/crypto/backend.h"

/// The crypto libraries that this build has: OpenSSL always, each other where it was installed and not turned off.
namespace oauth::crypto {

/// One of them, with what a user who chooses between them wants to know.
struct BuiltBackend {
  const Backend* backend = nullptr;
  std::string_view library;  ///< "OpenSSL"
  std::string version;       ///< Of the library that was found when this process started.
  std::string_view licence;  ///< As SPDX writes it.
  std::string processor;     ///< What of the processor's it uses for hashes: "SHA-NI".
  std::vector<std::string_view> lacks;  ///< Of all_abilities().
};

/// What a backend may have, by the names that the vectors' features and JWA use: "HMAC-SHA1", "RSA", "ES256", "EdDSA" and so on.
[[nodiscard]] std::span<const std::string_view> all_abilities();

/// In the order of their listing; the first is openssl().
[[nodiscard]] const std::vector<BuiltBackend>& built_backends();

/// Null where this build has none of that name.
[[nodiscard]] const BuiltBackend* find_backend(std::string_view name);

/// The instructions for hashing that the processor has, whether or not a library uses them: "SHA-NI AVX2 AVX-512".
[[nodiscard]] std::string processor_features();

/// Whether the processor hashes SHA-1 and SHA-256 by itself.
[[nodiscard]] bool has_sha_instructions();

}  // namespace oauth::crypto
