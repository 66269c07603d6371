// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/metadata.h"

#include <string>
#include <vector>

#include "mock_provider/model/algorithms.h"
#include "mock_provider/oauth2/document.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

using nlohmann::json;

std::vector<std::string> assertion_algorithms() {
  std::vector<std::string> all = signature_algorithms();
  all.insert(all.end(), mac_algorithms().begin(), mac_algorithms().end());
  return all;
}

json confidential_methods() {
  return {"client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt"};
}

json every_method() {
  json methods = confidential_methods();
  methods.push_back("none");
  return methods;
}

json grant_types(Profile profile) {
  json types = {"authorization_code",
                "refresh_token",
                "client_credentials",
                "urn:ietf:params:oauth:grant-type:device_code",
                "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "urn:ietf:params:oauth:grant-type:token-exchange"};
  if (offers_implicit(profile)) {
    types.push_back("implicit");
  }
  if (offers_password(profile)) {
    types.push_back("password");
  }
  return types;
}

json authorization_members(const Call& call) {
  const Profile profile = call.state.settings.profile;
  json members = {{"authorization_endpoint", call.issuer + "/authorize"},
                  {"pushed_authorization_request_endpoint", call.issuer + "/par"},
                  {"response_modes_supported", {"query", "fragment", "form_post"}},
                  {"authorization_response_iss_parameter_supported", true},  // RFC9207-3-1
                  {"require_pushed_authorization_requests",
                   call.state.settings.require_pushed_authorization_requests}};
  // RFC8414-2-9
  members["response_types_supported"] = json::array({"code"});
  if (offers_implicit(profile)) {
    members["response_types_supported"].push_back("token");
  }
  // RFC8414-2-24
  members["code_challenge_methods_supported"] = json::array({"S256"});
  if (offers_plain_challenge(profile)) {
    members["code_challenge_methods_supported"].push_back("plain");
  }
  return members;
}

// RFC8414-2-13, RFC8414-2-19, RFC8414-2-22: with JWTs among the methods, their algorithms are named.
json client_endpoint_members(const Call& call) {
  return {{"token_endpoint", call.issuer + "/token"},
          {"token_endpoint_auth_methods_supported", every_method()},
          {"token_endpoint_auth_signing_alg_values_supported", assertion_algorithms()},
          {"revocation_endpoint", call.issuer + "/revoke"},
          {"revocation_endpoint_auth_methods_supported", every_method()},
          {"revocation_endpoint_auth_signing_alg_values_supported", assertion_algorithms()},
          {"introspection_endpoint", call.issuer + "/introspect"},
          {"introspection_endpoint_auth_methods_supported", confidential_methods()},
          {"introspection_endpoint_auth_signing_alg_values_supported", assertion_algorithms()},
          {"device_authorization_endpoint", call.issuer + "/device_authorization"},
          {"registration_endpoint", call.issuer + "/register"}};
}

constexpr std::string_view kResourceMetadata = "/.well-known/oauth-protected-resource";

}  // namespace

json metadata_of(const Call& call) {
  const Settings& settings = call.state.settings;
  json document = {{"issuer", call.issuer},  // RFC8414-2-1, RFC8414-3.3-1
                   {"scopes_supported", settings.scopes},
                   {"grant_types_supported", grant_types(settings.profile)},
                   {"dpop_signing_alg_values_supported", proof_algorithms()},
                   {"protected_resources", json::array({call.issuer + "/resource"})}};
  document.update(authorization_members(call));
  document.update(client_endpoint_members(call));
  if (!call.state.keys->keys.empty()) {
    document["jwks_uri"] = call.issuer + "/jwks";
  }
  return document;
}

http::Reply metadata(Call& call) {
  return publish(call, metadata_of(call));
}

http::Reply resource_metadata(Call& call) {
  const std::string path(call.path.substr(kResourceMetadata.size()));
  if (!call.state.rules.resource.needed_scope(call.state.settings, path)) {
    return refuse_path(call);
  }
  json document = {{"resource", call.issuer + path},  // RFC9728-3.3-1
                   {"authorization_servers", json::array({call.issuer})},
                   {"scopes_supported", call.state.settings.scopes},
                   {"bearer_methods_supported", {"header", "body"}},
                   {"dpop_signing_alg_values_supported", proof_algorithms()},
                   {"resource_name", "The mock provider's resource"}};
  if (offers_token_in_query(call.state.settings.profile)) {
    document["bearer_methods_supported"].push_back("query");
  }
  return publish(call, document);
}

http::Reply jwks(Call& call) {
  json keys = json::array();
  for (const SigningKey& key : call.state.keys->keys) {
    keys.push_back(key.public_jwk);
  }
  return publish(call, {{"keys", keys}});
}

}  // namespace oauthspec::provider::oauth2_endpoints
