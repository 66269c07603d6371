// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "harness/reference/crypto/backend.h"

namespace oauth::oauth1 {

/// The signature methods of RFC 5849 section 3.4, and below them extensions in wide use: the same
/// two constructions with another hash.
enum class SignatureMethod : std::uint8_t {
  hmac_sha1,
  rsa_sha1,
  plaintext,
  hmac_sha256,
  rsa_sha256,
  hmac_sha512,
};

/// What a method is made of.
enum class SignatureFamily : std::uint8_t { hmac, rsa, plaintext };

/// The method as oauth_signature_method names it: "HMAC-SHA1".
[[nodiscard]] std::string_view name(SignatureMethod method);

/// The method of that name. Names are case sensitive (RFC 5849 section 3.1).
[[nodiscard]] std::optional<SignatureMethod> signature_method_named(std::string_view text);

[[nodiscard]] SignatureFamily family(SignatureMethod method);

/// The hash of the method; SHA-1 for PLAINTEXT, where oauth_body_hash alone asks for one.
[[nodiscard]] crypto::Hash hash(SignatureMethod method);

}  // namespace oauth::oauth1
