// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "harness/defects/oauth2/jose.h"

namespace oauthspec::defects::oauth2 {

using oauth::jose::SigningKey;

/// How a client makes a JSON Web Token, taken apart.
///
/// Spec:   RFC 7515 section 5.1
struct JwtMaker {
  Result<SigningKey> (*key)(const json& written);
  Result<void> (*check)(const json& in);
  json (*header)(const json& in, const json& public_key);  ///< That key is null for a secret.
  json (*claims)(const JwtMaker& library, const json& in);
  std::string (*target)(string_view url);        ///< htu
  std::string (*token_hash)(string_view token);  ///< ath
  std::string (*write)(const json& claims);
  /// The whole of it: header and payload, signed.
  Result<std::string> (*sign)(const json& header, string_view payload, const SigningKey& key);
};

/// One for assertions (RFC 7523 section 3), one for DPoP proofs (RFC 9449 section 4.2).
struct AssertionMaker : JwtMaker {};
struct ProofMaker : JwtMaker {};

template <>
const AssertionMaker& sound<AssertionMaker>();
template <>
const ProofMaker& sound<ProofMaker>();

/// oauth2.client_assertion and oauth2.dpop_proof
[[nodiscard]] Verdict answer_make_jwt(const JwtMaker& library, const json& in);
[[nodiscard]] Verdict answer_make_assertion(const AssertionMaker& library, const json& in);
[[nodiscard]] Verdict answer_make_proof(const ProofMaker& library, const json& in);

}  // namespace oauthspec::defects::oauth2
