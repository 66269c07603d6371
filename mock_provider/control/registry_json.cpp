// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/control/registry_json.h"

#include <array>
#include <string>
#include <utility>

#include "harness/reference/oauth2/scope.h"

namespace oauthspec::provider::control {
namespace {

using nlohmann::ordered_json;
using Done = std::expected<void, ControlError>;

constexpr std::array kMethods{
    std::pair("none", AuthenticationMethod::none),
    std::pair("client_secret_basic", AuthenticationMethod::client_secret_basic),
    std::pair("client_secret_post", AuthenticationMethod::client_secret_post),
    std::pair("client_secret_jwt", AuthenticationMethod::client_secret_jwt),
    std::pair("private_key_jwt", AuthenticationMethod::private_key_jwt)};

constexpr std::string_view kClientMembers[] = {"client_id",
                                               "client_name",
                                               "client_secret",
                                               "token_endpoint_auth_methods",
                                               "redirect_uris",
                                               "application_type",
                                               "grant_types",
                                               "response_types",
                                               "scope",
                                               "jwks",
                                               "dpop_bound_access_tokens",
                                               "require_pushed_authorization_requests",
                                               "rsa_public_key",
                                               "callbacks"};

Done read_methods(const ordered_json& json, ClientRecord& client) {
  const auto names = texts_member(json, "token_endpoint_auth_methods");
  if (!names) {
    return std::unexpected(names.error());
  }
  if (!*names) {
    client.methods = client.secret.reveal().empty()
                         ? std::set{AuthenticationMethod::none}
                         : std::set{AuthenticationMethod::client_secret_basic,
                                    AuthenticationMethod::client_secret_post};
    return {};
  }
  for (const std::string& name : **names) {
    const auto* const found =
        std::ranges::find(kMethods, name, [](const auto& method) { return method.first; });
    if (found == kMethods.end()) {
      return bad_request("There is no authentication method \"" + name + "\".");
    }
    client.methods.insert(found->second);
  }
  return {};
}

Done read_texts(const ordered_json& json, ClientRecord& client) {
  const auto id = text_member(json, "client_id");
  const auto name = text_member(json, "client_name");
  const auto secret = text_member(json, "client_secret");
  const auto key = text_member(json, "rsa_public_key");
  for (const auto* const text : {&id, &name, &secret, &key}) {
    if (!*text) {
      return std::unexpected(text->error());
    }
  }
  if (id->value_or("").empty()) {
    return bad_request("client_id is missing.");
  }
  client.id = **id;
  client.name = name->value_or(client.id);
  client.secret = oauth::Secret(secret->value_or(""));
  client.rsa_public_key = *key;
  return {};
}

Done read_scope(const ordered_json& json, ClientRecord& client) {
  const auto text = text_member(json, "scope");
  if (!text) {
    return std::unexpected(text.error());
  }
  auto scope = oauth::oauth2::parse_scope(text->value_or("read write profile"));
  if (!scope) {
    return bad_request("scope is no scope.");
  }
  client.scope = *std::move(scope);
  return {};
}

Done read_lists(const ordered_json& json, ClientRecord& client) {
  const auto uris = texts_member(json, "redirect_uris");
  const auto grants = texts_member(json, "grant_types");
  const auto responses = texts_member(json, "response_types");
  const auto callbacks = texts_member(json, "callbacks");
  for (const auto* const list : {&uris, &grants, &responses, &callbacks}) {
    if (!*list) {
      return std::unexpected(list->error());
    }
  }
  client.redirect_uris = uris->value_or(std::vector<std::string>{});
  client.callbacks = callbacks->value_or(std::vector<std::string>{});
  const auto set_of = [](const std::vector<std::string>& list) {
    return std::set<std::string>(list.begin(), list.end());
  };
  client.grant_types = set_of(grants->value_or(std::vector<std::string>{
      "authorization_code", "refresh_token", "implicit", "password", "client_credentials",
      "urn:ietf:params:oauth:grant-type:device_code", "urn:ietf:params:oauth:grant-type:jwt-bearer",
      "urn:ietf:params:oauth:grant-type:token-exchange"}));
  client.response_types = set_of(responses->value_or(std::vector<std::string>{"code", "token"}));
  return {};
}

Done read_rest(const ordered_json& json, ClientRecord& client) {
  for (const auto& [name, place] :
       {std::pair("dpop_bound_access_tokens", &client.dpop_bound_access_tokens),
        std::pair("require_pushed_authorization_requests",
                  &client.require_pushed_authorization_requests)}) {
    if (json.contains(name) && !json[name].is_boolean()) {
      return bad_request(std::string(name) + " is neither true nor false.");
    }
    *place = json.value(name, false);
  }
  const auto type = text_member(json, "application_type");
  if (!type || (*type && **type != "web" && **type != "native")) {
    return bad_request(R"(application_type is "web" or "native".)");
  }
  client.application_type =
      *type == "web" ? oauth::oauth2::ApplicationType::web : oauth::oauth2::ApplicationType::native;
  if (json.contains("jwks")) {
    if (!json["jwks"].is_object() || !json["jwks"].contains("keys")) {
      return bad_request("jwks is no JWK set.");
    }
    client.jwks = nlohmann::json(json["jwks"]);
  }
  return {};
}

}  // namespace

ordered_json client_json(const ClientRecord& client) {
  auto methods = ordered_json::array();
  for (const auto& [name, method] : kMethods) {
    if (client.methods.contains(method)) {
      methods.push_back(name);
    }
  }
  return {{"client_id", client.id},
          {"client_name", client.name},
          {"has_secret", !client.secret.reveal().empty()},
          {"token_endpoint_auth_methods", methods},
          {"redirect_uris", client.redirect_uris},
          {"application_type",
           client.application_type == oauth::oauth2::ApplicationType::web ? "web" : "native"},
          {"grant_types", client.grant_types},
          {"response_types", client.response_types},
          {"scope", oauth::oauth2::write_scope(client.scope).value_or("")},
          {"dpop_bound_access_tokens", client.dpop_bound_access_tokens},
          {"require_pushed_authorization_requests", client.require_pushed_authorization_requests},
          {"callbacks", client.callbacks}};
}

std::expected<ClientRecord, ControlError> client_of(const ordered_json& json) {
  ClientRecord client;
  if (const auto known = only_members(json, kClientMembers); !known) {
    return std::unexpected(known.error());
  }
  for (const auto read : {&read_texts, &read_methods, &read_scope, &read_lists, &read_rest}) {
    if (const auto done = read(json, client); !done) {
      return std::unexpected(done.error());
    }
  }
  return client;
}

ordered_json user_json(const UserRecord& user) {
  return {{"username", user.username}, {"sub", user.subject}, {"name", user.name}};
}

std::expected<UserRecord, ControlError> user_of(const ordered_json& json) {
  constexpr std::string_view kMembers[] = {"username", "password", "sub", "name"};
  if (const auto known = only_members(json, kMembers); !known) {
    return std::unexpected(known.error());
  }
  const auto username = text_member(json, "username");
  const auto password = text_member(json, "password");
  const auto subject = text_member(json, "sub");
  const auto name = text_member(json, "name");
  for (const auto* const text : {&username, &password, &subject, &name}) {
    if (!*text) {
      return std::unexpected(text->error());
    }
  }
  if (username->value_or("").empty() || password->value_or("").empty()) {
    return bad_request("username and password are needed.");
  }
  return UserRecord{.username = **username,
                    .password = oauth::Secret(**password),
                    .subject = subject->value_or(**username),
                    .name = name->value_or(**username)};
}

}  // namespace oauthspec::provider::control
