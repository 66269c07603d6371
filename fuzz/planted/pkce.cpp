// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/pkce.h"

#include <array>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

ProofVerdict verify_rightly(const ProofInput& exchange) {
  return reference<ProofOfExchange>().verify(exchange);
}

ProofVerdict verify_downgraded(const ProofInput& exchange) {
  if (!exchange.code_challenge && !exchange.required) return ProofVerdict::good;
  return verify_rightly(exchange);
}

ProofVerdict verify_plain_anyway(const ProofInput& exchange) {
  ProofInput changed = exchange;
  changed.methods.emplace_back("plain");
  return verify_rightly(changed);
}

ProofVerdict verify_either(const ProofInput& exchange) {
  const bool same = exchange.code_verifier && exchange.code_challenge == exchange.code_verifier;
  const ProofVerdict verdict = verify_rightly(exchange);
  return same && verdict == ProofVerdict::invalid_grant ? ProofVerdict::good : verdict;
}

ProofVerdict verify_empty_challenge(const ProofInput& exchange) {
  ProofInput changed = exchange;
  if (exchange.code_challenge == "") changed.code_challenge.reset();
  return verify_rightly(changed);
}

std::optional<std::string> challenge_padded(std::string_view verifier, std::string_view method) {
  auto challenge = reference<ProofOfExchange>().challenge(verifier, method);
  if (challenge && method == "S256") *challenge += '=';
  return challenge;
}

bool is_verifier_longer(std::string_view text) {
  return reference<ProofOfExchange>().is_code_verifier(text.substr(0, 128));
}

constexpr auto kBugs = std::to_array<PlantedBug<ProofOfExchange>>({
    {"downgrade", "A verifier for no challenge is not looked at.",
     "league/oauth2-server #1323, kanidm #1097",
     [](ProofOfExchange& proof) { proof.verify = verify_downgraded; }},
    {"plain-anyway", "plain is taken where only S256 is offered.", "zitadel #741",
     [](ProofOfExchange& proof) { proof.verify = verify_plain_anyway; }},
    {"compared-either-way", "A challenge is compared with the verifier as it is, too.",
     "keycloak #26808", [](ProofOfExchange& proof) { proof.verify = verify_either; }},
    {"empty-is-none", "An empty challenge counts as none.", "league/oauth2-server #1323",
     [](ProofOfExchange& proof) { proof.verify = verify_empty_challenge; }},
    {"padded", "The challenge keeps its padding.", "RFC 7636 A",
     [](ProofOfExchange& proof) { proof.challenge = challenge_padded; }},
    {"longer", "A verifier of more than 128 characters is taken.", "RFC 7636 4.1",
     [](ProofOfExchange& proof) { proof.is_code_verifier = is_verifier_longer; }},
});

}  // namespace

template <>
std::span<const PlantedBug<ProofOfExchange>> planted_bugs<ProofOfExchange>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
