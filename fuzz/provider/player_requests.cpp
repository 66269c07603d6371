// SPDX-License-Identifier: Apache-2.0
// How a step becomes a request.
#include <algorithm>
#include <functional>
#include <utility>

#include <nlohmann/json.hpp>

#include "fuzz/provider/player.h"
#include "fuzz/provider/proof_key.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/percent.h"
#include "harness/reference/oauth2/client_assertion.h"
#include "harness/reference/oauth2/dpop.h"

namespace oauthspec::fuzz {
namespace {

using oauth::codec::percent_encode;

// A registration: every parameter a member, redirect_uris and its like lists.
std::string write_metadata(const Pairs& parameters) {
  nlohmann::json metadata = nlohmann::json::object();
  for (const auto& [name, value] : parameters) {
    if (name.ends_with('s')) {
      metadata[name].push_back(value);
    } else {
      metadata[name] = value;
    }
  }
  return metadata.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::string write_pairs(const Pairs& pairs) {
  std::string text;
  for (const auto& [name, value] : pairs) {
    text.append(text.empty() ? "" : "&").append(percent_encode(name));
    text.append("=").append(percent_encode(value));
  }
  return text;
}

Pairs Player::parameters_of(const Step& step) const {
  Pairs parameters;
  for (const Argument& argument : step.arguments) {
    if (!argument.name.starts_with('@')) {
      parameters.emplace_back(argument.name, memory_.resolve(argument.value));
    }
  }
  return parameters;
}

Player::Browser& Player::browser_of(const Step& step) {
  return browsers_[step.find("@browser").value_or("a") == "b" ? "b" : "a"];
}

std::string Player::secret_of_client(const Step& step, const std::string& client) const {
  if (const auto said = step.find("@secret")) return std::string(*said);
  const auto found = state_.registry.clients.find(client);
  return found == state_.registry.clients.end() ? std::string("unknown")
                                                : std::string(found->second.secret.reveal());
}

void Player::add_client(const Step& step, Request& request, Pairs& parameters) {
  if (const std::string id = option(step, "@as"); !id.empty()) {
    const std::string secret = secret_of_client(step, id);
    const std::string text = percent_encode(id) + ':' + percent_encode(secret);
    if (secret.empty()) {
      parameters.emplace_back("client_id", id);
    } else {
      request.headers.push_back({"Authorization", "Basic " + oauth::codec::base64_encode(text)});
    }
  }
  if (const std::string id = option(step, "@post"); !id.empty()) {
    parameters.emplace_back("client_id", id);
    parameters.emplace_back("client_secret", secret_of_client(step, id));
  }
  if (const std::string id = option(step, "@assert"); !id.empty()) {
    add_assertion(id, step, parameters);
  }
}

void Player::add_assertion(const std::string& client, const Step& step, Pairs& parameters) {
  oauth::oauth2::AssertionClaims claims;
  claims.issuer = client;
  claims.subject = client;
  claims.audience = {std::string(kOrigin)};
  claims.expires = state_.now() + 60;
  const std::string id = option(step, "@jti");
  claims.id = id.empty() ? "jti-" + std::to_string(++nonces_) : id;
  const auto jwt = oauth::oauth2::make_client_assertion(
      oauth::crypto::openssl(), "HS256", oauth::Secret(secret_of_client(step, client)),
      std::nullopt, claims);
  if (!jwt) return;
  parameters.emplace_back("client_assertion_type",
                          "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
  parameters.emplace_back("client_assertion", *jwt);
}

void Player::add_token(const Step& step, Request& request) {
  const auto token = step.find("@token");
  if (!token) return;
  const std::string scheme = step.find("@proof") ? "DPoP " : "Bearer ";
  request.headers.push_back({"Authorization", scheme + memory_.resolve(std::string(*token))});
}

void Player::add_proof(const Step& step, Request& request) {
  const auto key = step.find("@proof");
  if (!key) return;
  oauth::oauth2::ProofClaims claims;
  claims.method = request.method;
  claims.url = request.url.substr(0, request.url.find('?'));
  claims.issued = state_.now();
  const std::string id = option(step, "@jti");
  claims.id = id.empty() ? "jti-" + std::to_string(++nonces_) : id;
  if (step.find("@token")) claims.access_token = option(step, "@token");
  const auto proof = oauth::oauth2::make_dpop_proof(oauth::crypto::openssl(), "ES256",
                                                    proof_key(*key == "b"), claims);
  if (proof) request.headers.push_back({"DPoP", *proof});
}

void Player::add_hidden(const Verb& verb, const Step& step, Pairs& parameters) {
  for (const auto& [name, value] : hidden_fields(browser_of(step).page, verb.path)) {
    const bool named =
        std::ranges::any_of(parameters, [&](const auto& one) { return one.first == name; });
    if (!named && (name == "interaction" || name == "csrf_token"))
      parameters.emplace_back(name, value);
  }
}

std::optional<oauth::message::Request> Player::request_of(const Verb& verb, const Step& step) {
  Request request;
  const std::string method = option(step, "@method");
  const std::string path = option(step, "@path");
  request.method = method.empty() ? verb.method : method;
  request.url = std::string(kOrigin) + (path.starts_with('/') ? path : verb.path);
  Pairs parameters = parameters_of(step);
  if (verb.hidden) add_hidden(verb, step, parameters);
  if (!verb.oauth1) {
    add_client(step, request, parameters);
    add_token(step, request);
    add_proof(step, request);
  }
  if (const auto header = step.find("@header")) {
    const std::size_t colon = std::min(header->find(": "), header->size());
    request.headers.push_back({std::string(header->substr(0, colon)),
                               std::string(header->substr(std::min(colon + 2, header->size())))});
  }
  if (verb.name == "register") {
    request.headers.push_back({"Content-Type", "application/json"});
    request.body = write_metadata(parameters);
  } else if (request.method == "POST" && (!parameters.empty() || !verb.oauth1)) {
    request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    request.body = write_pairs(parameters);
  } else if (!parameters.empty()) {
    request.url += '?' + write_pairs(parameters);
  }
  if (const auto body = step.find("@body")) request.body = *body;
  if (verb.oauth1) return sign(verb, step, request);
  return request;
}

std::optional<oauth::message::Request> Player::sign(const Verb& verb, const Step& step,
                                                    const Request& plain) {
  const std::string id = option(step, "@as");
  const std::string token = option(step, "@token");
  const std::string nonce = option(step, "@nonce");
  RepeatedSource random(nonce.empty() ? ++nonces_ : std::hash<std::string>()(nonce));
  oauth::oauth1::ClientSettings settings;
  const std::string method = option(step, "@signature");
  if (method == "PLAINTEXT") settings.method = oauth::oauth1::SignatureMethod::plaintext;
  if (method == "HMAC-SHA256") settings.method = oauth::oauth1::SignatureMethod::hmac_sha256;
  const std::string place = option(step, "@place");
  if (place == "query") settings.location = oauth::oauth1::Location::query;
  if (place == "body") settings.location = oauth::oauth1::Location::form_body;
  oauth::oauth1::Client client(oauth::crypto::openssl(), clock_, random,
                               {id, oauth::Secret(secret_of_client(step, id)), nullptr}, settings);
  const auto said = step.find("@token-secret");
  const oauth::oauth1::Credentials credentials{
      token, oauth::Secret(said ? std::string(*said) : memory_.secret_of(token))};
  auto given = [&]() -> oauth::Result<Request> {
    if (verb.name == "initiate") {
      return client.temporary_credentials_request(plain.url, option(step, "@callback"));
    }
    if (verb.name == "credentials") {
      return client.token_credentials_request(plain.url, credentials, option(step, "@verifier"));
    }
    return client.authenticate(plain, token.empty() ? std::nullopt : std::optional(credentials));
  }();
  if (!given) return std::nullopt;
  return *std::move(given);
}

}  // namespace oauthspec::fuzz
