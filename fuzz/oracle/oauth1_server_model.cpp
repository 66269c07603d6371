// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/oauth1_server_model.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace oauthspec::fuzz::oauth1_model {
namespace {

using oauth::crypto::Digest;
using oauth::crypto::Hash;
using oauth::message::Request;

constexpr auto kKnown = std::to_array<std::string_view>(
    {"oauth_consumer_key", "oauth_token", "oauth_signature_method", "oauth_signature",
     "oauth_timestamp", "oauth_nonce", "oauth_version", "oauth_callback", "oauth_verifier",
     "oauth_body_hash"});

std::string octets_of(const Digest& digest) {
  const std::span<const std::uint8_t> octets = digest.octets();
  return {octets.begin(), octets.end()};
}

/// Digits without the zeros in front, at least one.
std::string canonical_number(std::string_view digits) {
  const std::size_t zeros = std::min(digits.find_first_not_of('0'), digits.size() - 1);
  return std::string(digits.substr(zeros));
}

template <class Known>
const Known* find_key(const std::vector<Known>& all, std::string_view key) {
  const auto found = std::ranges::find(all, key, &Known::key);
  return found == all.end() ? nullptr : &*found;
}

/// Whether every parameter is known, stands once, and none that a method asks for is missing.
bool is_complete(const Pairs& parameters) {
  if (has_name_twice(parameters)) return false;
  for (const auto& [name, value] : parameters) {
    if (std::ranges::find(kKnown, name) == kKnown.end()) return false;
  }
  for (const std::string_view name :
       {"oauth_consumer_key", "oauth_signature_method", "oauth_signature"}) {
    if (count(parameters, name) == 0) return false;
  }
  const bool dated = count(parameters, "oauth_timestamp") + count(parameters, "oauth_nonce") == 2;
  return dated || find(parameters, "oauth_signature_method") == "PLAINTEXT";
}

}  // namespace

/// What a request says of itself, and what the server knows of that.
struct Server::Claims {
  Collected collected;
  Pairs parameters;
  std::string method;
  const Oauth1Setting::Client* client = nullptr;
  const Oauth1Setting::Token* token = nullptr;  ///< Null where the request has none.
};

std::optional<Hash> hash_of(std::string_view method) {
  if (method == "HMAC-SHA1") return Hash::sha1;
  if (method == "HMAC-SHA256") return Hash::sha256;
  if (method == "HMAC-SHA512") return Hash::sha512;
  return std::nullopt;
}

std::optional<std::string> signature(std::string_view method, std::string_view client_secret,
                                     std::string_view token_secret, std::string_view base_string) {
  const std::string key = encode(client_secret) + '&' + encode(token_secret);
  if (method == "PLAINTEXT") return key;
  const auto hash = hash_of(method);
  if (!hash) return std::nullopt;
  const auto mac = oauth::crypto::openssl().mac_key(*hash, key);
  if (!mac) return std::nullopt;
  const auto tag = (*mac)->authenticate(base_string);
  if (!tag) return std::nullopt;
  return base64(octets_of(*tag));
}

std::string body_hash(Hash hash, std::string_view body) {
  const auto digest = oauth::crypto::openssl().digest(hash, body);
  return digest ? base64(octets_of(*digest)) : std::string();
}

std::optional<Pairs> protocol_parameters(const Collected& collected) {
  Pairs found;
  int places = 0;
  for (const Pairs* source : {&collected.header, &collected.body, &collected.query}) {
    const std::size_t before = found.size();
    for (const auto& pair : *source) {
      if (pair.first.starts_with("oauth_")) found.push_back(pair);
    }
    places += found.size() > before ? 1 : 0;
  }
  if (places > 1) return std::nullopt;
  return found;
}

bool is_positive_integer(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos &&
         text.find_first_of("123456789") != std::string_view::npos;
}

bool Server::is_fresh(std::string_view timestamp) const {
  // Further digits than a number of seconds has lie beyond any window.
  const std::string number = canonical_number(timestamp);
  if (number.size() > 12) return false;
  const std::int64_t seconds = std::stoll(number);
  return seconds >= setting_->now - setting_->window && seconds <= setting_->now + setting_->window;
}

std::optional<Server::Claims> Server::claims_of(const Request& request) const {
  Claims claims;
  auto collected = collect(request);
  if (!collected) return std::nullopt;
  claims.collected = *std::move(collected);
  auto parameters = protocol_parameters(claims.collected);
  if (!parameters) return std::nullopt;
  claims.parameters = *std::move(parameters);
  claims.method = find(claims.parameters, "oauth_signature_method").value_or("");
  claims.client =
      find_key(setting_->clients, find(claims.parameters, "oauth_consumer_key").value_or(""));
  if (claims.client == nullptr) return std::nullopt;
  const std::string token = find(claims.parameters, "oauth_token").value_or("");
  if (token.empty()) return claims;
  claims.token = find_key(setting_->tokens, token);
  if (claims.token == nullptr) return std::nullopt;
  return claims;
}

bool Server::may_be_accepted(const Request& request, const Claims& claims) const {
  const Pairs& parameters = claims.parameters;
  if (!is_complete(parameters)) return false;
  if (find(parameters, "oauth_version").value_or("1.0") != "1.0") return false;
  const auto timestamp = find(parameters, "oauth_timestamp");
  if (timestamp && !is_positive_integer(*timestamp)) return false;
  if (claims.token != nullptr) {
    if (claims.token->client != claims.client->key) return false;
    if (claims.token->expires.value_or(setting_->now + 1) <= setting_->now) return false;
  }
  if (const auto claimed = find(parameters, "oauth_body_hash")) {
    const Hash hash = hash_of(claims.method).value_or(Hash::sha1);
    if (is_form(request.headers) || *claimed != body_hash(hash, request.body)) return false;
  }
  // Section 3.4.4: over TLS only, and without timestamp and nonce.
  if (claims.method == "PLAINTEXT") return lower(request.url).starts_with("https:");
  return hash_of(claims.method) && is_fresh(timestamp.value_or("0"));
}

std::optional<std::string> Server::right_signature(const Request& request) const {
  const auto claims = claims_of(request);
  if (!claims) return std::nullopt;
  const auto text = base_string(request, claims->collected, {});
  if (!text) return std::nullopt;
  return signature(claims->method, claims->client->secret,
                   claims->token == nullptr ? "" : claims->token->secret, *text);
}

std::optional<Oauth1Accepted> Server::verify(const Request& request) {
  const auto claims = claims_of(request);
  if (!claims || !may_be_accepted(request, *claims)) return std::nullopt;
  const auto text = base_string(request, claims->collected, {});
  if (!text) return std::nullopt;
  Oauth1Accepted accepted{claims->client->key, claims->token == nullptr ? "" : claims->token->key};
  const auto right = signature(claims->method, claims->client->secret,
                               claims->token == nullptr ? "" : claims->token->secret, *text);
  if (!right || find(claims->parameters, "oauth_signature") != right) return std::nullopt;
  if (claims->method == "PLAINTEXT") return accepted;
  const std::string timestamp =
      canonical_number(find(claims->parameters, "oauth_timestamp").value_or("0"));
  const auto [place, is_new] =
      nonces_.emplace(timestamp, accepted.client, accepted.token,
                      find(claims->parameters, "oauth_nonce").value_or(""));
  if (!is_new) return std::nullopt;
  return accepted;
}

}  // namespace oauthspec::fuzz::oauth1_model
