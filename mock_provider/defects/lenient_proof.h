// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "harness/reference/message/http.h"
#include "harness/reference/oauth2/dpop.h"
#include "harness/reference/oauth2/refusal.h"
#include "mock_provider/model/surroundings.h"

/// How sloppy authorization servers verify DPoP proofs: each of them leaves out one step of RFC 9449 section 4.3.
namespace oauthspec::provider::defects {

enum class ProofStep : std::uint8_t {
  one_proof,  ///< There is one field, and no other.
  type,
  algorithm,  ///< none is no algorithm.
  signature,
  public_key,  ///< The key in the header has no private half.
  claims,      ///< jti, htm, htu and iat are there.
  method,
  uri,
  path,  ///< The URI is compared to its end.
  age,
  nonce,        ///< It is compared with the one that was given.
  nonce_named,  ///< There is one where the server asks for it.
};

/// Verifies a proof as rules::check_proof() does, but for one step.
[[nodiscard]] oauth::oauth2::Judgement<std::string> verify_proof_without(
    ProofStep step, const Surroundings& around, const oauth::message::Request& request,
    const std::optional<std::string>& nonce, oauth::oauth2::UsedProofs& used);

/// In the place of rules::check_proof().
template <ProofStep kStep>
oauth::oauth2::Judgement<std::string> check_proof_without(const Surroundings& around,
                                                          const oauth::message::Request& request,
                                                          const std::optional<std::string>& nonce,
                                                          oauth::oauth2::UsedProofs& used) {
  return verify_proof_without(kStep, around, request, nonce, used);
}

}  // namespace oauthspec::provider::defects
