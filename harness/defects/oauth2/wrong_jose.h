// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/defects/oauth2/jose.h"

/// Wrong functions of JSON Web Signatures: what an assertion and a DPoP proof suffer from alike.
namespace oauthspec::defects::oauth2::wrong {

// The three parts (`split`).
[[nodiscard]] Result<Compact> more_parts_ignored(string_view compact);
[[nodiscard]] Result<Compact> two_parts_will_do(string_view compact);
[[nodiscard]] Result<Compact> split_without_limit(string_view compact);
[[nodiscard]] Result<Compact> json_serialization_too(string_view compact);

// Base64url (`decode`).
[[nodiscard]] Result<std::string> padding_accepted(string_view base64url);
[[nodiscard]] Result<std::string> either_alphabet(string_view base64url);
[[nodiscard]] Result<std::string> standard_alphabet_only(string_view base64url);
[[nodiscard]] Result<std::string> white_space_skipped(string_view base64url);

// JSON (`parse`).
[[nodiscard]] Result<json> first_member_counts(string_view text);
[[nodiscard]] Result<json> malformed_json_crashes(string_view text);
[[nodiscard]] Result<json> end_not_required(string_view text);
[[nodiscard]] Result<json> white_space_refused(string_view text);
[[nodiscard]] Result<json> escapes_kept(string_view text);
[[nodiscard]] Result<json> text_behind_ignored(string_view text);
[[nodiscard]] Result<json> names_without_case(string_view text);
[[nodiscard]] Result<json> octets_replaced(string_view text);
[[nodiscard]] Result<json> object_assumed(string_view text);

// The header (`check_header`, `check_critical`).
[[nodiscard]] Result<void> any_header(const json& header);
[[nodiscard]] Result<void> known_members_only(const json& header);
[[nodiscard]] Result<void> kid_of_any_type(const json& header);
[[nodiscard]] Result<void> typ_required(const json& header);
[[nodiscard]] Result<void> typ_with_case(const json& header);
[[nodiscard]] Result<void> critical_ignored(const json& header);
[[nodiscard]] Result<void> critical_members_there(const json& header);
[[nodiscard]] Result<void> critical_as_array_only(const json& header);
[[nodiscard]] Result<void> first_critical_assumed(const json& header);

// The algorithm (`algorithm`, `is_unsigned`).
[[nodiscard]] const Algorithm* without_case(const json& header);
[[nodiscard]] const Algorithm* first_of_array(const json& header);
[[nodiscard]] const Algorithm* rs256_is_rs512(const json& header);
[[nodiscard]] const Algorithm* ps256_is_rs256(const json& header);
[[nodiscard]] bool none_accepted(const UnverifiedJwt& jwt);
[[nodiscard]] bool none_without_case(const UnverifiedJwt& jwt);
[[nodiscard]] bool without_signature(const UnverifiedJwt& jwt);

// What was signed (`signed_text`).
[[nodiscard]] std::string header_written_again(const Compact& parts, const json& header);

// The signature (`is_strong`, `verify`).
[[nodiscard]] bool any_strength(const Algorithm& algorithm, const Verifier& key);
[[nodiscard]] bool unchecked(const Algorithm& algorithm, const Verifier& key,
                             const UnverifiedJwt& jwt);
[[nodiscard]] bool zeros_accepted(const Algorithm& algorithm, const Verifier& key,
                                  const UnverifiedJwt& jwt);
[[nodiscard]] bool der_accepted(const Algorithm& algorithm, const Verifier& key,
                                const UnverifiedJwt& jwt);
[[nodiscard]] bool leading_zeros_refused(const Algorithm& algorithm, const Verifier& key,
                                         const UnverifiedJwt& jwt);
[[nodiscard]] bool der_only(const Algorithm& algorithm, const Verifier& key,
                            const UnverifiedJwt& jwt);
[[nodiscard]] bool cut_to_size(const Algorithm& algorithm, const Verifier& key,
                               const UnverifiedJwt& jwt);
[[nodiscard]] bool filled_to_size(const Algorithm& algorithm, const Verifier& key,
                                  const UnverifiedJwt& jwt);
[[nodiscard]] bool halves_in_either_order(const Algorithm& algorithm, const Verifier& key,
                                          const UnverifiedJwt& jwt);
[[nodiscard]] bool low_s_only(const Algorithm& algorithm, const Verifier& key,
                              const UnverifiedJwt& jwt);
[[nodiscard]] bool any_curve(const Algorithm& algorithm, const Verifier& key,
                             const UnverifiedJwt& jwt);
[[nodiscard]] bool algorithm_of_key(const Algorithm& algorithm, const Verifier& key,
                                    const UnverifiedJwt& jwt);
[[nodiscard]] bool either_rsa_scheme(const Algorithm& algorithm, const Verifier& key,
                                     const UnverifiedJwt& jwt);
[[nodiscard]] bool pss_by_size(const Algorithm& algorithm, const Verifier& key,
                               const UnverifiedJwt& jwt);
[[nodiscard]] bool mac_in_part(const Algorithm& algorithm, const Verifier& key,
                               const UnverifiedJwt& jwt);
[[nodiscard]] bool text_of_key_as_secret(const Algorithm& algorithm, const Verifier& key,
                                         const UnverifiedJwt& jwt);
[[nodiscard]] bool empty_secret_too(const Algorithm& algorithm, const Verifier& key,
                                    const UnverifiedJwt& jwt);
[[nodiscard]] bool secret_decoded(const Algorithm& algorithm, const Verifier& key,
                                  const UnverifiedJwt& jwt);

/// Whether a jwt is by an HMAC with this secret.
[[nodiscard]] bool by_secret(const Algorithm& algorithm, string_view secret,
                             const UnverifiedJwt& jwt);

// Claims as they are read (`taken`): a number, or the first of an array, is taken for a text.
template <const char* Name>
[[nodiscard]] json made_text(const json& payload) {
  json taken = payload;
  if (taken.contains(Name) && taken.at(Name).is_number()) taken[Name] = taken.at(Name).dump();
  if (taken.contains(Name) && taken.at(Name).is_array()) taken[Name] = json(taken.at(Name).at(0));
  return taken;
}

}  // namespace oauthspec::defects::oauth2::wrong
