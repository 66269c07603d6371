// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/reference/base/error.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/jose/jws.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth2/refusal.h"

namespace oauth::oauth2 {

/// What a JWT for client authentication, or as an authorization grant, says.
struct AssertionClaims {
  std::string issuer;   ///< The client_id for client authentication.
  std::string subject;  ///< Likewise.
  std::vector<std::string> audience;
  std::int64_t expires = 0;  ///< Seconds since 1970, as all times here.
  std::optional<std::int64_t> issued;
  std::optional<std::int64_t> not_before;
  std::optional<std::string> id;  ///< jti
  nlohmann::json others = nlohmann::json::object();
};

/// Makes one.
///
/// Input:  `alg` names the algorithm; `kid` goes into the header.
/// Errors: claim_missing (no issuer, subject or audience), claim_invalid (`others` names a claim again), utf8_invalid; those
///         of sign_jws().
/// Spec:   RFC 7523 section 3
[[nodiscard]] Result<std::string> make_client_assertion(const crypto::Backend& backend,
                                                        std::string_view alg,
                                                        const jose::SigningKey& key,
                                                        const std::optional<std::string>& kid,
                                                        const AssertionClaims& claims);

/// A key that an issuer registered.
struct IssuerKey {
  jose::VerificationKey key;
  std::optional<std::string> kid;
};

/// Somebody whose JWTs are believed.
struct TrustedIssuer {
  std::string issuer;
  std::vector<IssuerKey> keys;
  std::vector<std::string> algs;  ///< That were registered for it.
};

/// What a JWT is presented for.
enum class AssertionUse : std::uint8_t { client_authentication, authorization_grant };

/// What a server knows when it is presented one.
struct AssertionContext {
  AssertionUse use = AssertionUse::client_authentication;
  const std::vector<TrustedIssuer>& issuers;
  const std::vector<std::string>& audience;  ///< The names of the server.
  double now = 0;
  double leeway = 0;  ///< Seconds.
};

/// The identifiers of the JWTs that were taken already, each with its issuer. Whoever keeps it forgets those that have expired.
using UsedIds = std::set<std::pair<std::string, std::string>>;

/// Verifies the JWT of one request, as an authorization server.
///
/// Input:  `parameters` are the request's: client_assertion_type and client_assertion, with client_id or without; or
///         grant_type and assertion. `used` is asked, and remembers a JWT that is accepted.
/// Output: the subject. A refusal is invalid_client (401) or invalid_grant (400), or invalid_request (400) where a parameter is
///         missing, there twice or of another kind.
/// Spec:   RFC 7523 sections 3, 3.1 and 3.2
[[nodiscard]] Judgement<std::string> verify_assertion(const crypto::Backend& backend,
                                                      const message::Parameters& parameters,
                                                      const AssertionContext& context,
                                                      UsedIds& used);

}  // namespace oauth::oauth2
