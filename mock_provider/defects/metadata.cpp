// SPDX-License-Identifier: Apache-2.0
// The documents that the provider publishes: RFC 8414, RFC 7517 and RFC 9728.
#include <array>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "mock_provider/defects/edit_reply.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

using nlohmann::json;

void edit(Rules& rules, void (*change)(json&)) {
  edit_success(rules, Endpoint::metadata, change);
}
void edit_keys(Rules& rules, void (*change)(json&)) {
  edit_success(rules, Endpoint::jwks, change);
}
void edit_resource(Rules& rules, void (*change)(json&)) {
  edit_success(rules, Endpoint::resource_metadata, change);
}

oauth::Result<std::vector<std::string>> to_the_wrong_place(const oauth::oauth2::Refusal& refusal,
                                                           const rules::ChallengeContext& context) {
  rules::ChallengeContext wrong = context;
  wrong.resource_metadata += "/.well-known/oauth-protected-resource";
  return rules::resource_challenges(refusal, wrong);
}

constexpr std::array kMetadataDefects = {
    Defect{"metadata-issuer-with-slash", "RFC8414-3.3-1",
           "issuer ends with a slash that the identifier has not.",
           [](Rules& rules) {
             edit(rules,
                  [](json& body) { body["issuer"] = body["issuer"].get<std::string>() + "/"; });
           }},
    Defect{
        "metadata-as-text", "RFC8414-3.2-1", "The metadata is sent as text/plain.",
        [](Rules& rules) { write_field(rules, Endpoint::metadata, "Content-Type", "text/plain"); }},
    Defect{"metadata-without-response-types", "RFC8414-2-9",
           "response_types_supported is left out.",
           [](Rules& rules) {
             edit(rules, [](json& body) { body.erase("response_types_supported"); });
           }},
    Defect{"metadata-without-token-endpoint", "RFC8414-2-4", "token_endpoint is left out.",
           [](Rules& rules) { edit(rules, [](json& body) { body.erase("token_endpoint"); }); }},
    Defect{"metadata-without-authorization-endpoint", "RFC8414-2-3",
           "authorization_endpoint is left out.",
           [](Rules& rules) {
             edit(rules, [](json& body) { body.erase("authorization_endpoint"); });
           }},
    Defect{"metadata-without-token-algorithms", "RFC8414-2-13",
           "The algorithms of assertions at the token endpoint are left out.",
           [](Rules& rules) {
             edit(rules, [](json& body) {
               body.erase("token_endpoint_auth_signing_alg_values_supported");
             });
           }},
    Defect{"metadata-without-revocation-algorithms", "RFC8414-2-19",
           "The algorithms of assertions at the revocation endpoint are left out.",
           [](Rules& rules) {
             edit(rules, [](json& body) {
               body.erase("revocation_endpoint_auth_signing_alg_values_supported");
             });
           }},
    Defect{"metadata-without-introspection-algorithms", "RFC8414-2-22",
           "The algorithms of assertions at the introspection endpoint are left out.",
           [](Rules& rules) {
             edit(rules, [](json& body) {
               body.erase("introspection_endpoint_auth_signing_alg_values_supported");
             });
           }},
    Defect{"metadata-none-at-token-endpoint", "RFC8414-2-15",
           "The token endpoint says that it takes assertions without signature.",
           [](Rules& rules) {
             edit(rules, [](json& body) {
               body["token_endpoint_auth_signing_alg_values_supported"].push_back("none");
             });
           }},
    Defect{"metadata-none-at-revocation-endpoint", "RFC8414-2-20",
           "The revocation endpoint says that it takes assertions without signature.",
           [](Rules& rules) {
             edit(rules, [](json& body) {
               body["revocation_endpoint_auth_signing_alg_values_supported"].push_back("none");
             });
           }},
    Defect{"metadata-none-at-introspection-endpoint", "RFC8414-2-23",
           "The introspection endpoint says that it takes assertions without signature.",
           [](Rules& rules) {
             edit(rules, [](json& body) {
               body["introspection_endpoint_auth_signing_alg_values_supported"].push_back("none");
             });
           }},
    Defect{"metadata-with-empty-list", "RFC8414-3.2-3", "A list has no element.",
           [](Rules& rules) {
             edit(rules, [](json& body) { body["ui_locales_supported"] = json::array(); });
           }},
    Defect{"metadata-list-as-text", "RFC8414-2-25", "The scopes are one string.",
           [](Rules& rules) {
             edit(rules, [](json& body) { body["scopes_supported"] = "read write profile"; });
           }},
    Defect{"metadata-keys-by-http", "RFC8414-2-5", "jwks_uri is an http URL.",
           [](Rules& rules) {
             edit(rules, [](json& body) { body["jwks_uri"] = "http://127.0.0.1:8080/jwks"; });
           }},
    Defect{"metadata-hides-pkce", "RFC8414-2-24",
           "The metadata does not say that PKCE is verified.",
           [](Rules& rules) {
             edit(rules, [](json& body) { body.erase("code_challenge_methods_supported"); });
           }},
    Defect{"metadata-hides-iss", "RFC9207-2.3-3",
           "The metadata does not say that responses have iss.",
           [](Rules& rules) {
             edit(rules,
                  [](json& body) { body.erase("authorization_response_iss_parameter_supported"); });
           }},
    Defect{"jwks-as-array", "RFC7517-5-1", "The keys do not stand in the member keys.",
           [](Rules& rules) { edit_keys(rules, [](json& body) { body["keys"] = body.dump(); }); }},
    Defect{
        "jwks-without-kty", "RFC7517-4.1-1", "A key does not say its type.",
        [](Rules& rules) { edit_keys(rules, [](json& body) { body["keys"][0].erase("kty"); }); }},
    Defect{
        "jwks-private", "RFC6750-5.2-2", "A key is published with its private part.",
        [](Rules& rules) { edit_keys(rules, [](json& body) { body["keys"][0]["d"] = "AQAB"; }); }},
    Defect{"resource-metadata-as-text", "RFC9728-3.2-1",
           "The metadata of a resource is sent as text/plain.",
           [](Rules& rules) {
             write_field(rules, Endpoint::resource_metadata, "Content-Type", "text/plain");
           }},
    Defect{"resource-metadata-without-resource", "RFC9728-2-1", "resource is left out.",
           [](Rules& rules) { edit_resource(rules, [](json& body) { body.erase("resource"); }); }},
    Defect{"resource-metadata-of-another", "RFC9728-3.3-1", "resource is another identifier.",
           [](Rules& rules) {
             edit_resource(rules,
                           [](json& body) { body["resource"] = "https://elsewhere.example/"; });
           }},
    Defect{"resource-metadata-with-empty-list", "RFC9728-3.2-3", "A list has no element.",
           [](Rules& rules) {
             edit_resource(rules, [](json& body) { body["scopes_supported"] = json::array(); });
           }},
    Defect{"resource-metadata-cookie", "RFC9728-2-5", "A bearer token may go in a cookie.",
           [](Rules& rules) {
             edit_resource(
                 rules, [](json& body) { body["bearer_methods_supported"].push_back("cookie"); });
           }},
    Defect{"resource-metadata-none", "RFC9728-2-6", "Signed responses may be unsigned.",
           [](Rules& rules) {
             edit_resource(rules, [](json& body) {
               body["resource_signing_alg_values_supported"] = json::array({"RS256", "none"});
             });
           }},
    Defect{"resource-metadata-of-another-server", "RFC9728-4-2",
           "The resource names another authorization server than names it.",
           [](Rules& rules) {
             edit_resource(rules, [](json& body) {
               body["authorization_servers"] = json::array({"https://elsewhere.example"});
             });
           }},
    Defect{"resource-challenge-leads-nowhere", "RFC9728-5.1-1",
           "resource_metadata of a challenge has its well-known part at the end.",
           [](Rules& rules) { rules.resource.challenges = &to_the_wrong_place; }},
};

}  // namespace

DefectTopic metadata() {
  return kMetadataDefects;
}

}  // namespace oauthspec::provider::defects
