// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/defects/oauth1/functions.h"

/// Wrong ways to compute a signature (sections 3.4.2 to 3.4.4).
namespace oauthspec::defects::oauth1::wrong {

// The key of HMAC and PLAINTEXT (`shared_key`).
[[nodiscard]] std::string secrets_not_encoded(const Functions& library, string_view client_secret,
                                              string_view token_secret);
[[nodiscard]] std::string secrets_encoded_twice(const Functions& library, string_view client_secret,
                                                string_view token_secret);
[[nodiscard]] std::string secrets_swapped(const Functions& library, string_view client_secret,
                                          string_view token_secret);
[[nodiscard]] std::string token_secret_forgotten(const Functions& library,
                                                 string_view client_secret,
                                                 string_view token_secret);
[[nodiscard]] std::string no_ampersand_without_token_secret(const Functions& library,
                                                            string_view client_secret,
                                                            string_view token_secret);
[[nodiscard]] std::string no_ampersand_without_client_secret(const Functions& library,
                                                             string_view client_secret,
                                                             string_view token_secret);
[[nodiscard]] std::string no_ampersand(const Functions& library, string_view client_secret,
                                       string_view token_secret);
/// JavaScript joins a missing secret as "undefined".
[[nodiscard]] std::string missing_secret_named(const Functions& library, string_view client_secret,
                                               string_view token_secret);
[[nodiscard]] std::string secrets_cut_to_buffer(const Functions& library, string_view client_secret,
                                                string_view token_secret);

// HMAC (`hmac`).
[[nodiscard]] std::string key_and_text_swapped(Hash hash, string_view key, string_view text);
/// A key longer than a block is cut, and not hashed.
[[nodiscard]] std::string long_key_cut(Hash hash, string_view key, string_view text);
/// The key before the text, and the hash of both.
[[nodiscard]] std::string plain_hash(Hash hash, string_view key, string_view text);

// The hash of a method (`hash`).
[[nodiscard]] Hash sha256_for_sha1(SignatureMethod method);
[[nodiscard]] Hash sha256_for_sha512(SignatureMethod method);
[[nodiscard]] Hash sha1_for_hmac_sha256(SignatureMethod method);
[[nodiscard]] Hash sha1_for_rsa_sha256(SignatureMethod method);

// Base64 (`base64`).
[[nodiscard]] std::string base64_of_hexadecimal(string_view octets);
[[nodiscard]] std::string base64_unpadded(string_view octets);
[[nodiscard]] std::string base64_for_urls(string_view octets);
/// A line end after 76 characters, as RFC 2045 has it in mail.
[[nodiscard]] std::string base64_in_lines(string_view octets);
[[nodiscard]] std::string base64_with_line_end(string_view octets);

// RSA (`rsa`).
[[nodiscard]] Result<std::string> rsa_over_digest(const Signing& signing, Hash hash,
                                                  string_view text);
[[nodiscard]] Result<std::string> rsa_with_secrets(const Signing& signing, Hash hash,
                                                   string_view text);
/// Without a private key the request is sent with an empty signature.
[[nodiscard]] Result<std::string> rsa_without_key(const Signing& signing, Hash hash,
                                                  string_view text);

// The whole signature (`signature`).
/// PLAINTEXT sends the base string: Yaak #605.
[[nodiscard]] Result<std::string> plaintext_of_base_string(const Functions& library,
                                                           const Signing& signing,
                                                           string_view base_string);
[[nodiscard]] Result<std::string> plaintext_in_base64(const Functions& library,
                                                      const Signing& signing,
                                                      string_view base_string);
[[nodiscard]] Result<std::string> plaintext_encoded_again(const Functions& library,
                                                          const Signing& signing,
                                                          string_view base_string);
[[nodiscard]] Result<std::string> plaintext_not_encoded(const Functions& library,
                                                        const Signing& signing,
                                                        string_view base_string);
/// A client without a shared-secret has an empty one.
[[nodiscard]] Result<std::string> missing_secret_is_empty(const Functions& library,
                                                          const Signing& signing,
                                                          string_view base_string);

// Names of methods (`find_method`).
[[nodiscard]] std::optional<SignatureMethod> method_without_case(string_view name);
[[nodiscard]] std::optional<SignatureMethod> unknown_method_is_hmac_sha1(string_view name);
[[nodiscard]] std::optional<SignatureMethod> method_by_prefix(string_view name);

// The hash of a body (`body_hash`).
[[nodiscard]] Result<std::string> body_hash_in_hexadecimal(const Functions& library,
                                                           SignatureMethod method,
                                                           const Request& request);
[[nodiscard]] Result<std::string> body_hash_always_sha256(const Functions& library,
                                                          SignatureMethod method,
                                                          const Request& request);
[[nodiscard]] Result<std::string> body_hash_always_sha1(const Functions& library,
                                                        SignatureMethod method,
                                                        const Request& request);
[[nodiscard]] Result<std::string> body_hash_of_forms_too(const Functions& library,
                                                         SignatureMethod method,
                                                         const Request& request);
/// Without a body the hash is empty.
[[nodiscard]] Result<std::string> no_body_no_hash(const Functions& library, SignatureMethod method,
                                                  const Request& request);

}  // namespace oauthspec::defects::oauth1::wrong
