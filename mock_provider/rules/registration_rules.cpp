// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/rules/registration_rules.h"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "harness/reference/codec/json.h"
#include "harness/reference/codec/uri.h"
#include "harness/reference/oauth2/bearer.h"
#include "harness/reference/oauth2/json_object.h"
#include "harness/reference/oauth2/metadata_members.h"
#include "mock_provider/model/client_document.h"
#include "mock_provider/model/json_members.h"

namespace oauthspec::provider::rules {
namespace {

namespace oauth2 = oauth::oauth2;
using nlohmann::json;
using oauth::Errc;

std::unexpected<oauth2::Refusal> invalid_metadata(Errc reason = Errc::member_invalid) {
  return std::unexpected(oauth2::Refusal{"invalid_client_metadata", 400, reason});
}
std::unexpected<oauth2::Refusal> invalid_redirect_uri(Errc reason = Errc::redirect_uri_invalid) {
  return std::unexpected(oauth2::Refusal{"invalid_redirect_uri", 400, reason});
}

// What the server says of a client, and the client may not.
constexpr std::array kOfTheServer = {"client_id",
                                     "client_secret",
                                     "client_id_issued_at",
                                     "client_secret_expires_at",
                                     "registration_access_token",
                                     "registration_client_uri"};

bool is_of_the_server(std::string_view name) {
  return std::ranges::find(kOfTheServer, name) != kOfTheServer.end();
}

// "client_name#ja-Latn-JP" -> "client_name" (RFC 7591 section 2.2)
std::string_view without_language(std::string_view name) {
  return name.substr(0, name.find('#'));
}

// What RFC 9126 and OpenID Connect Dynamic Client Registration add, which the provider understands.
constexpr std::array<oauth2::Member, 2> kFurther = {
    {{"require_pushed_authorization_requests", oauth2::MemberType::truth},
     {"application_type", oauth2::MemberType::text}}};

const oauth2::Member* find_member(std::string_view name) {
  const auto named = [name](const oauth2::Member& member) { return name == member.name; };
  const auto known = oauth2::members_of(oauth2::MetadataKind::client);
  if (const auto found = std::ranges::find_if(known, named); found != known.end()) {
    return &*found;
  }
  const auto* const further = std::ranges::find_if(kFurther, named);
  return further == kFurther.end() ? nullptr : further;
}

bool are_texts(const json& value) {
  return value.is_array() &&
         std::ranges::all_of(value, [](const json& one) { return one.is_string(); });
}

bool has_type(const json& value, oauth2::MemberType type) {
  using enum oauth2::MemberType;
  switch (type) {
    case texts:
    case any_texts:
    case algorithms:
      return are_texts(value);
    case truth:
      return value.is_boolean();
    case seconds:
      return value.is_number_integer();
    case jwk_set:
      return value.is_object();
    default:
      return value.is_string();
  }
}

std::set<std::string> texts_of(const json& metadata, const char* name) {
  const auto all = texts_member(metadata, name);
  return {all.begin(), all.end()};
}

bool is_loopback(std::string_view host) {
  return host == "127.0.0.1" || host == "[::1]" || host == "localhost";
}

// RFC7591-5-4: https, http on this machine, or a scheme of the application's own.
bool can_be_registered(const std::string& text) {
  // RFC6749-3.1.2-1, RFC6749-3.1.2-3
  const auto uri = oauth::codec::parse_uri(text);
  if (!uri || !oauth2::check_redirect_uri(text)) {
    return false;
  }
  const bool has_host = uri->authority && !uri->authority->host.empty();
  if (uri->scheme == "https") {
    return has_host;
  }
  if (uri->scheme == "http") {
    return has_host && is_loopback(uri->authority->host);
  }
  return uri->scheme.find('.') != std::string_view::npos;  // RFC8252-8.4-6
}

bool is_page(const json& metadata, const char* name) {
  if (!metadata.contains(name)) {
    return true;
  }
  const std::string text = text_member(metadata, name);
  const auto uri = oauth::codec::parse_uri(text);
  return uri && (uri->scheme == "https" || uri->scheme == "http") && uri->authority &&
         !uri->authority->host.empty();
}

}  // namespace

oauth2::Judgement<void> check_initial_access_token(const Settings& settings,
                                                   const oauth::message::Request& request) {
  if (!settings.initial_access_token) {
    return {};  // RFC7591-3-3
  }
  // RFC7591-3.1-2
  const auto token = oauth2::find_bearer_token(request, {oauth2::TokenPlacement::header});
  if (!token) {
    return std::unexpected(token.error());
  }
  if (!oauth::equal_in_constant_time(settings.initial_access_token->reveal(), token->token)) {
    return std::unexpected(oauth2::Refusal{"invalid_token", 401, Errc::token_invalid});
  }
  return {};
}

oauth2::Judgement<json> read_client_metadata(const oauth::message::Request& request) {
  // RFC7591-3.1-1
  if (!oauth2::has_json_content_type(request.headers)) {
    return invalid_metadata(Errc::content_type_unexpected);
  }
  auto metadata = oauth::codec::parse_json(request.body);
  if (!metadata) {
    return invalid_metadata(metadata.error().code);
  }
  if (!metadata->is_object()) {
    return invalid_metadata();
  }
  return *std::move(metadata);
}

oauth2::Judgement<void> check_member_types(const json& metadata) {
  // RFC7591-2-15
  for (const auto& [name, value] : metadata.items()) {
    const oauth2::Member* member = find_member(without_language(name));
    if (member != nullptr && !has_type(value, member->type)) {
      return invalid_metadata();
    }
  }
  return {};
}

json known_members(const json& metadata) {
  json known = json::object();
  for (const auto& [name, value] : metadata.items()) {
    // RFC7591-2-13
    if (find_member(without_language(name)) != nullptr && !is_of_the_server(name)) {
      known[name] = value;
    }
  }
  return known;
}

json prefer_statement(const json& metadata, const json& claims) {
  // RFC7591-2-14, RFC7591-3.1.1-1, RFC7591-3.2.1-8
  json preferred = metadata;
  preferred.update(known_members(claims));
  return preferred;
}

json with_defaults(const Surroundings& around, json metadata) {
  // RFC7591-2-3, RFC7591-2-4
  json whole = {{"token_endpoint_auth_method", "client_secret_basic"},
                {"grant_types", json::array({"authorization_code"})},
                {"response_types", json::array({"code"})}};
  if (const auto scope = oauth2::write_scope(around.settings.scopes)) {
    whole["scope"] = *scope;
  }
  // A client that says which grants it uses, and none of them goes by the authorization endpoint, needs no response type.
  const auto grants = texts_of(metadata, "grant_types");
  if (metadata.contains("grant_types") && !grants.contains("authorization_code")) {
    whole["response_types"] = grants.contains("implicit") ? json::array({"token"}) : json::array();
  }
  whole.update(metadata);
  return whole;
}

oauth2::Judgement<void> check_registered_redirect_uris(const json& metadata) {
  const auto uris = texts_of(metadata, "redirect_uris");
  if (!std::ranges::all_of(uris, can_be_registered)) {
    return invalid_redirect_uri();  // RFC7591-5-4
  }
  const auto grants = texts_of(metadata, "grant_types");
  const bool redirects = grants.contains("authorization_code") || grants.contains("implicit");
  if (redirects && uris.empty()) {
    return invalid_redirect_uri(Errc::redirect_uri_missing);  // RFC7591-5-3
  }
  return {};
}

oauth2::Judgement<void> check_registered_grants(const Surroundings& around, const json& metadata) {
  const auto grants = texts_of(metadata, "grant_types");
  const auto responses = texts_of(metadata, "response_types");
  const Profile profile = around.settings.profile;
  const bool offered = std::ranges::includes(every_grant_type(), grants) &&
                       (offers_implicit(profile) || !grants.contains("implicit")) &&
                       (offers_password(profile) || !grants.contains("password"));
  const auto known = [](const std::string& type) { return type == "code" || type == "token"; };
  // RFC7591-2.1-1
  const bool consistent = grants.contains("authorization_code") == responses.contains("code") &&
                          grants.contains("implicit") == responses.contains("token");
  if (!offered || !consistent || !std::ranges::all_of(responses, known)) {
    return invalid_metadata();
  }
  return {};
}

oauth2::Judgement<void> check_registered_authentication(const Surroundings& around,
                                                        const json& metadata) {
  const auto method = method_named(text_member(metadata, "token_endpoint_auth_method"));
  const bool has_keys = metadata.contains("jwks");
  // RFC7591-2-10; the provider fetches nothing, so that the keys have to be there.
  if (!method || metadata.contains("jwks_uri") ||
      (*method == AuthenticationMethod::private_key_jwt && !has_keys)) {
    return invalid_metadata();
  }
  // RFC7591-2-11
  if (has_keys && !check_jwks(around.backend, metadata.at("jwks"))) {
    return invalid_metadata(Errc::key_invalid);
  }
  const auto grants = texts_of(metadata, "grant_types");
  if (*method == AuthenticationMethod::none && grants.contains("client_credentials")) {
    return invalid_metadata();  // RFC6749-4.4-1
  }
  return {};
}

oauth2::Judgement<void> check_registered_scope(const Surroundings& around, const json& metadata) {
  const auto scope = oauth2::parse_scope(text_member(metadata, "scope"));
  const auto known = [&around](const std::string& token) {
    return std::ranges::find(around.settings.scopes, token) != around.settings.scopes.end();
  };
  if (!scope || !std::ranges::all_of(*scope, known)) {
    return invalid_metadata(Errc::scope_invalid);
  }
  return {};
}

oauth2::Judgement<void> check_registered_pages(const json& metadata) {
  // RFC7591-2-8
  for (const char* name : {"client_uri", "logo_uri", "tos_uri", "policy_uri"}) {
    if (!is_page(metadata, name)) {
      return invalid_metadata(Errc::uri_invalid);
    }
  }
  return {};
}

bool needs_secret(AuthenticationMethod method) {
  return method != AuthenticationMethod::none && method != AuthenticationMethod::private_key_jwt;
}

json client_information(const Surroundings& around, const ClientRecord& client) {
  // RFC7591-3.2.1-6, RFC7591-3.2.1-7
  json information = client.metadata;
  information["client_id"] = client.id;  // RFC7591-3.2.1-2
  if (!client.secret.reveal().empty()) {
    information["client_secret"] = client.secret.reveal();
    information["client_secret_expires_at"] = 0;  // RFC7591-3.2.1-5
  }
  information["registration_access_token"] = client.registration_access_token.reveal();
  information["registration_client_uri"] = std::string(around.issuer) + "/register/" + client.id;
  return information;
}

oauth2::Judgement<void> check_registration_access_token(const ClientRecord* client,
                                                        std::string_view token) {
  // RFC 7592 section 2: 401 alike, whether the client or its token is unknown. One from the configuration has no token.
  if (client == nullptr || client->registration_access_token.reveal().empty() ||
      !oauth::equal_in_constant_time(client->registration_access_token.reveal(), token)) {
    return std::unexpected(oauth2::Refusal{"invalid_token", 401, Errc::token_invalid});
  }
  return {};
}

oauth2::Judgement<void> check_update(const ClientRecord& client, const json& metadata) {
  // RFC 7592 section 2.2
  for (const char* name : {"registration_access_token", "registration_client_uri",
                           "client_secret_expires_at", "client_id_issued_at"}) {
    if (metadata.contains(name)) {
      return invalid_metadata();
    }
  }
  if (text_member(metadata, "client_id") != client.id) {
    return invalid_metadata();
  }
  if (metadata.contains("client_secret") &&
      !oauth::equal_in_constant_time(text_member(metadata, "client_secret"),
                                     client.secret.reveal())) {
    return invalid_metadata(Errc::credentials_invalid);
  }
  return {};
}

json updated_metadata(const ClientRecord& client, const json& metadata) {
  // RFC 7592 section 2.2: replaced, not augmented.
  json updated = known_members(metadata);
  updated["client_id_issued_at"] = number_member(client.metadata, "client_id_issued_at");
  return updated;
}

bool falls_with_client(const ClientRecord& client, const Grant& grant) {
  return grant.client_id == client.id;  // RFC 7592 section 2.3
}

}  // namespace oauthspec::provider::rules
