// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oauthspec::fuzz {

/// A reader of JSON Web Keys. A function that is null is not offered, and not asked for.
struct JwkReader {
  /// The public half of an asymmetric key, as a JSON Web Key with the members that its kind requires and no others.
  std::optional<std::string> (*public_half)(std::string_view jwk) = nullptr;
  /// The thumbprint of an asymmetric or symmetric key.
  std::optional<std::string> (*thumbprint)(std::string_view jwk) = nullptr;
  /// The public key, as the crypto library gives it back; nothing where it is none.
  std::optional<std::string> (*imported)(std::string_view jwk) = nullptr;
  /// Whether the key may be shown to nobody.
  bool (*is_private)(std::string_view jwk) = nullptr;
};

/// Input:      a JSON Web Key.
/// Properties: the public half has what the model has, which is no private member, and is its own public half; a thumbprint is what the model says, and
///             the same for the public half, with other members beside it; a key with a private member is private, its public half is not; what a
///             crypto library takes is no point beside its curve and no modulus above 16384 bits, and is the same when it is given back.
/// Spec:       RFC 7517 section 4; RFC 7518 section 6; RFC 7638 section 3; RFC 8037 section 2
void check_jwk(const JwkReader& reader, std::string_view jwk);

}  // namespace oauthspec::fuzz
