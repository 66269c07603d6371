// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/defects/oauth2/pkce.h"

/// Wrong functions of PKCE that a client and a server may have alike.
namespace oauthspec::defects::oauth2::wrong {

// Syntax (`is_verifier`, `is_challenge`).
[[nodiscard]] bool any_text(string_view text);
[[nodiscard]] bool any_length(string_view text);
[[nodiscard]] bool any_character(string_view text);
[[nodiscard]] bool longer_than_shortest(string_view text);
[[nodiscard]] bool shorter_than_longest(string_view text);
[[nodiscard]] bool base64url_only(string_view text);
[[nodiscard]] bool letters_and_digits_only(string_view text);

// The method's name (`named`).
[[nodiscard]] std::optional<ChallengeMethod> without_case(string_view method);
[[nodiscard]] std::optional<ChallengeMethod> trimmed(string_view method);
[[nodiscard]] std::optional<ChallengeMethod> unknown_is_plain(string_view method);
[[nodiscard]] std::optional<ChallengeMethod> hash_name_too(string_view method);

// The digest (`digest`, `encode`).
[[nodiscard]] std::string in_hexadecimal(string_view verifier);
[[nodiscard]] std::string of_decoded_verifier(string_view verifier);
[[nodiscard]] std::string leading_zeros_lost(string_view verifier);
[[nodiscard]] std::string standard_alphabet(string_view octets);
[[nodiscard]] std::string padded(string_view octets);

}  // namespace oauthspec::defects::oauth2::wrong
