// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "harness/reference/message/http.h"

namespace oauthspec::fuzz {

/// What is known where a request arrives.
struct DpopPlace {
  bool resource_server =
      false;  ///< Else it is an authorization server, which looks at no access token.
  std::optional<std::string> nonce;  ///< That the server gave.
  std::optional<std::string> jkt;    ///< The thumbprint that the proof's key must have.
};

/// What a server makes of a request.
struct DpopAnswer {
  std::optional<std::string>
      jkt;            ///< Taken: the thumbprint of the proof's key; empty for a good bearer token.
  std::string error;  ///< Refused: the error code, if the answer names one, and its status.
  int status = 0;
};

/// The values of jti that were taken already.
using TakenProofs = std::set<std::string>;

/// The access tokens that a resource server knows: the one of RFC 9449 section 7.1, bound to the ES256 key of fuzz/input/test_keys.h, and a
/// bearer token.
inline constexpr std::string_view kBoundToken = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";
inline constexpr std::string_view kBearerToken = "mF_9.B5f-4.1JqM";

/// The nonce that a server gave, where it gave one; and the thumbprint of the ES256 key.
inline constexpr std::string_view kServerNonce = "eyJ7S_zG.eyJH0-Z.HX4w-7v";
inline constexpr std::string_view kBoundThumbprint = "GjMxQd-nlLAF91HYbL1z0W_cJfUeByZGFTfOKAKZUYc";

/// How many seconds the time of a proof may lie before or after the server's.
inline constexpr double kProofWindow = 60;

/// A server that accepts proofs by ES256 and EdDSA.
struct DpopServer {
  DpopAnswer (*verify)(const oauth::message::Request& request, const DpopPlace& place, double now,
                       TakenProofs& taken) = nullptr;
};

/// Input:      letters that say what is known, 'r' for a resource server, 'n' for a nonce, 'k' for a key; and a request.
/// Properties: the server takes what the model takes, and gives the thumbprint of the proof's key; a refusal has a status and an error code of those
///             sections; what was taken is refused a second time, and with each of these broken alone: the method, the URI, the time, the nonce,
///             the key, the access token, a bit of the signature, a second proof, a second Authorization field: which of these, the input's octets
///             choose.
/// Open:       of what the RFC leaves open (vectors/README.md) the server has to refuse a query or fragment in htu (htu_query) and a proof that comes
///             again (proof_replay), and to take typ in another case (proof_typ), a time somewhat ahead (proof_near_future) and an exp that has passed
///             (proof_exp).
/// Spec:       RFC 9449 sections 4.3, 5, 7.1, 7.2 and 8
void check_dpop(const DpopServer& server, std::string_view input);

}  // namespace oauthspec::fuzz
