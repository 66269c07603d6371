// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/model/default_registry.h"

#include <initializer_list>
#include <string>
#include <utility>

namespace oauthspec::provider {
namespace {

constexpr const char* kCallbacks[] = {"http://127.0.0.1/callback", "http://localhost/callback",
                                      "https://client.example/callback"};

ClientRecord client(const std::string& id, const std::string& name, std::string_view secret) {
  ClientRecord record;
  record.id = id;
  record.name = name;
  record.secret = oauth::Secret(secret);
  record.redirect_uris.assign(std::begin(kCallbacks), std::end(kCallbacks));
  record.application_type = oauth::oauth2::ApplicationType::
      native;  // any port of a loopback address: RFC 8252 section 7.3
  record.grant_types = {"authorization_code",
                        "refresh_token",
                        "implicit",
                        "password",
                        "client_credentials",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "urn:ietf:params:oauth:grant-type:jwt-bearer",
                        "urn:ietf:params:oauth:grant-type:token-exchange"};
  record.response_types = {"code", "token"};
  record.scope = {"read", "write", "profile"};
  return record;
}

UserRecord user(const std::string& username, std::string_view password, const std::string& name) {
  return {username, oauth::Secret(password), username, name};
}

}  // namespace

Registry default_registry() {
  Registry registry;
  ClientRecord confidential = client("client", "Example Client", "secret");
  confidential.methods = {AuthenticationMethod::client_secret_basic,
                          AuthenticationMethod::client_secret_post};
  ClientRecord second = client("second", "Second Client", "second-secret");
  second.methods = confidential.methods;
  ClientRecord assertion =
      client("jwt-client", "JWT Client",
             "jwt-client-secret-of-at-least-64-octets-for-HMAC-with-SHA-512-01234567");
  assertion.methods = {AuthenticationMethod::client_secret_jwt};
  ClientRecord open = client("public", "Public Client", "");
  open.methods = {AuthenticationMethod::none};
  open.grant_types.erase("client_credentials");
  ClientRecord server = client("resource-server", "Resource Server", "resource-server-secret");
  server.methods = confidential.methods;
  server.resource_server = true;
  for (ClientRecord* record : {&confidential, &second, &assertion, &open, &server}) {
    const std::string id = record->id;
    registry.clients.emplace(id, std::move(*record));
  }
  registry.users.emplace("alice", user("alice", "wonderland", "Alice Liddell"));
  registry.users.emplace("bob", user("bob", "builder", "Bob Builder"));
  return registry;
}

}  // namespace oauthspec::provider
