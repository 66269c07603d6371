// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/defects/oauth1/functions.h"

/// Wrong ways to compare a signature with what it should be (sections 3.2 and 3.4).
namespace oauthspec::defects::oauth1::wrong {

// Two texts (`same`).
/// As far as the received one goes: an empty one is right.
[[nodiscard]] bool compared_by_received_size(string_view expected, string_view received);
/// What follows the right signature is not looked at.
[[nodiscard]] bool compared_by_expected_size(string_view expected, string_view received);
[[nodiscard]] bool compared_without_case(string_view expected, string_view received);
[[nodiscard]] bool compared_by_first_octets(string_view expected, string_view received);
/// A space is taken for the "+" that it may have been.
[[nodiscard]] bool space_is_plus(string_view expected, string_view received);
/// An escaped signature is decoded once more.
[[nodiscard]] bool received_decoded_again(string_view expected, string_view received);
/// As Base64 and in hexadecimal digits.
[[nodiscard]] bool hexadecimal_accepted(string_view expected, string_view received);

// RSA (`verify_rsa`).
/// Octets beyond the modulus are cut off.
[[nodiscard]] bool rsa_cut_to_size(const oauth::crypto::PublicKey& key, Hash hash, string_view text,
                                   string_view signature);
/// Zero octets before the signature are skipped.
[[nodiscard]] bool rsa_leading_zeros_skipped(const oauth::crypto::PublicKey& key, Hash hash,
                                             string_view text, string_view signature);
[[nodiscard]] bool rsa_with_any_hash(const oauth::crypto::PublicKey& key, Hash hash,
                                     string_view text, string_view signature);

// The whole (`is_right`).
[[nodiscard]] bool signature_unchecked(const Functions& library, const Claimed& claimed,
                                       string_view text, string_view signature);
[[nodiscard]] bool empty_signature_accepted(const Functions& library, const Claimed& claimed,
                                            string_view text, string_view signature);
/// Whatever method fits the signature is taken for the one that was named.
[[nodiscard]] bool any_method_accepted(const Functions& library, const Claimed& claimed,
                                       string_view text, string_view signature);
[[nodiscard]] bool either_secret_order(const Functions& library, const Claimed& claimed,
                                       string_view text, string_view signature);
[[nodiscard]] bool token_secret_optional(const Functions& library, const Claimed& claimed,
                                         string_view text, string_view signature);
/// The public key's text serves as a shared-secret.
[[nodiscard]] bool public_key_as_secret(const Functions& library, const Claimed& claimed,
                                        string_view text, string_view signature);
[[nodiscard]] bool missing_key_accepted(const Functions& library, const Claimed& claimed,
                                        string_view text, string_view signature);
[[nodiscard]] bool plaintext_client_secret_only(const Functions& library, const Claimed& claimed,
                                                string_view text, string_view signature);
/// RSA of a client that has a secret is verified as HMAC.
[[nodiscard]] bool secret_before_key(const Functions& library, const Claimed& claimed,
                                     string_view text, string_view signature);
/// A client that has a public key is never asked for its secret.
[[nodiscard]] bool key_before_secret(const Functions& library, const Claimed& claimed,
                                     string_view text, string_view signature);

// What was signed (`signed_texts`): a server behind a proxy tries several.
using Texts = Result<std::vector<std::string>>;

[[nodiscard]] Texts either_scheme(const Functions& library, const Request& request);
[[nodiscard]] Texts with_port_or_without(const Functions& library, const Request& request);
[[nodiscard]] Texts with_slash_or_without(const Functions& library, const Request& request);
[[nodiscard]] Texts path_with_case_or_without(const Functions& library, const Request& request);
[[nodiscard]] Texts host_of_field_or_url(const Functions& library, const Request& request);
[[nodiscard]] Texts with_version_or_without(const Functions& library, const Request& request);
[[nodiscard]] Texts with_body_hash_or_without(const Functions& library, const Request& request);
[[nodiscard]] Texts get_or_post(const Functions& library, const Request& request);
[[nodiscard]] Texts equal_pairs_or_merged(const Functions& library, const Request& request);

}  // namespace oauthspec::defects::oauth1::wrong
