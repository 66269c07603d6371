// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth1/wrong_signature.h"

#include <algorithm>
#include <array>

#include "harness/defects/oauth1/wrong_encoding.h"
#include "harness/reference/codec/base64.h"

namespace oauthspec::defects::oauth1::wrong {
namespace {

std::string digest(Hash hash, string_view text) {
  const auto digest = oauth::crypto::openssl().digest(hash, text);
  const auto octets = digest.value().octets();
  return {octets.begin(), octets.end()};
}

// The signature of PLAINTEXT, made by another function; those of other methods as they are.
template <class Make>
Result<std::string> plaintext(const Functions& library, const Signing& signing,
                              string_view base_string, Make make) {
  auto right = sound().signature(library, signing, base_string);
  if (right && signing.method == SignatureMethod::plaintext) *right = make(*right);
  return right;
}

Hash hash_but(SignatureMethod method, SignatureMethod exception, Hash hash) {
  return method == exception ? hash : sound().hash(method);
}

}  // namespace

std::string secrets_not_encoded(const Functions& /*library*/, string_view client_secret,
                                string_view token_secret) {
  return std::string(client_secret).append("&").append(token_secret);
}

std::string secrets_encoded_twice(const Functions& library, string_view client_secret,
                                  string_view token_secret) {
  return library.encode(library.encode(client_secret)) + "&" +
         library.encode(library.encode(token_secret));
}

std::string secrets_swapped(const Functions& library, string_view client_secret,
                            string_view token_secret) {
  return sound().shared_key(library, token_secret, client_secret);
}

std::string token_secret_forgotten(const Functions& library, string_view client_secret,
                                   string_view /*token_secret*/) {
  return sound().shared_key(library, client_secret, "");
}

std::string no_ampersand_without_token_secret(const Functions& library, string_view client_secret,
                                              string_view token_secret) {
  if (token_secret.empty()) return library.encode(client_secret);
  return sound().shared_key(library, client_secret, token_secret);
}

std::string no_ampersand_without_client_secret(const Functions& library, string_view client_secret,
                                               string_view token_secret) {
  if (client_secret.empty()) return library.encode(token_secret);
  return sound().shared_key(library, client_secret, token_secret);
}

std::string no_ampersand(const Functions& library, string_view client_secret,
                         string_view token_secret) {
  return library.encode(client_secret) + library.encode(token_secret);
}

std::string missing_secret_named(const Functions& library, string_view client_secret,
                                 string_view token_secret) {
  return sound().shared_key(library, client_secret,
                            token_secret.empty() ? "undefined" : token_secret);
}

std::string secrets_cut_to_buffer(const Functions& library, string_view client_secret,
                                  string_view token_secret) {
  constexpr std::size_t kBuffer = 128;
  return sound().shared_key(library, client_secret.substr(0, kBuffer),
                            token_secret.substr(0, kBuffer));
}

std::string key_and_text_swapped(Hash hash, string_view key, string_view text) {
  return sound().hmac(hash, text, key);
}

std::string long_key_cut(Hash hash, string_view key, string_view text) {
  const std::size_t block = hash == Hash::sha512 ? 128 : 64;
  return sound().hmac(hash, key.substr(0, block), text);
}

std::string plain_hash(Hash hash, string_view key, string_view text) {
  return digest(hash, std::string(key).append(text));
}

Hash sha256_for_sha1(SignatureMethod method) {
  return sound().hash(method) == Hash::sha1 ? Hash::sha256 : sound().hash(method);
}

Hash sha256_for_sha512(SignatureMethod method) {
  return hash_but(method, SignatureMethod::hmac_sha512, Hash::sha256);
}

Hash sha1_for_hmac_sha256(SignatureMethod method) {
  return hash_but(method, SignatureMethod::hmac_sha256, Hash::sha1);
}

Hash sha1_for_rsa_sha256(SignatureMethod method) {
  return hash_but(method, SignatureMethod::rsa_sha256, Hash::sha1);
}

std::string base64_of_hexadecimal(string_view octets) {
  return sound().base64(hexadecimal(octets));
}

std::string base64_unpadded(string_view octets) {
  std::string text = sound().base64(octets);
  std::erase(text, '=');
  return text;
}

std::string base64_for_urls(string_view octets) {
  return oauth::codec::base64_encode(octets, oauth::codec::Base64::url);
}

std::string base64_in_lines(string_view octets) {
  constexpr std::size_t kLine = 76;
  std::string text = sound().base64(octets);
  for (std::size_t at = kLine; at < text.size(); at += kLine + 2) text.insert(at, "\r\n");
  return text;
}

std::string base64_with_line_end(string_view octets) {
  return sound().base64(octets) + "\n";
}

Result<std::string> rsa_over_digest(const Signing& signing, Hash hash, string_view text) {
  return sound().rsa(signing, hash, digest(hash, text));
}

Result<std::string> rsa_with_secrets(const Signing& signing, Hash hash, string_view text) {
  return sound().rsa(signing, hash,
                     std::string(text) + sound().shared_key(sound(), "", signing.token_secret));
}

Result<std::string> rsa_without_key(const Signing& signing, Hash hash, string_view text) {
  if (signing.private_key == nullptr) return std::string();
  return sound().rsa(signing, hash, text);
}

Result<std::string> plaintext_of_base_string(const Functions& library, const Signing& signing,
                                             string_view base_string) {
  return plaintext(library, signing, base_string,
                   [&](const std::string&) { return std::string(base_string); });
}

Result<std::string> plaintext_in_base64(const Functions& library, const Signing& signing,
                                        string_view base_string) {
  return plaintext(library, signing, base_string, library.base64);
}

Result<std::string> plaintext_encoded_again(const Functions& library, const Signing& signing,
                                            string_view base_string) {
  return plaintext(library, signing, base_string, library.encode);
}

Result<std::string> plaintext_not_encoded(const Functions& library, const Signing& signing,
                                          string_view base_string) {
  return plaintext(library, signing, base_string, [&](const std::string&) {
    return signing.client_secret.value_or("") + "&" + signing.token_secret;
  });
}

Result<std::string> missing_secret_is_empty(const Functions& library, const Signing& signing,
                                            string_view base_string) {
  Signing changed = signing;
  changed.client_secret = signing.client_secret.value_or("");
  return sound().signature(library, changed, base_string);
}

std::optional<SignatureMethod> method_without_case(string_view name) {
  std::string upper(name);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return sound().find_method(upper);
}

std::optional<SignatureMethod> unknown_method_is_hmac_sha1(string_view name) {
  return sound().find_method(name).value_or(SignatureMethod::hmac_sha1);
}

std::optional<SignatureMethod> method_by_prefix(string_view name) {
  for (std::size_t size = name.size(); size != 0; --size) {
    if (const auto method = sound().find_method(name.substr(0, size))) return method;
  }
  return std::nullopt;
}

Result<std::string> body_hash_in_hexadecimal(const Functions& library, SignatureMethod method,
                                             const Request& request) {
  if (const auto right = sound().body_hash(library, method, request); !right) return right;
  return hexadecimal(digest(library.hash(method), request.body));
}

Result<std::string> body_hash_always_sha256(const Functions& library, SignatureMethod /*method*/,
                                            const Request& request) {
  return sound().body_hash(library, SignatureMethod::hmac_sha256, request);
}

Result<std::string> body_hash_always_sha1(const Functions& library, SignatureMethod /*method*/,
                                          const Request& request) {
  return sound().body_hash(library, SignatureMethod::hmac_sha1, request);
}

Result<std::string> body_hash_of_forms_too(const Functions& library, SignatureMethod method,
                                           const Request& request) {
  return sound().body_hash(library, method, {request.method, request.url, {}, request.body});
}

Result<std::string> no_body_no_hash(const Functions& library, SignatureMethod method,
                                    const Request& request) {
  if (request.body.empty()) return std::string();
  return sound().body_hash(library, method, request);
}

}  // namespace oauthspec::defects::oauth1::wrong
