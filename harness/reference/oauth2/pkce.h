// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/base/error.h"
#include "harness/reference/base/random.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/oauth2/refusal.h"

namespace oauth::oauth2 {

/// How a code challenge comes from a code verifier.
enum class ChallengeMethod : std::uint8_t { plain, s256 };

/// "plain" and "S256", compared with case; nothing for any other text.
///
/// Spec:   RFC 7636 section 4.3
[[nodiscard]] std::optional<ChallengeMethod> challenge_method_named(std::string_view text);

/// Whether the text can be a code verifier, or a code challenge: both have the same syntax.
///
/// ABNF:   43*128unreserved
/// Spec:   RFC 7636 sections 4.1 and 4.2
[[nodiscard]] bool is_code_verifier(std::string_view text);

/// Makes a code verifier of 32 random octets.
///
/// Spec:   RFC 7636 sections 4.1 and 7.1
[[nodiscard]] std::string make_code_verifier(RandomSource& random);

/// The code challenge of a verifier.
///
/// Errors: code_verifier_invalid, crypto_failed.
/// Spec:   RFC 7636 section 4.2
[[nodiscard]] Result<std::string> code_challenge(const crypto::Backend& backend,
                                                 std::string_view code_verifier,
                                                 ChallengeMethod method);

/// What a server knows when a code is redeemed. Views.
struct CodeExchange {
  std::optional<std::string_view> code_challenge;         ///< Of the authorization request.
  std::optional<std::string_view> code_challenge_method;  ///< Likewise.
  std::optional<std::string_view> code_verifier;          ///< Of the token request.
  std::vector<ChallengeMethod> methods;                   ///< That the server supports.
  bool required = false;                                  ///< Whether it demands a proof.
};

/// Checks the proof of one exchange, from the authorization request on.
///
/// Output: a refusal is invalid_request at the authorization endpoint (challenge_method_unsupported, code_challenge_invalid,
///         and verifier_mismatch where a challenge is demanded and none was sent), or invalid_grant at the
///         token endpoint (verifier_mismatch: no verifier for a challenge, a verifier for no challenge, or one
///         that does not fit; code_verifier_invalid; crypto_failed).
/// Spec:   RFC 7636 sections 4.3 to 4.6; RFC 9700 section 2.1.1
[[nodiscard]] Judgement<void> verify_code_exchange(const crypto::Backend& backend,
                                                   const CodeExchange& exchange);

}  // namespace oauth::oauth2
