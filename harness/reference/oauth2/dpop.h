// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/base/error.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/message/http.h"
#include "harness/reference/oauth2/refusal.h"

namespace oauth::oauth2 {

/// What a DPoP proof speaks for.
struct ProofClaims {
  std::string method;  ///< Of the HTTP request.
  std::string url;     ///< Its URI; query and fragment are left out of the proof.
  std::optional<std::string> access_token;  ///< That goes along.
  std::optional<std::string> nonce;         ///< That the server gave.
  std::string id;                           ///< jti: never used before with this server.
  std::int64_t issued = 0;                  ///< Seconds since 1970.
};

/// Makes a proof.
///
/// Errors: algorithm_unsupported (unknown, or a MAC), key_invalid, uri_invalid and its like, claim_missing (no method or jti),
///         utf8_invalid, crypto_failed.
/// Spec:   RFC 9449 section 4.2
[[nodiscard]] Result<std::string> make_dpop_proof(const crypto::Backend& backend,
                                                  std::string_view alg,
                                                  std::shared_ptr<const crypto::PrivateKey> key,
                                                  const ProofClaims& claims);

/// An access token that a resource server knows.
struct BoundToken {
  std::string token;
  std::optional<std::string>
      jkt;  ///< The thumbprint of the key that it is bound to; nothing: a bearer token.
};

/// What a server knows when a request arrives.
struct ProofContext {
  /// The access tokens of a resource server; null: the requests go to an authorization server and show none.
  const std::vector<BoundToken>* tokens = nullptr;
  std::optional<std::string> jkt;        ///< The thumbprint that the proof's key must have.
  std::optional<std::string> nonce;      ///< The nonce that the server gave.
  const std::vector<std::string>& algs;  ///< That it accepts.
  double now = 0;                        ///< Seconds since 1970.
  double window = 0;                     ///< How many seconds iat may lie before or after now.
};

/// The jti values that were taken already. Whoever keeps it forgets those outside the window.
using UsedProofs = std::set<std::string>;

/// Verifies the proof of one request, and that the access token is bound to its key.
///
/// Output: the thumbprint of the proof's key; empty for a good bearer token, of which no proof is asked. A refusal is
///         invalid_dpop_proof or use_dpop_nonce, 400 at an authorization server and 401 at a resource server; or
///         invalid_token (401) or one without an error code (401) where the access token is wrong or missing.
/// Spec:   RFC 9449 sections 4.3, 7.1 and 8
[[nodiscard]] Judgement<std::string> verify_dpop(const crypto::Backend& backend,
                                                 const message::Request& request,
                                                 const ProofContext& context, UsedProofs& used);

}  // namespace oauth::oauth2
