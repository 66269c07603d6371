// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/model/default_registry.h"

#include <initializer_list>
#include <string>
#include <utility>

#include "mock_provider/model/client_document.h"

namespace oauthspec::provider {
namespace {

constexpr const char* kCallbacks[] = {"http://127.0.0.1/callback", "http://localhost/callback",
                                      "https://client.example/callback"};

// The keys of RFC 7515, appendices A.3 and A.2; their private halves are in mock_provider/keys/.
constexpr const char* kKeyClientJwks =
    R"({"keys":[{"kty":"EC","crv":"P-256","kid":"key-client","alg":"ES256","use":"sig",
"x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
"y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})";
constexpr const char* kRsaClientKey = R"(-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAofgWCuLjybRlzo0tZWJj
NiuSfb4p4fAkd/wWJcyQoTbji9k0l8W26mPddxHmfHQp+Vaw+4qPCJrcS2mJPMEz
P1Pt0Bm4d4QlL+yRT+SFd2lZS+pCgNMsD1W/YpRPEwOWvG6b32690r2jZ47soMZo
9wGzjb/7OMg0LOL+bSf63kpaSHSXndS5z5rexMdbBYUsLA9e+KXBdQOS+UTo7WTB
EMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6/I5IhlJH7aGhyxX
FvUK+DWNmoudF8NAco9/h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXp
oQIDAQAB
-----END PUBLIC KEY-----
)";

ClientRecord client(const std::string& id, const std::string& name, std::string_view secret) {
  ClientRecord record;
  record.id = id;
  record.name = name;
  record.secret = oauth::Secret(secret);
  record.redirect_uris.assign(std::begin(kCallbacks), std::end(kCallbacks));
  record.application_type = oauth::oauth2::ApplicationType::
      native;  // any port of a loopback address: RFC 8252 section 7.3
  record.grant_types = every_grant_type();
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
  ClientRecord keyed = client("key-client", "Key Client", "");
  keyed.methods = {AuthenticationMethod::private_key_jwt};
  keyed.jwks = nlohmann::json::parse(kKeyClientJwks);
  ClientRecord rsa = client("rsa-client", "RSA Client of OAuth 1.0", "rsa-client-secret");
  rsa.methods = confidential.methods;
  rsa.rsa_public_key = kRsaClientKey;
  for (ClientRecord* record : {&confidential, &second, &assertion, &open, &keyed, &rsa, &server}) {
    const std::string id = record->id;
    registry.clients.emplace(id, std::move(*record));
  }
  registry.users.emplace("alice", user("alice", "wonderland", "Alice Liddell"));
  registry.users.emplace("bob", user("bob", "builder", "Bob Builder"));
  return registry;
}

}  // namespace oauthspec::provider
