// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/reference/base/error.h"
#include "harness/reference/jose/jws.h"

namespace oauth::jose {

/// The claims of a JSON Web Token that have a type of their own; `all` has every one of them as it came.
struct Claims {
  std::optional<std::string> issuer, subject, id;    ///< iss, sub, jti
  std::optional<std::vector<std::string>> audience;  ///< aud, one value or many
  std::optional<double> expires, not_before,
      issued;  ///< exp, nbf, iat: seconds, with a fraction perhaps
  nlohmann::json all;
};

/// Reads the payload of a JWT.
///
/// Errors: jws_malformed (no JSON object, or a name that stands twice), claim_invalid (a registered claim of another
///         type).
/// Spec:   RFC 7519 sections 4 and 7.2
[[nodiscard]] Result<Claims> parse_claims(std::string_view payload);

/// The claims of a JWT that was taken apart.
///
/// Errors: as parse_claims(); jws_malformed also where `cty` says that the payload is another JWT: this library reads
///         no Nested JWTs, which are optional, and a payload that is none is not what the header says.
/// Spec:   RFC 7519 sections 5.2 and 7.2
[[nodiscard]] Result<Claims> claims_of(const Jws& jws);

/// Checks exp and nbf, as far as they are there.
///
/// Input:  `now` in seconds; `leeway` is how far the two clocks may be apart.
/// Errors: jwt_expired, jwt_not_yet_valid.
/// Spec:   RFC 7519 sections 4.1.4 and 4.1.5
[[nodiscard]] Result<void> check_times(const Claims& claims, double now, double leeway);

/// Whether a `typ` header names the media type: without case, and with "application/" or without.
///
/// Spec:   RFC 7515 section 4.1.9
[[nodiscard]] bool has_type(const nlohmann::json& header, std::string_view type);

}  // namespace oauth::jose
