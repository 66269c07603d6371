// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/reference/message/http.h"
#include "harness/reference/oauth2/dpop.h"
#include "harness/reference/oauth2/refusal.h"
#include "mock_provider/model/client.h"
#include "mock_provider/model/surroundings.h"

namespace oauthspec::provider::rules {

/// Whether a request without a proof is good for the client.
///
/// Output: a refusal is invalid_dpop_proof: all of the client's tokens are bound.
/// Spec:   RFC 9449 section 5.2
[[nodiscard]] oauth::oauth2::Judgement<void> check_proof_optional(const ClientRecord& client);

/// What a proof is held against, beside what the provider says of all proofs.
struct ProofTerms {
  const std::vector<oauth::oauth2::BoundToken>* tokens = nullptr;  ///< At a resource; else null.
  std::optional<std::string> jkt = {};    ///< The thumbprint that its key must have.
  std::optional<std::string> nonce = {};  ///< That was given; nothing where none is asked for.
};

/// Verifies a request's proof by the provider's algorithms, clock and window.
///
/// Output: the thumbprint of its key; `used` has its jti.
/// Spec:   RFC 9449 section 4.3
[[nodiscard]] oauth::oauth2::Judgement<std::string> verify_proof(
    const Surroundings& around, const oauth::message::Request& request, const ProofTerms& terms,
    oauth::oauth2::UsedProofs& used);

/// Verifies the proof of a request to an endpoint of the authorization server.
///
/// Input:  `nonce` is nothing where none is asked for.
/// Output: the thumbprint of its key; `used` has its jti. A refusal is invalid_dpop_proof, or use_dpop_nonce.
/// Spec:   RFC 9449 sections 4.3 and 8
[[nodiscard]] oauth::oauth2::Judgement<std::string> check_proof(
    const Surroundings& around, const oauth::message::Request& request,
    const std::optional<std::string>& nonce, oauth::oauth2::UsedProofs& used);

/// Whether a proof may still be used.
///
/// Output: a refusal is invalid_dpop_proof.
/// Spec:   RFC 9449 section 11.1
[[nodiscard]] oauth::oauth2::Judgement<void> check_proof_unused(bool first_use);

}  // namespace oauthspec::provider::rules

namespace oauthspec::provider {

/// What is decided of DPoP proofs at the authorization server.
struct DpopRules {
  decltype(&rules::check_proof_optional) check_proof_optional = &rules::check_proof_optional;
  decltype(&rules::check_proof) check_proof = &rules::check_proof;
  decltype(&rules::check_proof_unused) check_proof_unused = &rules::check_proof_unused;
};

}  // namespace oauthspec::provider
