// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/defects/oauth1/functions.h"

/// Wrong ways to assign protocol parameters and to write them (sections 3.1 and 3.5).
namespace oauthspec::defects::oauth1::wrong {

inline constexpr char kConsumerKey[] = "oauth_consumer_key";
inline constexpr char kToken[] = "oauth_token";
inline constexpr char kMethod[] = "oauth_signature_method";
inline constexpr char kTimestamp[] = "oauth_timestamp";
inline constexpr char kSignature[] = "oauth_signature";
inline constexpr char kCallback[] = "oauth_callback";
inline constexpr char kVerifier[] = "oauth_verifier";

[[nodiscard]] Parameters all_but(const Parameters& parameters, string_view name);
[[nodiscard]] Parameters with(const Parameters& parameters, string_view name, string_view value);

// What is assigned, and then signed and sent (`assign`).
/// All but one parameter.
template <const char* Name>
[[nodiscard]] Result<Parameters> without(const Functions& library, const Signing& signing) {
  auto assigned = sound().assign(library, signing);
  if (assigned) *assigned = all_but(*assigned, Name);
  return assigned;
}
[[nodiscard]] Result<Parameters> version_1_0a(const Functions& library, const Signing& signing);
[[nodiscard]] Result<Parameters> version_always_sent(const Functions& library,
                                                     const Signing& signing);
[[nodiscard]] Result<Parameters> empty_token_sent(const Functions& library, const Signing& signing);
[[nodiscard]] Result<Parameters> client_key_as_token(const Functions& library,
                                                     const Signing& signing);
[[nodiscard]] Result<Parameters> no_token_with_verifier(const Functions& library,
                                                        const Signing& signing);
[[nodiscard]] Result<Parameters> timestamp_wrapped(const Functions& library,
                                                   const Signing& signing);
[[nodiscard]] Result<Parameters> realm_assigned(const Functions& library, const Signing& signing);
[[nodiscard]] Result<Parameters> hmac_sha256_with_hyphen(const Functions& library,
                                                         const Signing& signing);
[[nodiscard]] Result<Parameters> hmac_sha512_in_lower_case(const Functions& library,
                                                           const Signing& signing);
[[nodiscard]] Result<Parameters> rsa_sha256_by_jose_name(const Functions& library,
                                                         const Signing& signing);

// What is signed and not sent, or sent and not signed.
template <const char* Name>
[[nodiscard]] Parameters not_sent(const Parameters& parameters) {
  return all_but(parameters, Name);
}
[[nodiscard]] Pairs version_signed(const Functions& library, Pairs decoded);
[[nodiscard]] bool body_hash_not_signed(const ParameterView& parameter);

// What a client refuses (`check_values`).
[[nodiscard]] Result<void> nonce_always_required_of_client(const Signing& signing);
[[nodiscard]] Result<void> timestamp_of_ten_digits(const Signing& signing);

// The header field (`write_parameter`, `quote`, `separator`, `sent`).
[[nodiscard]] std::string value_not_encoded(const Functions& library,
                                            const ParameterView& parameter);
/// Mastercard's Python signer #35.
[[nodiscard]] std::string signature_not_encoded(const Functions& library,
                                                const ParameterView& parameter);
[[nodiscard]] std::string name_not_encoded(const Functions& library,
                                           const ParameterView& parameter);
[[nodiscard]] std::string value_encoded_twice(const Functions& library,
                                              const ParameterView& parameter);
[[nodiscard]] std::string value_cut_to_buffer(const Functions& library,
                                              const ParameterView& parameter);
[[nodiscard]] std::string line_ends_kept(const Functions& library, const ParameterView& parameter);
[[nodiscard]] std::string not_quoted(const Functions& library, const ParameterView& parameter);
[[nodiscard]] std::string empty_value_not_quoted(const Functions& library,
                                                 const ParameterView& parameter);
[[nodiscard]] std::string quoted_by_apostrophes(const Functions& library,
                                                const ParameterView& parameter);
[[nodiscard]] std::string space_around_equals_sign(const Functions& library,
                                                   const ParameterView& parameter);
[[nodiscard]] Result<std::string> realm_not_escaped(string_view realm);
[[nodiscard]] Result<std::string> realm_form_encoded(string_view realm);
[[nodiscard]] Result<std::string> realm_not_quoted(string_view realm);
[[nodiscard]] string_view separated_by_spaces();
[[nodiscard]] string_view separated_by_ampersands();
[[nodiscard]] Parameters empty_not_sent(const Parameters& parameters);
[[nodiscard]] Parameters version_added_when_sent(const Parameters& parameters);
[[nodiscard]] Parameters plaintext_signature_encoded(const Parameters& parameters);

}  // namespace oauthspec::defects::oauth1::wrong
