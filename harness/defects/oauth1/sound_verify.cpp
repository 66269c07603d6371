// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

#include "harness/defects/oauth1/functions.h"
#include "harness/reference/base/secret.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/oauth1/sign.h"
#include "harness/reference/oauth1/verify.h"

namespace oauthspec::defects::oauth1 {
namespace {

// RFC5849-3.5-1, RFC5849-3.5-2
Result<Parameters> protocol_parameters(const RequestParameters& collected) {
  Parameters found;
  for (const Parameters* place :
       {&collected.authorization_header, &collected.form_body, &collected.query}) {
    Parameters here;
    for (const ParameterView parameter : *place) {
      if (rfc::is_protocol_parameter(parameter.name)) here.add(parameter);
    }
    if (!found.empty() && !here.empty()) return refuse(Errc::parameter_location);
    if (!here.empty()) found = std::move(here);
  }
  return found;
}

// RFC5849-3.1-7, RFC5849-3.2-6
Result<void> check_names(const Parameters& parameters) {
  constexpr auto kKnown = std::to_array<string_view>(
      {"oauth_body_hash", "oauth_callback", "oauth_consumer_key", "oauth_nonce", "oauth_signature",
       "oauth_signature_method", "oauth_timestamp", "oauth_token", "oauth_verifier",
       "oauth_version"});
  if (parameters.has_duplicate_name()) return refuse(Errc::parameter_duplicated);
  for (const ParameterView parameter : parameters) {
    if (std::ranges::find(kKnown, parameter.name) == kKnown.end())
      return refuse(Errc::parameter_unsupported);
  }
  return {};
}

// RFC5849-3.2-8, RFC5849-3.1-11
Result<void> check_required(const Parameters& parameters) {
  for (const string_view name :
       {"oauth_consumer_key", "oauth_signature_method", "oauth_signature"}) {
    if (!parameters.find(name)) return refuse(Errc::parameter_missing);
  }
  const bool complete = parameters.find("oauth_timestamp") && parameters.find("oauth_nonce");
  if (!complete && parameters.find("oauth_signature_method") != "PLAINTEXT")
    return refuse(Errc::parameter_missing);
  return {};
}

// RFC5849-3.2-4
Result<void> check_version(const Parameters& parameters) {
  if (parameters.find("oauth_version").value_or("1.0") != "1.0")
    return refuse(Errc::version_unsupported);
  return {};
}

// RFC5849-3.3-1
Result<void> check_timestamp(string_view timestamp) {
  if (!rfc::is_timestamp(timestamp)) return refuse(Errc::timestamp_invalid);
  return {};
}

// RFC5849-3.4.4-1
Result<void> check_transport(const Request& request, SignatureMethod method) {
  const auto uri = oauth::codec::parse_uri(request.url);
  if (!uri) return std::unexpected(uri.error());
  if (method == SignatureMethod::plaintext &&
      !oauth::message::equal_without_case(uri->scheme, "https"))
    return refuse(Errc::transport_insecure);
  return {};
}

// RFC5849-3.2-10
const Client* find_client(const Server& server, string_view key) {
  const auto found = std::ranges::find(server.clients, key, &Client::key);
  return found == server.clients.end() ? nullptr : &*found;
}

// RFC5849-3.2-3, RFC5849-3.2-14
Result<const Token*> find_token(const Server& server, string_view key, const Client& client) {
  const auto found = std::ranges::find(server.tokens, key, &Token::key);
  if (found == server.tokens.end() || found->client != client.key ||
      server.now >= found->expires.value_or(std::numeric_limits<std::int64_t>::max()))
    return refuse(Errc::token_invalid);
  return &*found;
}

// RFC5849-3.3-4
bool is_fresh(string_view timestamp, const Server& server) {
  std::int64_t number = 0;
  const auto read = std::from_chars(timestamp.begin(), timestamp.end(), number);
  return read.ec == std::errc{} && number >= server.now - server.window &&
         number <= server.now + server.window;
}

// EXT-body-hash-6, EXT-body-hash-7
Result<void> check_body_hash(const Functions& library, const Request& request,
                             const Parameters& parameters, SignatureMethod method) {
  const auto received = parameters.find("oauth_body_hash");
  if (!received) return {};
  const auto expected = library.body_hash(library, method, request);
  if (!expected) return std::unexpected(expected.error());
  if (*expected != *received) return refuse(Errc::body_hash_invalid);
  return {};
}

bool verify_rsa(const oauth::crypto::PublicKey& key, Hash hash, string_view text,
                string_view signature) {
  const auto octets = oauth::codec::base64_decode(signature);
  return octets && key.verify(oauth::crypto::Scheme::rsassa_pkcs1, hash, text, *octets);
}

// RFC5849-3.2-1
bool is_right(const Functions& library, const Claimed& claimed, string_view text,
              string_view signature) {
  const Client& client = *claimed.client;
  if (rfc::family(claimed.method) == SignatureFamily::rsa) {
    return client.public_key != nullptr &&
           library.verify_rsa(*client.public_key, library.hash(claimed.method), text, signature);
  }
  Signing signing;
  signing.method = claimed.method;
  signing.client_secret = client.secret;
  if (claimed.token != nullptr) signing.token_secret = claimed.token->secret;
  const auto expected = library.signature(library, signing, text);
  return expected && library.same(*expected, signature);
}

Result<std::vector<std::string>> signed_texts(const Functions& library, const Request& request) {
  const auto collected = collect(library, request);
  if (!collected) return std::unexpected(collected.error());
  const auto text = base_string(library, request, *collected, {});
  if (!text) return std::unexpected(text.error());
  return std::vector{*text};
}

// RFC5849-3.4.4-2
bool uses_nonce(SignatureMethod method) {
  return method != SignatureMethod::plaintext;
}

// RFC5849-3.3-5
std::string nonce_key(const rfc::NonceUse& use) {
  std::string key = std::to_string(use.timestamp);
  for (const string_view part : {use.client, use.token, use.nonce})
    key.append("\n").append(std::to_string(part.size())).append(":").append(part);
  return key;
}

// RFC5849-3.2-2
bool remember(const Functions& library, Server& server, const rfc::NonceUse& use,
              SignatureMethod /*method*/) {
  return server.used_nonces.insert(library.nonce_key(use)).second;
}

}  // namespace

void put_verifying_functions(Functions& library) {
  library.protocol_parameters = protocol_parameters;
  library.check_names = check_names;
  library.check_required = check_required;
  library.check_version = check_version;
  library.check_timestamp = check_timestamp;
  library.check_transport = check_transport;
  library.find_client = find_client;
  library.find_token = find_token;
  library.is_fresh = is_fresh;
  library.check_body_hash = check_body_hash;
  library.signed_texts = signed_texts;
  library.same = oauth::equal_in_constant_time;
  library.verify_rsa = verify_rsa;
  library.is_right = is_right;
  library.uses_nonce = uses_nonce;
  library.nonce_key = nonce_key;
  library.remember = remember;
  library.status = rfc::refusal_status;
}

}  // namespace oauthspec::defects::oauth1
