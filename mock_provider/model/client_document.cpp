// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/model/client_document.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "harness/reference/jose/jwk.h"

namespace oauthspec::provider {
namespace {

using nlohmann::json;
using Method = AuthenticationMethod;

constexpr std::array<std::pair<std::string_view, Method>, 5> kMethods = {
    {{"none", Method::none},
     {"client_secret_basic", Method::client_secret_basic},
     {"client_secret_post", Method::client_secret_post},
     {"client_secret_jwt", Method::client_secret_jwt},
     {"private_key_jwt", Method::private_key_jwt}}};

constexpr std::array kMembers = {"client_id",
                                 "client_secret",
                                 "client_name",
                                 "token_endpoint_auth_methods",
                                 "redirect_uris",
                                 "application_type",
                                 "grant_types",
                                 "response_types",
                                 "scope",
                                 "jwks",
                                 "dpop_bound_access_tokens",
                                 "require_pushed_authorization_requests",
                                 "resource_server",
                                 "rsa_public_key",
                                 "callbacks"};

// RFC 7518 section 3.2: a key of the hash's size or larger.
constexpr std::size_t kFewestOctetsForHmac = 32;

// Takes members out of a description; the first fault is kept.
class Members {
 public:
  explicit Members(const json& description) : description_(description) {
    if (!description.is_object()) {
      fail("", "is no object");
      return;
    }
    for (const auto& [name, value] : description.items()) {
      if (std::ranges::find(kMembers, name) == kMembers.end()) {
        fail(name, "is unknown");
      }
    }
  }

  std::string text(const char* name) {
    const json* value = find(name);
    if (value == nullptr) {
      return {};
    }
    if (!value->is_string() || value->get_ref<const std::string&>().empty()) {
      fail(name, "is no text");
      return {};
    }
    return value->get<std::string>();
  }
  bool truth(const char* name) {
    const json* value = find(name);
    if (value != nullptr && !value->is_boolean()) {
      fail(name, "is neither true nor false");
    }
    return value != nullptr && value->is_boolean() && value->get<bool>();
  }
  std::optional<std::vector<std::string>> texts(const char* name) {
    const json* value = find(name);
    if (value == nullptr) {
      return std::nullopt;
    }
    const auto is_text = [](const json& one) { return one.is_string(); };
    if (!value->is_array() || !std::ranges::all_of(*value, is_text)) {
      fail(name, "is no array of texts");
      return std::nullopt;
    }
    return value->get<std::vector<std::string>>();
  }
  const json* find(const char* name) const {
    if (fault_ || !description_.contains(name)) {
      return nullptr;
    }
    return &description_.at(name);
  }

  void fail(const std::string& place, std::string reason) {
    if (!fault_) {
      fault_ = {place.empty() ? "" : '/' + place, std::move(reason)};
    }
  }
  const std::optional<DocumentFault>& fault() const { return fault_; }

 private:
  const json& description_;
  std::optional<DocumentFault> fault_;
};

void read_methods(Members& members, ClientRecord& client) {
  if (const auto names = members.texts("token_endpoint_auth_methods")) {
    for (const std::string& one : *names) {
      const auto method = method_named(one);
      if (!method) {
        members.fail("token_endpoint_auth_methods", "names a method that is unknown");
        return;
      }
      client.methods.insert(*method);
    }
  } else if (!client.secret.reveal().empty()) {
    client.methods = {Method::client_secret_basic, Method::client_secret_post};
  } else {
    client.methods = {client.jwks.is_null() ? Method::none : Method::private_key_jwt};
  }
}

void check_methods(Members& members, const ClientRecord& client) {
  const std::size_t octets = client.secret.reveal().size();
  const auto has = [&client](Method method) { return client.methods.contains(method); };
  if (client.methods.empty()) {
    members.fail("token_endpoint_auth_methods", "is empty");
  } else if (octets == 0 && (has(Method::client_secret_basic) || has(Method::client_secret_post))) {
    members.fail("", "a method needs client_secret, which is missing");
  } else if (has(Method::client_secret_jwt) && octets < kFewestOctetsForHmac) {
    members.fail("", "client_secret_jwt needs a client_secret of 32 octets or more");
  } else if (has(Method::private_key_jwt) && client.jwks.is_null()) {
    members.fail("", "private_key_jwt needs jwks, which is missing");
  }
}

void read_redirection(Members& members, ClientRecord& client) {
  client.redirect_uris = members.texts("redirect_uris").value_or(std::vector<std::string>());
  for (std::size_t i = 0; i < client.redirect_uris.size(); ++i) {
    // RFC6749-3.1.2-1, RFC6749-3.1.2-3
    if (!oauth::oauth2::check_redirect_uri(client.redirect_uris[i])) {
      members.fail("redirect_uris/" + std::to_string(i),
                   "is no absolute URI, or one with a fragment");
    }
  }
  const std::string type = members.text("application_type");
  if (!type.empty() && type != "web" && type != "native") {
    members.fail("application_type", "is neither web nor native");
  }
  client.application_type = type == "native" ? oauth::oauth2::ApplicationType::native
                                             : oauth::oauth2::ApplicationType::web;
}

void read_grants(Members& members, ClientRecord& client, const oauth::oauth2::Scope& every_scope) {
  if (const auto grants = members.texts("grant_types")) {
    client.grant_types = {grants->begin(), grants->end()};
  } else {
    client.grant_types = every_grant_type();
  }
  if (const auto types = members.texts("response_types")) {
    client.response_types = {types->begin(), types->end()};
  } else {
    client.response_types = {"code"};
    if (client.grant_types.contains("implicit")) {
      client.response_types.insert("token");
    }
  }
  client.scope = every_scope;
  if (members.find("scope") != nullptr) {
    auto scope = oauth::oauth2::parse_scope(members.text("scope"));
    if (!scope) {
      members.fail("scope", "is no list of scope tokens, each separated by one space");
      return;
    }
    client.scope = *std::move(scope);
  }
}

void read_keys(const oauth::crypto::Backend& backend, Members& members, ClientRecord& client) {
  if (const json* jwks = members.find("jwks")) {
    if (const auto right = check_jwks(backend, *jwks); !right) {
      members.fail("jwks" + right.error().pointer, right.error().reason);
      return;
    }
    client.jwks = *jwks;
  }
  if (const std::string pem = members.text("rsa_public_key"); !pem.empty()) {
    const auto key = backend.public_key(pem);
    if (!key || (*key)->type() != oauth::crypto::KeyType::rsa) {
      members.fail("rsa_public_key", "is no RSA public key in PEM");
    }
    client.rsa_public_key = pem;
  }
}

}  // namespace

std::string_view name(AuthenticationMethod method) {
  const auto* const found =
      std::ranges::find(kMethods, method, [](const auto& row) { return row.second; });
  return found == kMethods.end() ? "none" : found->first;
}

std::optional<AuthenticationMethod> method_named(std::string_view name) {
  const auto* const found =
      std::ranges::find(kMethods, name, [](const auto& row) { return row.first; });
  return found == kMethods.end() ? std::nullopt : std::optional(found->second);
}

const std::set<std::string>& every_grant_type() {
  static const std::set<std::string> all = {"authorization_code",
                                            "refresh_token",
                                            "implicit",
                                            "password",
                                            "client_credentials",
                                            "urn:ietf:params:oauth:grant-type:device_code",
                                            "urn:ietf:params:oauth:grant-type:jwt-bearer",
                                            "urn:ietf:params:oauth:grant-type:token-exchange"};
  return all;
}

std::expected<void, DocumentFault> check_jwks(const oauth::crypto::Backend& backend,
                                              const json& jwks) {
  if (!jwks.is_object() || !jwks.contains("keys") || !jwks.at("keys").is_array()) {
    return std::unexpected(DocumentFault{"", "is no JWK set"});
  }
  const json& keys = jwks.at("keys");
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::string place = "/keys/" + std::to_string(i);
    const auto numbers = oauth::jose::key_numbers(keys[i]);
    if (!numbers || !backend.public_key(*numbers)) {
      return std::unexpected(DocumentFault{place, "is no asymmetric key that can be read"});
    }
    if (oauth::jose::is_private(keys[i])) {
      return std::unexpected(DocumentFault{place, "is a private key"});
    }
  }
  return {};
}

std::expected<ClientRecord, DocumentFault> read_client(const oauth::crypto::Backend& backend,
                                                       const json& description,
                                                       const oauth::oauth2::Scope& every_scope) {
  Members members(description);
  ClientRecord client;
  client.id = members.text("client_id");
  if (client.id.empty()) {
    members.fail("", "the member \"client_id\" is missing");
  }
  client.secret = oauth::Secret::take(members.text("client_secret"));
  client.name = members.text("client_name");
  if (client.name.empty()) {
    client.name = client.id;
  }
  read_keys(backend, members, client);
  read_methods(members, client);
  check_methods(members, client);
  read_redirection(members, client);
  read_grants(members, client, every_scope);
  client.dpop_bound_access_tokens = members.truth("dpop_bound_access_tokens");
  client.require_pushed_authorization_requests =
      members.truth("require_pushed_authorization_requests");
  client.resource_server = members.truth("resource_server");
  client.callbacks = members.texts("callbacks").value_or(std::vector<std::string>());
  if (members.fault()) {
    return std::unexpected(*members.fault());
  }
  return client;
}

}  // namespace oauthspec::provider
