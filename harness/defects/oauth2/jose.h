// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/defects/defect.h"
#include "harness/defects/oauth2/planted.h"
#include "harness/reference/base/error.h"
#include "harness/reference/jose/algorithm.h"
#include "harness/reference/jose/jws.h"
#include "harness/reference/jose/jwt.h"

/// How a JSON Web Token is read and verified, taken apart: what assertions and DPoP proofs have in common.
namespace oauthspec::defects::oauth2 {

using oauth::Errc;
using oauth::Result;
using oauth::jose::Algorithm;
using oauth::jose::Claims;

/// The parts of a compact serialization, each in base64url.
struct Compact {
  std::string header, payload, signature;
};

/// A JSON Web Token whose signature is still to be verified.
struct UnverifiedJwt {
  json header;
  std::string payload;  ///< As octets, like the signature.
  std::string signature;
  std::string text;  ///< What was signed.
};

/// A key that verifies, and how it was written: only wrong functions look at that.
struct Verifier {
  oauth::jose::VerificationKey key;
  std::optional<std::string> kid;
  json written;
};

/// RFC 7515 sections 4 and 5.2, RFC 7518 section 3, RFC 7519 sections 4 and 7.2.
struct Jose {
  Result<Compact> (*split)(string_view compact);
  Result<std::string> (*decode)(string_view base64url);
  Result<json> (*parse)(string_view text);  ///< Of header and claims.
  Result<void> (*check_header)(const json& header);
  Result<void> (*check_critical)(const json& header);
  bool (*is_nested)(const json& header);  ///< Whether the payload is another JWT.
  std::string (*signed_text)(const Compact& parts, const json& header);
  const Algorithm* (*algorithm)(const json& header);  ///< Null for one that is not known.
  bool (*is_unsigned)(const UnverifiedJwt& jwt);      ///< Accepted without a signature.
  bool (*is_strong)(const Algorithm& algorithm, const Verifier& key);
  bool (*verify)(const Algorithm& algorithm, const Verifier& key, const UnverifiedJwt& jwt);
  Result<Claims> (*claims)(const json& payload);
};

template <>
const Jose& sound<Jose>();

/// The parts put together; nothing here is ever replaced.
[[nodiscard]] Result<UnverifiedJwt> read_jwt(const Jose& library, string_view compact);
[[nodiscard]] Result<void> verify_jwt(const Jose& library, const UnverifiedJwt& jwt,
                                      const std::vector<Verifier>& keys);

/// An op answered by the sound library of that kind but for one function, which may be one of JOSE.
template <auto Answer, class Library, auto Function, auto Wrong>
Verdict planted_in(const json& in) {
  Library library = sound<Library>();
  plant<Function, Wrong>(library);
  return Answer(library, in);
}

}  // namespace oauthspec::defects::oauth2
