// SPDX-License-Identifier: Apache-2.0
// The metadata of an authorization server, as it is published and as the server acts: RFC 8414; its keys: RFC 7517.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/checks/expect.h"
#include "harness/checks/metadata_document.h"
#include "harness/checks/topics.h"
#include "harness/reference/jose/jwk.h"
#include "harness/reference/oauth2/well_known.h"

namespace oauthspec::checks {
namespace {

using nlohmann::json;

// The document's response. A server that has none publishes its metadata elsewhere, or nowhere.
Attempt<Response> published(Session& session) {
  const auto url = oauth::oauth2::issuer_metadata_url(session.target().server.issuer,
                                                      "oauth-authorization-server",
                                                      session.world().allow_plain_http);
  if (!url) return std::unexpected(unsupported("no issuer is configured"));
  return published_at(session, *url, "there is no metadata");
}

Attempt<json> document(Session& session) {
  return read_document(published(session));
}

Finding the_document_is_json(Session& session) {
  return document_is_json(published(session));
}

Finding the_issuer_is_its_own(Session& session) {
  const auto body = document(session);
  if (!body) return body.error();
  return body->value("issuer", json()) == session.target().server.issuer
             ? pass()
             : fail("issuer is not the identifier that the document was asked for with");
}

Finding response_types_are_listed(Session& session) {
  const auto body = document(session);
  if (!body) return body.error();
  const json types = body->value("response_types_supported", json());
  return types.is_array() ? pass() : fail("response_types_supported is missing");
}

Finding the_token_endpoint_is_named(Session& session) {
  const auto body = document(session);
  if (!body) return body.error();
  return body->value("token_endpoint", json()).is_string() ? pass()
                                                           : fail("token_endpoint is missing");
}

Finding the_authorization_endpoint_is_named(Session& session) {
  const auto body = document(session);
  if (!body) return body.error();
  const json types = body->value("response_types_supported", json::array());
  if (!types.is_array() || types.empty()) return {Verdict::pass, "no grant redirects the owner"};
  return body->value("authorization_endpoint", json()).is_string()
             ? pass()
             : fail("authorization_endpoint is missing, though there are response types");
}

// Where an endpoint takes JWTs, their algorithms have to be named.
Finding algorithms_are_named(Session& session, const std::string& endpoint) {
  const auto body = document(session);
  if (!body) return body.error();
  const std::string methods = endpoint + "_auth_methods_supported";
  const bool jwt = lists(*body, methods.c_str(), "private_key_jwt") ||
                   lists(*body, methods.c_str(), "client_secret_jwt");
  const std::string algorithms = endpoint + "_auth_signing_alg_values_supported";
  return !jwt || body->contains(algorithms) ? pass() : fail(algorithms + " is missing");
}

Finding none_is_no_algorithm(Session& session, const std::string& endpoint) {
  const auto body = document(session);
  if (!body) return body.error();
  const std::string algorithms = endpoint + "_auth_signing_alg_values_supported";
  return lists(*body, algorithms.c_str(), "none") ? fail(algorithms + " has none") : pass();
}

Finding token_algorithms_are_named(Session& session) {
  return algorithms_are_named(session, "token_endpoint");
}
Finding revocation_algorithms_are_named(Session& session) {
  return algorithms_are_named(session, "revocation_endpoint");
}
Finding introspection_algorithms_are_named(Session& session) {
  return algorithms_are_named(session, "introspection_endpoint");
}
Finding none_is_no_token_algorithm(Session& session) {
  return none_is_no_algorithm(session, "token_endpoint");
}
Finding none_is_no_revocation_algorithm(Session& session) {
  return none_is_no_algorithm(session, "revocation_endpoint");
}
Finding none_is_no_introspection_algorithm(Session& session) {
  return none_is_no_algorithm(session, "introspection_endpoint");
}

Finding nothing_is_empty(Session& session) {
  const auto body = document(session);
  if (!body) return body.error();
  for (const auto& [name, value] : body->items()) {
    // This one has to be there, also where no grant has a response of the authorization endpoint.
    const bool required = name == "response_types_supported";
    if (!required && value.is_array() && value.empty()) return fail(name + " has no element");
  }
  return pass();
}

Finding lists_are_arrays(Session& session) {
  const auto body = document(session);
  if (!body) return body.error();
  for (const char* name :
       {"scopes_supported", "response_types_supported", "response_modes_supported",
        "grant_types_supported", "token_endpoint_auth_methods_supported",
        "code_challenge_methods_supported"}) {
    const json value = body->value(name, json::array());
    const bool texts = value.is_array() &&
                       std::ranges::all_of(value, [](const json& one) { return one.is_string(); });
    if (!texts) return fail(std::string(name) + " is no array of strings");
  }
  return pass();
}

Finding keys_go_by_tls(Session& session) {
  if (!session.target().server.issuer.starts_with("https:")) {
    return unsupported("the server is reached by plain http");
  }
  const auto body = document(session);
  if (!body) return body.error();
  const json url = body->value("jwks_uri", json("https://none.example"));
  return url.is_string() && url.get_ref<const std::string&>().starts_with("https://")
             ? pass()
             : fail("jwks_uri is no https URL");
}

// What the server does with a challenge that nobody can answer, held against what it says.
Finding pkce_is_announced(Session& session) {
  const auto body = document(session);
  if (!body) return body.error();
  if (body->contains("code_challenge_methods_supported")) return pass();
  auto code = session.code();
  if (!code) return code.error();
  code->code_verifier = session.fresh_text(43);
  const auto response = session.redeem(*code);
  if (!response) return response.error();
  return is_success(*response)
             ? pass()
             : fail("the server verifies PKCE, and its metadata says that it does not");
}

Finding iss_is_announced(Session& session) {
  const auto body = document(session);
  if (!body) return body.error();
  const auto code = session.code();
  if (!code) return code.error();
  const bool announced =
      body->value("authorization_response_iss_parameter_supported", json(false)) == true;
  return announced || !code->response.find("iss")
             ? pass()
             : fail("responses have iss, and the metadata does not say so");
}

// The keys that the server publishes.
Attempt<json> keys(Session& session) {
  const auto response = session.get(session.target().server.jwks_uri);
  if (!response) return std::unexpected(response.error());
  json body = json::parse(response->body, nullptr, false);
  if (!is_success(*response)) return std::unexpected(inconclusive(describe(*response)));
  json set = body.is_object() ? body.value("keys", json()) : json();
  if (!set.is_array()) return std::unexpected(fail("jwks_uri has no JWK Set"));
  return set;
}

Finding keys_are_a_set(Session& session) {
  const auto set = keys(session);
  return set ? pass() : set.error();
}

Finding keys_have_a_type(Session& session) {
  const auto set = keys(session);
  if (!set) return set.error();
  const bool typed = std::ranges::all_of(*set, [](const json& key) {
    return key.is_object() && key.value("kty", json()).is_string();
  });
  return typed ? pass() : fail("a key has no kty");
}

Finding no_key_is_private(Session& session) {
  const auto set = keys(session);
  if (!set) return set.error();
  return std::ranges::any_of(*set, &oauth::jose::is_private)
             ? fail("a private key is published: everybody can sign as this server")
             : pass();
}

constexpr Check check(std::string_view id, std::string_view title, std::string_view requirement,
                      Finding (*run)(Session&), const Needs& needs = {}) {
  return {id, title, {requirement}, Level::must, needs, run};
}

constexpr auto kMetadataChecks = std::to_array<Check>({
    check("metadata/the-document-is-json", "The metadata is an object of application/json",
          "RFC8414-3.2-1", the_document_is_json),
    check("metadata/the-issuer-is-its-own",
          "issuer is the identifier that the document was asked for with", "RFC8414-3.3-1",
          the_issuer_is_its_own),
    check("metadata/response-types-are-listed", "response_types_supported is there", "RFC8414-2-9",
          response_types_are_listed),
    check("metadata/the-token-endpoint-is-named", "token_endpoint is there", "RFC8414-2-4",
          the_token_endpoint_is_named),
    check("metadata/the-authorization-endpoint-is-named",
          "authorization_endpoint is there where a grant uses it", "RFC8414-2-3",
          the_authorization_endpoint_is_named),
    check("metadata/token-algorithms-are-named",
          "With JWTs among the methods of the token endpoint their algorithms are named",
          "RFC8414-2-13", token_algorithms_are_named),
    check("metadata/revocation-algorithms-are-named",
          "With JWTs among the methods of the revocation endpoint their algorithms are named",
          "RFC8414-2-19", revocation_algorithms_are_named),
    check("metadata/introspection-algorithms-are-named",
          "With JWTs among the methods of the introspection endpoint their algorithms are named",
          "RFC8414-2-22", introspection_algorithms_are_named),
    check("metadata/none-is-no-token-algorithm",
          "none is no algorithm of assertions at the token endpoint", "RFC8414-2-15",
          none_is_no_token_algorithm),
    check("metadata/none-is-no-revocation-algorithm",
          "none is no algorithm of assertions at the revocation endpoint", "RFC8414-2-20",
          none_is_no_revocation_algorithm),
    check("metadata/none-is-no-introspection-algorithm",
          "none is no algorithm of assertions at the introspection endpoint", "RFC8414-2-23",
          none_is_no_introspection_algorithm),
    check("metadata/nothing-is-empty", "A list without elements is left out", "RFC8414-3.2-3",
          nothing_is_empty),
    check("metadata/lists-are-arrays", "What has several values is an array of strings",
          "RFC8414-2-25", lists_are_arrays),
    check("metadata/keys-go-by-tls", "jwks_uri is an https URL", "RFC8414-2-5", keys_go_by_tls),
    check("metadata/pkce-is-announced", "A server that verifies PKCE says so", "RFC8414-2-24",
          pkce_is_announced, {Need::code_grant}),
    check("metadata/iss-is-announced", "A server that sends iss says so", "RFC9207-2.3-3",
          iss_is_announced, {Need::code_grant}),
    check("jwks/keys-are-a-set", "jwks_uri has a JWK Set", "RFC7517-5-1", keys_are_a_set,
          {Need::jwks}),
    check("jwks/keys-have-a-type", "Each key has its kty", "RFC7517-4.1-1", keys_have_a_type,
          {Need::jwks}),
    check("jwks/no-key-is-private", "No private key is published", "RFC6750-5.2-2",
          no_key_is_private, {Need::jwks}),
});

}  // namespace

Topic metadata() {
  return kMetadataChecks;
}

}  // namespace oauthspec::checks
