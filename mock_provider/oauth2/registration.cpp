// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/registration.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/reference/oauth2/bearer.h"
#include "harness/reference/oauth2/json_object.h"
#include "mock_provider/model/client_document.h"
#include "mock_provider/model/json_members.h"
#include "mock_provider/oauth2/answer.h"
#include "mock_provider/oauth2/document.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;
using nlohmann::json;

constexpr std::string_view kConfigurations = "/register/";

std::string requirement_of(const oauth2::Refusal& refusal) {
  if (refusal.error == "invalid_redirect_uri") {
    return refusal.reason == oauth::Errc::redirect_uri_missing ? "RFC7591-5-3" : "RFC7591-5-4";
  }
  if (refusal.error == "invalid_client_metadata") {
    return "RFC7591-3.2.2-4";
  }
  if (refusal.error == "invalid_software_statement") {
    return "RFC7591-3.2.2-5";
  }
  if (refusal.error == "unapproved_software_statement") {
    return "RFC7591-3.2.2-6";
  }
  return refusal.error.empty() ? "RFC6750-3-1" : "RFC6750-3.1-3";
}

// RFC7591-3.2.2-1, RFC7591-3.2.2-2; where a token is wanted, as RFC 6750 section 3 has it.
http::Reply refuse_client(Call& call, const oauth2::Refusal& refusal) {
  call.verdict = {.accepted = false,
                  .error = refusal.error,
                  .reason = std::string(name(refusal.reason)),
                  .requirement = requirement_of(refusal),
                  .explanation = std::string(meaning(refusal.reason))};
  json body = json::object();
  if (!refusal.error.empty()) {
    body = {{"error", refusal.error}, {"error_description", description(refusal.reason)}};
  }
  const int status = refusal.status.value_or(400);
  auto response = oauth2::write_object(status, body);
  const auto challenge = oauth2::write_bearer_challenge(
      {.realm = "mock provider", .scope = {}, .resource_metadata = {}}, refusal.error);
  if (response && challenge && status == 401) {
    response->headers.push_back({"WWW-Authenticate", *challenge});
  }
  return answer(call, std::move(response));
}

http::Reply inform(Call& call, int status, const ClientRecord& client) {
  return answer(call, oauth2::write_object(status, call.state.rules.registration.client_information(
                                                       call.around(), client)));
}

// The software statement's values put in, defaults put in, everything checked.
oauth2::Judgement<json> complete(Call& call, json metadata) {
  const RegistrationRules& rules = call.state.rules.registration;
  if (metadata.contains("software_statement")) {
    const auto claims = rules.read_software_statement(call.around(), call.state.registry,
                                                      text_member(metadata, "software_statement"));
    if (!claims) {
      return std::unexpected(claims.error());
    }
    metadata = rules.prefer_statement(metadata, *claims);
    if (const auto types = rules.check_member_types(metadata); !types) {
      return std::unexpected(types.error());
    }
  }
  metadata = rules.with_defaults(call.around(), std::move(metadata));
  for (const auto& checked :
       {rules.check_redirect_uris(metadata), rules.check_grants(call.around(), metadata),
        rules.check_authentication(call.around(), metadata),
        rules.check_scope(call.around(), metadata), rules.check_pages(metadata)}) {
    if (!checked) {
      return std::unexpected(checked.error());
    }
  }
  return metadata;
}

// Puts what was registered where the other endpoints look for it.
void apply(Call& call, ClientRecord& client, json metadata) {
  const auto texts = [&metadata](const char* name) { return texts_member(metadata, name); };
  client.name = text_member(metadata, "client_name");
  if (client.name.empty()) {
    client.name = client.id;
  }
  const auto method = method_named(text_member(metadata, "token_endpoint_auth_method"))
                          .value_or(AuthenticationMethod::client_secret_basic);
  client.methods = {method};
  if (!call.state.rules.registration.needs_secret(method)) {
    client.secret = {};
  } else if (client.secret.reveal().empty()) {
    // RFC7591-3.2.1-4
    client.secret = oauth::Secret::take(call.state.rules.registration.client_secret_text(
        call.around(), call.state.random_octets()));
  }
  client.redirect_uris = texts("redirect_uris");
  client.application_type = text_member(metadata, "application_type") == "native"
                                ? oauth2::ApplicationType::native
                                : oauth2::ApplicationType::web;
  const auto grants = texts("grant_types");
  client.grant_types = {grants.begin(), grants.end()};
  const auto responses = texts("response_types");
  client.response_types = {responses.begin(), responses.end()};
  client.scope = oauth2::parse_scope(text_member(metadata, "scope")).value_or(oauth2::Scope());
  client.jwks = metadata.value("jwks", json());
  client.dpop_bound_access_tokens = truth_member(metadata, "dpop_bound_access_tokens");
  client.require_pushed_authorization_requests =
      truth_member(metadata, "require_pushed_authorization_requests");
  client.metadata = std::move(metadata);
}

// At capacity the client that registered first makes room; those of the configuration stay.
void make_room(Registry& registry, std::size_t capacity) {
  if (registry.clients.size() < capacity) {
    return;
  }
  auto oldest = registry.clients.end();
  const auto issued = [](const ClientRecord& client) {
    return number_member(client.metadata, "client_id_issued_at");
  };
  for (auto at = registry.clients.begin(); at != registry.clients.end(); ++at) {
    const bool dynamic = !at->second.registration_access_token.reveal().empty();
    if (dynamic &&
        (oldest == registry.clients.end() || issued(at->second) < issued(oldest->second))) {
      oldest = at;
    }
  }
  if (oldest != registry.clients.end()) {
    registry.clients.erase(oldest);
  }
}

oauth2::Judgement<const ClientRecord*> register_client(Call& call) {
  const RegistrationRules& rules = call.state.rules.registration;
  if (const auto allowed = rules.check_initial_access_token(call.state.settings, call.request);
      !allowed) {
    return std::unexpected(allowed.error());
  }
  const auto sent = rules.read_metadata(call.request);
  if (!sent) {
    return std::unexpected(sent.error());
  }
  if (const auto types = rules.check_member_types(*sent); !types) {
    return std::unexpected(types.error());
  }
  auto metadata = complete(call, rules.known_members(*sent));
  if (!metadata) {
    return std::unexpected(metadata.error());
  }
  make_room(call.state.registry, call.state.settings.capacities.records);
  ClientRecord client;
  client.id = call.state.random_text(16);  // RFC7591-3.2.1-3
  client.registration_access_token = oauth::Secret::take(call.state.random_text());
  (*metadata)["client_id_issued_at"] = call.now;  // RFC7591-3.2.1-9
  apply(call, client, *std::move(metadata));
  const std::string id = client.id;
  return &call.state.registry.clients.insert_or_assign(id, std::move(client)).first->second;
}

// The client of a request to its configuration endpoint.
oauth2::Judgement<ClientRecord*> managed_client(Call& call) {
  const auto token = oauth2::find_bearer_token(call.request, {oauth2::TokenPlacement::header});
  if (!token) {
    return std::unexpected(token.error());
  }
  auto& clients = call.state.registry.clients;
  const auto found = clients.find(call.path.substr(kConfigurations.size()));
  ClientRecord* client = found == clients.end() ? nullptr : &found->second;
  const auto allowed = call.state.rules.registration.check_access_token(client, token->token);
  if (!allowed) {
    return std::unexpected(allowed.error());
  }
  return client;
}

http::Reply update(Call& call, ClientRecord& client) {
  const RegistrationRules& rules = call.state.rules.registration;
  const auto sent = rules.read_metadata(call.request);
  if (!sent) {
    return refuse_client(call, sent.error());
  }
  for (const auto& checked : {rules.check_member_types(*sent), rules.check_update(client, *sent)}) {
    if (!checked) {
      return refuse_client(call, checked.error());
    }
  }
  auto metadata = complete(call, rules.updated_metadata(client, *sent));
  if (!metadata) {
    return refuse_client(call, metadata.error());
  }
  apply(call, client, *std::move(metadata));
  return inform(call, 200, client);
}

template <class Store>
void revoke_all(Call& call, const ClientRecord& client, Store& store) {
  for (auto& record : store.all()) {
    if (call.state.rules.registration.falls_with_client(client, record.grant)) {
      record.revoked = true;
    }
  }
}

http::Reply remove(Call& call, const ClientRecord& client) {
  revoke_all(call, client, call.state.access_tokens);
  revoke_all(call, client, call.state.refresh_tokens);
  call.state.registry.clients.erase(client.id);
  return {{.status = 204,
           .headers = {{"Cache-Control", "no-store"}, {"Pragma", "no-cache"}},
           .body = {}},
          {}};
}

}  // namespace

http::Reply registration(Call& call) {
  if (call.request.method != "POST") {
    return refuse_method(call, "POST");  // RFC7591-3-1
  }
  const auto client = register_client(call);
  return client ? inform(call, 201, **client) : refuse_client(call, client.error());
}

http::Reply configuration(Call& call) {
  const std::string& method = call.request.method;
  if (method != "GET" && method != "PUT" && method != "DELETE") {
    return refuse_method(call, "GET, PUT, DELETE");
  }
  const auto client = managed_client(call);
  if (!client) {
    return refuse_client(call, client.error());
  }
  if (method == "PUT") {
    return update(call, **client);
  }
  return method == "DELETE" ? remove(call, **client) : inform(call, 200, **client);
}

}  // namespace oauthspec::provider::oauth2_endpoints
