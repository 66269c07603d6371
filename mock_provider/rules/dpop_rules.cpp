// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/rules/dpop_rules.h"

#include "mock_provider/model/algorithms.h"

namespace oauthspec::provider::rules {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::Errc;

std::unexpected<oauth2::Refusal> invalid_proof(Errc reason) {
  return std::unexpected(oauth2::Refusal{"invalid_dpop_proof", 400, reason});
}

}  // namespace

oauth2::Judgement<void> check_proof_optional(const ClientRecord& client) {
  if (client.dpop_bound_access_tokens) {
    return invalid_proof(Errc::proof_missing);  // RFC9449-5.2-1
  }
  return {};
}

oauth2::Judgement<std::string> verify_proof(const Surroundings& around,
                                            const oauth::message::Request& request,
                                            const ProofTerms& terms, oauth2::UsedProofs& used) {
  const oauth2::ProofContext context{
      .tokens = terms.tokens,
      .jkt = terms.jkt,
      .nonce = terms.nonce,
      .algs = proof_algorithms(),
      .now = static_cast<double>(around.now),
      .window = static_cast<double>(around.settings.lifetimes.timestamp_window)};
  return oauth2::verify_dpop(around.backend, request, context, used);
}

oauth2::Judgement<std::string> check_proof(const Surroundings& around,
                                           const oauth::message::Request& request,
                                           const std::optional<std::string>& nonce,
                                           oauth2::UsedProofs& used) {
  return verify_proof(around, request, {.nonce = nonce}, used);
}

oauth2::Judgement<void> check_proof_unused(bool first_use) {
  if (!first_use) {
    return invalid_proof(Errc::jti_used);  // RFC9449-11.1-2
  }
  return {};
}

}  // namespace oauthspec::provider::rules
