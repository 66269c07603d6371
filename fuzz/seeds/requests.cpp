// SPDX-License-Identifier: Apache-2.0
// What servers read: the ops of requests, from the client's end and from the server's.
#include <array>
#include <map>

#include "fuzz/input/http_text.h"
#include "fuzz/input/parts.h"
#include "fuzz/seeds/seeds.h"
#include "harness/adapter/reference/oauth2_shapes.h"
#include "harness/adapter/reference/shapes.h"
#include "harness/reference/oauth2/basic_authorization.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;
using Texts = std::vector<std::string>;

std::string joined(const Texts& parts, char between) {
  std::string text;
  for (std::size_t part = 0; part < parts.size(); ++part) {
    if (part > 0) text += between;
    text += parts[part];
  }
  return text;
}

std::string parts(const Texts& texts) {
  return joined(texts, kPartEnd);
}

/// The text of a member; empty where there is none.
std::string text_or_empty(const json& object, const char* member) {
  return adapter::read_optional(object, member).value_or("");
}

Texts challenge_fields(const json& in) {
  Texts fields;
  for (const json& field : adapter::items_of(in.at("fields"))) {
    fields.push_back(adapter::read_bytes(field));
  }
  return fields;
}

Texts bearer_request(const json& in) {
  std::string places;
  for (const std::string& place : adapter::read_texts(in, "placements")) {
    places += place.substr(0, 1);
  }
  return {parts({places, text_or_empty(in, "realm"),
                 write_request(adapter::read_request(in.at("request")))})};
}

Texts basic_field(const json& in) {
  return {adapter::read_bytes(in.at("header"))};
}

Texts basic_pair(const json& in) {
  return {parts({text_or_empty(in, "client_id"), text_or_empty(in, "client_secret")})};
}

Texts redirect_uris(const json& in) {
  // The second letter is one of the disguises, and another one for each URI.
  const std::string requested = text_or_empty(in, "requested");
  const char way = static_cast<char>('@' + static_cast<int>(requested.size() % 40));
  Texts texts{std::string(in.at("application_type") == "native" ? "n" : "w") + way, requested};
  const Texts registered = adapter::read_texts(in, "registered");
  texts.insert(texts.end(), registered.begin(), registered.end());
  return {parts(texts)};
}

Texts scope_text(const json& in) {
  return {adapter::read_bytes(in.at("text"))};
}

Texts scope_pair(const json& in) {
  return {parts({text_or_empty(in, "requested"), text_or_empty(in, "granted")})};
}

Texts proof_challenge(const json& in) {
  const std::string verifier = text_or_empty(in, "code_verifier");
  return {parts({"cmvps", text_or_empty(in, "method"), verifier, verifier})};
}

Texts proof_exchange(const json& in) {
  std::string letters;
  for (const auto& [member, letter] :
       {std::pair("code_challenge", 'c'), {"code_challenge_method", 'm'}, {"code_verifier", 'v'}}) {
    if (adapter::read_optional(in, member)) letters += letter;
  }
  for (const std::string& method : adapter::read_texts(in, "methods")) {
    letters += method == "plain" ? "p" : "s";
  }
  if (in.at("required") == true) letters += 'r';
  return {parts({letters, text_or_empty(in, "code_challenge_method"),
                 text_or_empty(in, "code_challenge"), text_or_empty(in, "code_verifier")})};
}

void add(oauth::message::Parameters& list, const json& object,
         std::initializer_list<const char*> members) {
  for (const char* const member : members) {
    if (const auto text = adapter::read_optional(object, member)) list.add(member, *text);
  }
}

void add_scope(oauth::message::Parameters& list, const json& in) {
  if (const auto scope = adapter::read_scope(in)) list.add("scope", joined(*scope, ' '));
}

Texts authorization_query(const json& in) {
  oauth::message::Parameters list;
  add(list, in, {"response_type", "client_id", "redirect_uri", "state", "request", "request_uri"});
  add_scope(list, in);
  if (const json& pkce = in.at("pkce"); !pkce.is_null()) {
    add(list, pkce, {"code_challenge", "code_challenge_method"});
  }
  const Texts resources = adapter::read_texts(in, "resource");
  for (const std::string& resource : resources) list.add("resource", resource);
  for (const auto parameter : adapter::read_parameters(in.at("extra"))) list.add(parameter);
  return {parts(
      {text_or_empty(in, "endpoint"), joined(resources, ' '), oauth::message::write_form(list)})};
}

Texts resource_query(const json& in) {
  const bool any = in.at("known").is_null();
  return {parts({"https://server.example.com/authorize",
                 any ? "" : joined(adapter::read_texts(in, "known"), ' '),
                 oauth::message::write_form(adapter::read_parameters(in.at("parameters")))})};
}

std::string grant_type_of(const json& grant) {
  static const std::map<std::string, std::string> urns = {
      {"device_code", "urn:ietf:params:oauth:grant-type:device_code"},
      {"jwt_bearer", "urn:ietf:params:oauth:grant-type:jwt-bearer"},
      {"saml2_bearer", "urn:ietf:params:oauth:grant-type:saml2-bearer"},
      {"token_exchange", "urn:ietf:params:oauth:grant-type:token-exchange"},
      {"extension", text_or_empty(grant, "grant_type")}};
  const std::string type = text_or_empty(grant, "type");
  const auto urn = urns.find(type);
  return urn == urns.end() ? type : urn->second;
}

void add_client(oauth::message::Request& request, oauth::message::Parameters& list,
                const json& client) {
  if (client.is_null()) return;
  if (client.at("method") == "client_secret_basic") {
    request.headers.push_back(
        {"Authorization",
         oauth::oauth2::write_basic_authorization(text_or_empty(client, "client_id"),
                                                  adapter::read_secret(client, "client_secret"))});
    return;
  }
  add(list, client, {"client_id", "client_secret", "client_assertion"});
  if (client.contains("client_assertion")) {
    list.add("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
  }
}

Texts token_request(const json& in) {
  if (!in.contains("grant")) return {};
  const json& grant = in.at("grant");
  oauth::message::Request request{"POST",
                                  text_or_empty(in, "endpoint"),
                                  {{"Content-Type", "application/x-www-form-urlencoded"}},
                                  ""};
  oauth::message::Parameters list;
  list.add("grant_type", grant_type_of(grant));
  add(list, grant,
      {"code", "redirect_uri", "code_verifier", "refresh_token", "username", "password",
       "device_code", "assertion", "subject_token", "subject_token_type", "actor_token",
       "actor_token_type", "requested_token_type"});
  if (grant.contains("audience")) {
    for (const std::string& text : adapter::read_texts(grant, "audience"))
      list.add("audience", text);
  }
  add_scope(list, in);
  add_client(request, list, in.at("client"));
  request.body = oauth::message::write_form(list);
  return {write_request(request)};
}

constexpr auto kRequestSeeds = std::to_array<SeedRule>({
    {"authorization_request", "oauth2.authorization_url", authorization_query},
    {"authorization_request", "oauth2.parse_resource", resource_query},
    {"basic_authorization", "oauth2.basic_authorization", basic_pair},
    {"basic_authorization", "oauth2.parse_basic_authorization", basic_field},
    {"bearer", "oauth2.bearer_token", bearer_request},
    {"pkce", "oauth2.pkce_challenge", proof_challenge},
    {"pkce", "oauth2.pkce_verify", proof_exchange},
    {"redirect_uri", "oauth2.match_redirect_uri", redirect_uris},
    {"scope", "oauth2.compare_scope", scope_pair},
    {"scope", "oauth2.parse_scope", scope_text},
    {"token_request", "oauth2.token_request", token_request},
    {"www_authenticate", "oauth2.parse_www_authenticate", challenge_fields},
});

}  // namespace

std::span<const SeedRule> request_seeds() {
  return kRequestSeeds;
}

}  // namespace oauthspec::fuzz
