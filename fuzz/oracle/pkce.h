// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauthspec::fuzz {

/// What a server knows when a code is redeemed.
struct ProofInput {
  std::optional<std::string> code_challenge;         ///< Of the authorization request.
  std::optional<std::string> code_challenge_method;  ///< Likewise.
  std::optional<std::string> code_verifier;          ///< Of the token request.
  std::vector<std::string> methods;                  ///< That the server supports: "plain", "S256".
  bool required = false;                             ///< Whether it demands a proof.
};

/// What it answers.
enum class ProofVerdict : std::uint8_t {
  good,
  invalid_request,  ///< At the authorization endpoint.
  invalid_grant,    ///< At the token endpoint.
};

/// Proof Key for Code Exchange. A function that is null is not offered, and not asked for.
struct ProofOfExchange {
  bool (*is_code_verifier)(std::string_view text) = nullptr;
  /// The challenge of a verifier by "plain" or "S256"; nothing where it has none, or for another method.
  std::optional<std::string> (*challenge)(std::string_view verifier,
                                          std::string_view method) = nullptr;
  ProofVerdict (*verify)(const ProofInput& exchange) = nullptr;
  /// A verifier made of 32 octets that nobody can foretell.
  std::string (*make_verifier)(std::string_view octets) = nullptr;
};

/// The models.
[[nodiscard]] bool model_is_code_verifier(std::string_view text);
[[nodiscard]] std::optional<std::string> model_code_challenge(std::string_view verifier,
                                                              std::string_view method);
[[nodiscard]] ProofVerdict model_proof(const ProofInput& exchange);

/// Input:      letters ("c", "m", "v" for what the exchange has; "p", "s" for the methods that the server supports; "r" where it demands a
///             proof), a method, a challenge, and a verifier, with 0xFF between them.
/// Properties: is_code_verifier() says what its ABNF says; challenge() gives what the model gives; verify() answers as the model does; a
///             verifier proves the challenge that was made of it, by its own method alone, and no other one: with any character changed,
///             left out or added, or in the other case it proves nothing; without a challenge none is taken; a made verifier is one.
/// Spec:       RFC 7636 section 4, appendixes A and B; RFC 9700 section 2.1.1
void check_pkce(const ProofOfExchange& proof, std::string_view input);

}  // namespace oauthspec::fuzz
