// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth1/wrong_checks.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <limits>
#include <stdexcept>

#include "harness/defects/oauth1/wrong_collection.h"
#include "harness/defects/oauth1/wrong_header.h"

namespace oauthspec::defects::oauth1::wrong {
namespace {

constexpr std::array kPlaces{&RequestParameters::authorization_header,
                             &RequestParameters::form_body, &RequestParameters::query};

Parameters protocol_parameters_at(const RequestParameters& collected,
                                  Parameters RequestParameters::* place) {
  Parameters found;
  for (const ParameterView parameter : collected.*place) {
    if (rfc::is_protocol_parameter(parameter.name)) found.add(parameter);
  }
  return found;
}

std::int64_t number(string_view digits) {
  std::int64_t value = 0;
  const auto read = std::from_chars(digits.begin(), digits.end(), value);
  return read.ec == std::errc{} ? value : std::numeric_limits<std::int64_t>::max();
}

bool within(std::int64_t timestamp, const Server& server) {
  return timestamp >= server.now - server.window && timestamp <= server.now + server.window;
}

bool same_without_case(string_view a, string_view b) {
  return oauth::message::equal_without_case(a, b);
}

Result<void> require(const Parameters& parameters, string_view name) {
  if (!parameters.find(name)) return refuse(Errc::parameter_missing);
  return {};
}

std::string joined(std::initializer_list<string_view> parts) {
  std::string text;
  for (const string_view part : parts) text.append(part).append("\n");
  return text;
}

}  // namespace

Result<Parameters> places_mixed(const RequestParameters& collected) {
  Parameters all;
  for (const auto place : kPlaces) {
    for (const ParameterView parameter : protocol_parameters_at(collected, place))
      all.add(parameter);
  }
  return all;
}

Result<Parameters> first_place_only(const RequestParameters& collected) {
  for (const auto place : kPlaces) {
    auto here = protocol_parameters_at(collected, place);
    if (!here.empty()) return here;
  }
  return Parameters{};
}

Result<Parameters> header_only(const RequestParameters& collected) {
  return protocol_parameters_at(collected, kPlaces[0]);
}

Result<Parameters> names_without_case(const RequestParameters& collected) {
  RequestParameters lower;
  for (const auto place : kPlaces) {
    for (const ParameterView parameter : collected.*place)
      (lower.*place).add(sound().scheme(parameter.name), parameter.value);
  }
  return sound().protocol_parameters(lower);
}

void duplicates_accepted(Functions& library) {
  library.parse_header = header_duplicates_kept;
  library.check_names = [](const Parameters& parameters) {
    return sound().check_names(first_of_each(parameters));
  };
}

Result<void> nothing_required(const Parameters& /*parameters*/) {
  return {};
}

Result<void> nonce_always_required(const Parameters& parameters) {
  for (const string_view name : {"oauth_timestamp", "oauth_nonce"}) {
    if (auto done = require(parameters, name); !done) return done;
  }
  return sound().check_required(parameters);
}

Result<void> nonce_not_required(const Parameters& parameters) {
  Parameters with_nonce = parameters;
  with_nonce.add("oauth_nonce", "");
  return sound().check_required(with_nonce);
}

Result<void> token_required(const Parameters& parameters) {
  if (auto done = require(parameters, "oauth_token"); !done) return done;
  return sound().check_required(parameters);
}

Result<void> version_required(const Parameters& parameters) {
  if (auto done = require(parameters, "oauth_version"); !done) return done;
  return sound().check_required(parameters);
}

Result<void> version_unchecked(const Parameters& /*parameters*/) {
  return {};
}

Result<void> version_as_number(const Parameters& parameters) {
  const std::string version(parameters.find("oauth_version").value_or("1.0"));
  if (std::strtod(version.c_str(), nullptr) != 1.0) return refuse(Errc::version_unsupported);
  return {};
}

Result<void> version_by_prefix(const Parameters& parameters) {
  if (!parameters.find("oauth_version").value_or("1.0").starts_with("1.0"))
    return refuse(Errc::version_unsupported);
  return {};
}

Result<void> version_1_0_refused(const Parameters& parameters) {
  if (parameters.find("oauth_version").value_or("1.0a") != "1.0a")
    return refuse(Errc::version_unsupported);
  return {};
}

Result<void> timestamp_unchecked(string_view /*timestamp*/) {
  return {};
}

void timestamp_by_number_parser(Functions& library) {
  library.check_timestamp = timestamp_unchecked;
  library.is_fresh = [](string_view timestamp, const Server& server) {
    return within(std::strtoll(std::string(timestamp).c_str(), nullptr, 0), server);
  };
}

bool any_timestamp_fresh(string_view /*timestamp*/, const Server& /*server*/) {
  return true;
}

bool old_timestamps_refused_only(string_view timestamp, const Server& server) {
  return number(timestamp) >= server.now - server.window;
}

bool window_off_by_one(string_view timestamp, const Server& server) {
  const std::int64_t value = number(timestamp);
  return value > server.now - server.window && value < server.now + server.window;
}

bool timestamp_of_32_bits(string_view timestamp, const Server& server) {
  std::uint32_t wrapped = 0;
  for (const char digit : timestamp)
    wrapped = wrapped * 10 + static_cast<std::uint32_t>(digit - '0');
  return within(wrapped, server);
}

bool timestamp_in_milliseconds(string_view timestamp, const Server& server) {
  constexpr std::int64_t kMilliseconds = 1000;
  return within(number(timestamp) / kMilliseconds, server);
}

Result<void> transport_unchecked(const Request& /*request*/, SignatureMethod /*method*/) {
  return {};
}

Result<void> port_443_is_tls(const Request& request, SignatureMethod method) {
  if (request.url.find(":443/") != std::string::npos) return {};
  return sound().check_transport(request, method);
}

const Client* any_client(const Server& server, string_view key) {
  const Client* known = sound().find_client(server, key);
  return known != nullptr || server.clients.empty() ? known : &server.clients.front();
}

const Client* client_without_case(const Server& server, string_view key) {
  const auto found = std::ranges::find_if(
      server.clients, [&](const Client& client) { return same_without_case(client.key, key); });
  return found == server.clients.end() ? nullptr : &*found;
}

Result<const Token*> unknown_token_is_none(const Server& server, string_view key,
                                           const Client& client) {
  const auto token = sound().find_token(server, key, client);
  return token ? token : nullptr;
}

Result<const Token*> expired_token_accepted(const Server& server, string_view key,
                                            const Client& client) {
  const auto found = std::ranges::find(server.tokens, key, &Token::key);
  if (found == server.tokens.end() || found->client != client.key)
    return refuse(Errc::token_invalid);
  return &*found;
}

Result<const Token*> token_without_case(const Server& server, string_view key,
                                        const Client& client) {
  const auto found = std::ranges::find_if(
      server.tokens, [&](const Token& token) { return same_without_case(token.key, key); });
  return found == server.tokens.end() ? refuse(Errc::token_invalid)
                                      : sound().find_token(server, found->key, client);
}

Result<const Token*> other_clients_token_crashes(const Server& server, string_view key,
                                                 const Client& client) {
  const auto found = std::ranges::find(server.tokens, key, &Token::key);
  if (found != server.tokens.end() && found->client != client.key)
    throw std::out_of_range("no such token among the client's");
  return sound().find_token(server, key, client);
}

std::string nonce_alone(const rfc::NonceUse& use) {
  return std::string(use.nonce);
}

std::string nonce_and_client(const rfc::NonceUse& use) {
  return joined({std::to_string(use.timestamp), use.client, use.nonce});
}

std::string nonce_without_timestamp(const rfc::NonceUse& use) {
  return joined({use.client, use.token, use.nonce});
}

std::string nonce_without_client(const rfc::NonceUse& use) {
  return joined({std::to_string(use.timestamp), use.token, use.nonce});
}

std::string nonce_joined(const rfc::NonceUse& use) {
  return std::to_string(use.timestamp)
      .append(use.client)
      .append("\n")
      .append(use.token)
      .append(use.nonce);
}

std::string nonce_without_case(const rfc::NonceUse& use) {
  const std::string lower = sound().scheme(use.nonce);
  return sound().nonce_key({use.timestamp, use.client, use.token, lower});
}

bool never_remembered(const Functions& /*library*/, Server& /*server*/,
                      const rfc::NonceUse& /*use*/, SignatureMethod /*method*/) {
  return true;
}

bool last_nonce_only(const Functions& library, Server& server, const rfc::NonceUse& use,
                     SignatureMethod method) {
  const bool again = server.used_nonces.contains(library.nonce_key(use));
  server.used_nonces.clear();
  return sound().remember(library, server, use, method) && !again;
}

bool nonces_of_hmac_sha1_only(const Functions& library, Server& server, const rfc::NonceUse& use,
                              SignatureMethod method) {
  return method != SignatureMethod::hmac_sha1 || sound().remember(library, server, use, method);
}

bool nonces_with_token_only(const Functions& library, Server& server, const rfc::NonceUse& use,
                            SignatureMethod method) {
  return use.token.empty() || sound().remember(library, server, use, method);
}

Result<void> body_hash_unchecked(const Functions& /*library*/, const Request& /*request*/,
                                 const Parameters& /*parameters*/, SignatureMethod /*method*/) {
  return {};
}

}  // namespace oauthspec::defects::oauth1::wrong
