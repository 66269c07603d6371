// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth1/wrong_comparison.h"

#include <algorithm>
#include <array>
#include <utility>

#include "harness/defects/oauth1/wrong_encoding.h"
#include "harness/defects/oauth1/wrong_order.h"
#include "harness/defects/oauth1/wrong_request.h"
#include "harness/defects/oauth1/wrong_signature.h"
#include "harness/defects/oauth1/wrong_uri.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/percent.h"

namespace oauthspec::defects::oauth1::wrong {
namespace {

bool right_by_other_key(const Functions& library, const Claimed& claimed, string_view text,
                        string_view signature, decltype(Functions::shared_key) shared_key) {
  Functions other = library;
  other.shared_key = shared_key;
  return sound().is_right(library, claimed, text, signature) ||
         sound().is_right(other, claimed, text, signature);
}

// The base string of the request, and that of a library with one function changed.
template <class Change>
Texts also(const Functions& library, const Request& request, Change change) {
  auto texts = sound().signed_texts(library, request);
  Functions other = library;
  change(other);
  const auto more = sound().signed_texts(other, request);
  if (texts && more) texts->insert(texts->end(), more->begin(), more->end());
  return texts;
}

std::string other_scheme(string_view scheme) {
  return sound().scheme(scheme) == "https" ? "http" : "https";
}

}  // namespace

bool compared_by_received_size(string_view expected, string_view received) {
  return expected.starts_with(received);
}

bool compared_by_expected_size(string_view expected, string_view received) {
  return received.starts_with(expected);
}

bool compared_without_case(string_view expected, string_view received) {
  return oauth::message::equal_without_case(expected, received);
}

bool compared_by_first_octets(string_view expected, string_view received) {
  constexpr std::size_t kLooked = 8;
  return expected.size() == received.size() &&
         expected.substr(0, kLooked) == received.substr(0, kLooked);
}

bool space_is_plus(string_view expected, string_view received) {
  std::string plus(received);
  std::ranges::replace(plus, ' ', '+');
  return expected == plus;
}

bool received_decoded_again(string_view expected, string_view received) {
  return expected == received || oauth::codec::percent_decode(received) == std::string(expected);
}

bool hexadecimal_accepted(string_view expected, string_view received) {
  const auto octets = oauth::codec::base64_decode(expected);
  return expected == received ||
         (octets && oauth::message::equal_without_case(hexadecimal(*octets), received));
}

bool rsa_cut_to_size(const oauth::crypto::PublicKey& key, Hash hash, string_view text,
                     string_view signature) {
  constexpr std::size_t kSize = 256;
  const auto octets = oauth::codec::base64_decode(signature);
  return octets && key.verify(oauth::crypto::Scheme::rsassa_pkcs1, hash, text,
                              string_view(*octets).substr(0, kSize));
}

bool rsa_leading_zeros_skipped(const oauth::crypto::PublicKey& key, Hash hash, string_view text,
                               string_view signature) {
  const auto octets = oauth::codec::base64_decode(signature);
  if (!octets) return false;
  const std::size_t begin = std::min(octets->find_first_not_of('\0'), octets->size());
  return key.verify(oauth::crypto::Scheme::rsassa_pkcs1, hash, text, *octets) ||
         key.verify(oauth::crypto::Scheme::rsassa_pkcs1, hash, text, octets->substr(begin));
}

bool rsa_with_any_hash(const oauth::crypto::PublicKey& key, Hash /*hash*/, string_view text,
                       string_view signature) {
  return std::ranges::any_of(std::array{Hash::sha1, Hash::sha256, Hash::sha512}, [&](Hash hash) {
    return sound().verify_rsa(key, hash, text, signature);
  });
}

bool signature_unchecked(const Functions& /*library*/, const Claimed& /*claimed*/,
                         string_view /*text*/, string_view /*signature*/) {
  return true;
}

bool empty_signature_accepted(const Functions& library, const Claimed& claimed, string_view text,
                              string_view signature) {
  return signature.empty() || sound().is_right(library, claimed, text, signature);
}

bool any_method_accepted(const Functions& library, const Claimed& claimed, string_view text,
                         string_view signature) {
  constexpr std::array kMethods{SignatureMethod::hmac_sha1,   SignatureMethod::rsa_sha1,
                                SignatureMethod::plaintext,   SignatureMethod::hmac_sha256,
                                SignatureMethod::hmac_sha512, SignatureMethod::rsa_sha256};
  return std::ranges::any_of(kMethods, [&](SignatureMethod method) {
    return sound().is_right(library, {claimed.client, claimed.token, method}, text, signature);
  });
}

bool either_secret_order(const Functions& library, const Claimed& claimed, string_view text,
                         string_view signature) {
  return right_by_other_key(library, claimed, text, signature, secrets_swapped);
}

bool token_secret_optional(const Functions& library, const Claimed& claimed, string_view text,
                           string_view signature) {
  return right_by_other_key(library, claimed, text, signature, token_secret_forgotten);
}

bool public_key_as_secret(const Functions& library, const Claimed& claimed, string_view text,
                          string_view signature) {
  Client client = *claimed.client;
  if (!client.secret) client.secret = client.public_key_text;
  return sound().is_right(library, {&client, claimed.token, claimed.method}, text, signature);
}

bool missing_key_accepted(const Functions& library, const Claimed& claimed, string_view text,
                          string_view signature) {
  const bool rsa = rfc::family(claimed.method) == SignatureFamily::rsa;
  return (rsa && claimed.client->public_key == nullptr) ||
         sound().is_right(library, claimed, text, signature);
}

bool plaintext_client_secret_only(const Functions& library, const Claimed& claimed,
                                  string_view text, string_view signature) {
  if (claimed.method != SignatureMethod::plaintext)
    return sound().is_right(library, claimed, text, signature);
  return claimed.client->secret &&
         signature.starts_with(sound().shared_key(library, *claimed.client->secret, ""));
}

bool secret_before_key(const Functions& library, const Claimed& claimed, string_view text,
                       string_view signature) {
  Claimed other = claimed;
  if (claimed.client->secret && rfc::family(claimed.method) == SignatureFamily::rsa)
    other.method = SignatureMethod::hmac_sha1;
  return sound().is_right(library, other, text, signature);
}

bool key_before_secret(const Functions& library, const Claimed& claimed, string_view text,
                       string_view signature) {
  const bool rsa = rfc::family(claimed.method) == SignatureFamily::rsa;
  return (rsa || claimed.client->public_key == nullptr) &&
         sound().is_right(library, claimed, text, signature);
}

Texts either_scheme(const Functions& library, const Request& request) {
  return also(library, request, [](Functions& other) { other.scheme = other_scheme; });
}

Texts with_port_or_without(const Functions& library, const Request& request) {
  return also(library, request, [](Functions& other) { other.port = port_dropped; });
}

Texts with_slash_or_without(const Functions& library, const Request& request) {
  return also(library, request, [](Functions& other) { other.path = trailing_slash_dropped; });
}

Texts path_with_case_or_without(const Functions& library, const Request& request) {
  return also(library, request, [](Functions& other) { other.path = path_in_lower_case; });
}

Texts host_of_field_or_url(const Functions& library, const Request& request) {
  return also(library, request, [](Functions& other) { other.authority = host_field_ignored; });
}

Texts with_version_or_without(const Functions& library, const Request& request) {
  return also(library, request, [](Functions& other) {
    other.is_signed = [](const ParameterView& parameter) {
      return sound().is_signed(parameter) && parameter.name != "oauth_version";
    };
  });
}

Texts with_body_hash_or_without(const Functions& library, const Request& request) {
  return also(library, request, [](Functions& other) { other.is_signed = body_hash_not_signed; });
}

Texts get_or_post(const Functions& library, const Request& request) {
  return also(library, request, [](Functions& other) {
    other.method = [](const Functions& /*library*/, string_view method) {
      return std::string(method == "GET" ? "POST" : "GET");
    };
  });
}

Texts equal_pairs_or_merged(const Functions& library, const Request& request) {
  return also(library, request, [](Functions& other) { other.arrange = equal_pairs_merged; });
}

}  // namespace oauthspec::defects::oauth1::wrong
