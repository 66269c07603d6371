// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/pkce.h"

#include <algorithm>

#include "fuzz/check/holds.h"
#include "fuzz/input/parts.h"
#include "fuzz/oracle/request_model.h"
#include "harness/reference/crypto/backend.h"

namespace oauthspec::fuzz {
namespace {

constexpr std::string_view kUnreserved =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

ProofInput exchange_of(std::string_view input) {
  const auto [letters, method, challenge, verifier] = split_parts<4>(input);
  ProofInput exchange;
  if (letters.contains('c')) exchange.code_challenge = challenge;
  if (letters.contains('m')) exchange.code_challenge_method = method;
  if (letters.contains('v')) exchange.code_verifier = verifier;
  if (letters.contains('p')) exchange.methods.emplace_back("plain");
  if (letters.contains('s')) exchange.methods.emplace_back("S256");
  exchange.required = letters.contains('r');
  return exchange;
}

void check_challenges(const ProofOfExchange& proof, std::string_view verifier,
                      std::string_view method) {
  for (const std::string_view one : {std::string_view("S256"), std::string_view("plain"), method}) {
    holds(proof.challenge(verifier, one) == model_code_challenge(verifier, one),
          "a challenge is made as RFC 7636 section 4.2 says");
  }
}

/// The verifier with one of its characters changed; which and how the verifier itself decides.
std::string changed(std::string_view verifier, std::size_t dice) {
  std::string other(verifier);
  const std::size_t at = dice % other.size();
  char& c = other[at];
  switch (dice % 4) {
    case 0:
      return other.erase(at, 1);
    case 1:
      return other.insert(at, "~");
    case 2:
      if (model_lower(other) != verifier) return model_lower(other);
      break;
    default:
      break;
  }
  c = c == 'A' ? 'B' : 'A';
  return other;
}

/// A verifier against the challenges that are made of it.
void check_proofs(const ProofOfExchange& proof, std::string_view verifier, std::size_t dice) {
  if (!model_is_code_verifier(verifier)) return;
  for (const char* const method : {"S256", "plain"}) {
    ProofInput exchange{model_code_challenge(verifier, method),
                        method,
                        std::string(verifier),
                        {"plain", "S256"},
                        true};
    holds(proof.verify(exchange) == ProofVerdict::good, "a verifier proves its own challenge");
    exchange.code_verifier = changed(verifier, dice);
    holds(proof.verify(exchange) == ProofVerdict::invalid_grant, "no other verifier proves it");
    exchange.code_verifier.reset();
    holds(proof.verify(exchange) == ProofVerdict::invalid_grant, "no verifier proves nothing");
  }
  // RFC 7636 section 7.2: what everybody saw on its way is no proof of the other method.
  const std::string seen = model_code_challenge(verifier, "S256").value_or("");
  holds(proof.verify({seen, "S256", seen, {"plain", "S256"}, true}) == ProofVerdict::invalid_grant,
        "a challenge by S256 proves nothing of itself");
  holds(proof.verify({std::nullopt, std::nullopt, std::string(verifier), {"S256"}, false}) ==
            ProofVerdict::invalid_grant,
        "a verifier for no challenge is refused");
}

}  // namespace

// code-verifier = 43*128unreserved
bool model_is_code_verifier(std::string_view text) {
  return text.size() >= 43 && text.size() <= 128 &&
         text.find_first_not_of(kUnreserved) == std::string_view::npos;
}

std::optional<std::string> model_code_challenge(std::string_view verifier,
                                                std::string_view method) {
  if (!model_is_code_verifier(verifier)) return std::nullopt;
  if (method == "plain") return std::string(verifier);
  if (method != "S256") return std::nullopt;
  // Not what is judged here: hashes are held against each other elsewhere.
  const auto digest = oauth::crypto::openssl().digest(oauth::crypto::Hash::sha256, verifier);
  if (!digest) return std::nullopt;
  const auto octets = digest->octets();
  return model_base64url(std::string(octets.begin(), octets.end()));
}

ProofVerdict model_proof(const ProofInput& exchange) {
  if (!exchange.code_challenge) {
    // RFC 7636 section 4.4.1
    if (exchange.required) return ProofVerdict::invalid_request;
    // RFC 9700 section 2.1.1
    return exchange.code_verifier ? ProofVerdict::invalid_grant : ProofVerdict::good;
  }
  // RFC 7636 section 4.3: plain, where none is named.
  const std::string method = exchange.code_challenge_method.value_or("plain");
  if (std::ranges::find(exchange.methods, method) == exchange.methods.end() ||
      !model_is_code_verifier(*exchange.code_challenge)) {
    return ProofVerdict::invalid_request;
  }
  const bool proven =
      exchange.code_verifier &&
      model_code_challenge(*exchange.code_verifier, method) == exchange.code_challenge;
  return proven ? ProofVerdict::good : ProofVerdict::invalid_grant;
}

void check_pkce(const ProofOfExchange& proof, std::string_view input) {
  const auto [letters, method, challenge, verifier] = split_parts<4>(input);
  if (proof.is_code_verifier != nullptr) {
    for (const std::string_view text : {challenge, verifier}) {
      holds(proof.is_code_verifier(text) == model_is_code_verifier(text),
            "a verifier is what its ABNF says");
    }
  }
  if (proof.challenge != nullptr) check_challenges(proof, verifier, method);
  if (proof.verify != nullptr) {
    const ProofInput exchange = exchange_of(input);
    holds(proof.verify(exchange) == model_proof(exchange),
          "a proof is judged as RFC 7636 sections 4.3 to 4.6 say");
    check_proofs(proof, verifier, letters.size() * 7 + challenge.size());
  }
  if (proof.make_verifier != nullptr) {
    std::string octets(input.substr(0, 32));
    octets.resize(32);
    const std::string made = proof.make_verifier(octets);
    holds(made == model_base64url(octets) && model_is_code_verifier(made),
          "32 octets make a verifier that keeps them all");
  }
}

}  // namespace oauthspec::fuzz
