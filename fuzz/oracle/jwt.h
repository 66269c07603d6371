// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauthspec::fuzz {

/// The claims that RFC 7519 section 4.1 registers, as far as they are there.
struct RegisteredClaims {
  std::optional<std::string> iss, sub, jti;
  std::optional<std::vector<std::string>> aud;
  std::optional<double> exp, nbf, iat;
  friend bool operator==(const RegisteredClaims&, const RegisteredClaims&) = default;
};

/// A reader of JSON Web Tokens, which looks at no signature. A function that is null is not offered, and not asked for.
struct JwtReader {
  /// Nothing where it is no JWT, or a Nested JWT, or a registered claim is of another type.
  std::optional<RegisteredClaims> (*read)(std::string_view compact) = nullptr;
  /// Whether read() takes it, and it may be used at `now`; clocks may be `leeway` apart. In seconds.
  bool (*in_time)(std::string_view compact, double now, double leeway) = nullptr;
  /// Whether its `typ` names the media type "application/<type>".
  bool (*has_type)(std::string_view compact, std::string_view type) = nullptr;
};

/// Input:      a compact serialization.
/// Properties: what the model reads is read, and nothing else; a claim that is not known changes nothing; it may be used from nbf on and before exp, as
///             far as they are there, which is looked at on both sides of each; typ is compared without case, and with "application/"
///             or without. Which clock and which type is asked about the input's octets choose.
/// Spec:       RFC 7519 sections 4.1, 5.1, 5.2 and 7.2; RFC 7515 section 4.1.9
void check_jwt(const JwtReader& reader, std::string_view compact);

}  // namespace oauthspec::fuzz
