// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/defects/oauth2/jose.h"
#include "harness/reference/message/http.h"
#include "harness/reference/oauth2/dpop.h"
#include "harness/reference/oauth2/refusal.h"

namespace oauthspec::defects::oauth2 {

using oauth::message::Request;
using oauth::oauth2::BoundToken;
using oauth::oauth2::Judgement;
using oauth::oauth2::Refusal;

/// A server between two requests.
struct ProofServer {
  bool at_resource = false;  ///< A resource server, which knows tokens, or a token endpoint.
  std::vector<BoundToken> tokens;
  std::optional<std::string> jkt, nonce;
  std::vector<std::string> algs;
  double now = 0;
  double window = 0;
  std::set<std::string> used;
};

/// A proof whose form and signature are right.
struct Proof {
  Claims claims;
  std::string jkt;
};

/// The access token of a request, and whether it is shown under the scheme DPoP.
struct ShownToken {
  std::string token;
  bool dpop = false;
};

/// How a server verifies a DPoP proof, taken apart.
///
/// Spec:   RFC 9449 sections 4.3, 7.1 and 8
struct Proofs : Jose {
  // The proof and its key.
  Result<std::string> (*proof_of)(const Request& request);
  bool (*is_type)(const json& header);
  bool (*is_accepted)(const ProofServer& server, const json& header);
  json (*key_of)(const json& header);
  bool (*is_private)(const json& jwk);
  std::string (*thumbprint)(const json& jwk);

  // What it says.
  json (*taken)(const json& payload);  ///< The payload as the claims are read from it.
  Result<void> (*check_required)(const Claims& claims);
  bool (*is_method)(const json& htm, string_view method);
  bool (*is_target)(string_view htu, string_view url);
  bool (*is_fresh)(const Claims& claims, double now, double window);
  bool (*is_nonce)(const Claims& claims, const ProofServer& server);
  bool (*is_key)(string_view expected, string_view jkt);
  std::string (*id_key)(const Claims& claims);
  bool (*remember)(ProofServer& server, const std::string& key);

  // The access token.
  Judgement<ShownToken> (*shown)(const Request& request);
  std::string (*token_hash)(string_view token);
  bool (*is_hash)(const json& ath, string_view hash);
  bool (*is_bound)(const Proofs& library, const BoundToken& known, const Proof& proof);
  bool (*is_bearer)(const BoundToken& known);  ///< Good under the scheme Bearer.
  bool (*needs_proof)(const BoundToken* known);

  // The answer.
  Refusal (*answer)(const ProofServer& server, string_view error, Errc reason);
};

template <>
const Proofs& sound<Proofs>();

/// oauth2.verify_dpop_proof
[[nodiscard]] Verdict answer_verify_proof(const Proofs& library, const json& in);

}  // namespace oauthspec::defects::oauth2
