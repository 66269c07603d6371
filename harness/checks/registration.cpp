// SPDX-License-Identifier: Apache-2.0
// Dynamic client registration: RFC 7591.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/checks/expect.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

using nlohmann::json;

// A public key that was made for these checks.
constexpr const char* kKeySet =
    R"({"keys": [{"kty": "EC", "crv": "P-256", "x": "gpZjgKE7hzzm65ImrzTeBF5AcojKN9IdFH3WHYDzmvU", "y": "9WZ5t7xJibTtHYJtELCC66fRrimL7yE3JpnNwvjqhoQ"}]})";

Attempt<Response> ask(Session& session, const json& metadata) {
  return session.send({"POST",
                       session.target().server.registration_endpoint,
                       {{"Content-Type", "application/json"}},
                       metadata.dump()});
}

// What every server has to take: a client of the code grant.
json right_metadata() {
  return {{"redirect_uris", json::array({"https://client.example/registered"})},
          {"client_name", "A client that is registered by a check"}};
}

json right_metadata_with(const char* name, const json& value) {
  json metadata = right_metadata();
  metadata[name] = value;
  return metadata;
}

// Registers a client whose metadata is right; the client information response.
Attempt<Response> registered(Session& session) {
  auto response = ask(session, right_metadata());
  if (response && !is_success(*response)) {
    return std::unexpected(
        inconclusive("a right client cannot be registered: " + describe(*response)));
  }
  return response;
}

Attempt<json> information(Session& session) {
  const auto response = registered(session);
  if (!response) return std::unexpected(response.error());
  json body = json::parse(response->body, nullptr, false);
  if (!body.is_object()) return std::unexpected(inconclusive("the response is no JSON object"));
  return body;
}

// What became of metadata that is wrong: the client, where it was registered all the same; null where it was refused.
Attempt<json> registered_as(Session& session, const json& metadata) {
  if (const auto control = registered(session); !control) return std::unexpected(control.error());
  const auto response = ask(session, metadata);
  if (!response) return std::unexpected(response.error());
  if (response->status / 100 == 5) return std::unexpected(inconclusive(describe(*response)));
  return is_success(*response) ? json::parse(response->body, nullptr, false) : json();
}

Finding refuses(Session& session, const json& metadata,
                std::initializer_list<std::string_view> errors, std::string_view accepted) {
  if (const auto control = registered(session); !control) return control.error();
  const auto response = ask(session, metadata);
  if (!response) return response.error();
  return refused(*response, errors, accepted);
}

Finding refuses_redirect_uri(Session& session, const char* uri, std::string_view accepted) {
  return refuses(session, right_metadata_with("redirect_uris", json::array({uri})), {}, accepted);
}

Finding success_is_201(Session& session) {
  const auto response = registered(session);
  if (!response) return response.error();
  if (!json_of(*response)) return fail("the response is no application/json");
  return response->status == 201 ? pass() : fail("a registration has the " + describe(*response));
}

Finding a_client_id_is_issued(Session& session) {
  const auto body = information(session);
  if (!body) return body.error();
  const json id = body->value("client_id", json());
  return id.is_string() && !id.get_ref<const std::string&>().empty()
             ? pass()
             : fail("the client gets no client_id");
}

Finding a_client_id_is_issued_once(Session& session) {
  const auto first = information(session);
  if (!first) return first.error();
  const auto second = information(session);
  if (!second) return second.error();
  return first->value("client_id", json(1)) == second->value("client_id", json(2))
             ? fail("two clients have the same client_id")
             : pass();
}

Finding a_secret_is_issued_once(Session& session) {
  const auto first = information(session);
  if (!first) return first.error();
  const auto second = information(session);
  if (!second) return second.error();
  return first->value("client_secret", json(1)) == second->value("client_secret", json(2))
             ? fail("two clients have the same client_secret")
             : pass();
}

Finding a_secret_has_its_expiry(Session& session) {
  const auto body = information(session);
  if (!body) return body.error();
  if (!body->contains("client_secret")) return {Verdict::pass, "no client_secret is issued"};
  return body->contains("client_secret_expires_at")
             ? pass()
             : fail("a client_secret comes without client_secret_expires_at");
}

Finding times_are_numbers(Session& session) {
  const auto body = information(session);
  if (!body) return body.error();
  for (const char* name : {"client_id_issued_at", "client_secret_expires_at"}) {
    if (body->contains(name) && !body->at(name).is_number()) {
      return fail(std::string(name) + " is no number");
    }
  }
  return pass();
}

Finding what_is_registered_is_returned(Session& session) {
  const auto body = information(session);
  if (!body) return body.error();
  // redirect_uris is what a server of the code grant cannot leave out; RFC7591-3.2.1-10 lets it replace other values.
  return body->contains("redirect_uris") ? pass()
                                         : fail("redirect_uris are not returned to the client");
}

Finding redirect_uris_are_needed(Session& session) {
  json metadata = right_metadata();
  metadata.erase("redirect_uris");
  metadata["grant_types"] = json::array({"authorization_code"});
  metadata["response_types"] = json::array({"code"});
  return refuses(session, metadata, {},
                 "a client of the code grant was registered without redirection URIs");
}

Finding a_fragment_is_refused(Session& session) {
  return refuses_redirect_uri(session, "https://client.example/registered#part",
                              "a redirection URI with a fragment was registered");
}

Finding a_relative_uri_is_refused(Session& session) {
  return refuses_redirect_uri(session, "/registered", "a relative redirection URI was registered");
}

Finding plain_http_is_refused(Session& session) {
  return refuses_redirect_uri(session, "http://client.example/registered",
                              "a redirection URI of http to another machine was registered");
}

Finding a_script_is_refused(Session& session) {
  return refuses_redirect_uri(session, "javascript:alert(1)",
                              "a script was registered as redirection URI");
}

// The answer to a redirection URI that no server takes.
Attempt<Response> refusal(Session& session) {
  if (const auto control = registered(session); !control) return std::unexpected(control.error());
  auto response =
      ask(session, right_metadata_with("redirect_uris", json::array({"https://c.example/#part"})));
  if (response && response->status / 100 != 4) {
    return std::unexpected(inconclusive("a wrong client is not refused: " + describe(*response)));
  }
  return response;
}

Finding a_refusal_is_400(Session& session) {
  const auto response = refusal(session);
  if (!response) return response.error();
  if (response->status != 400) return fail("a refusal has the " + describe(*response));
  return json_of(*response) ? pass() : fail("a refusal is no application/json");
}

Finding a_refusal_has_an_error(Session& session) {
  const auto response = refusal(session);
  if (!response) return response.error();
  return error_of(*response).empty() ? fail("a refusal has no error code") : pass();
}

Finding a_wrong_redirect_uri_is_told(Session& session) {
  const auto response = refusal(session);
  if (!response) return response.error();
  const std::string error = error_of(*response);
  if (error.empty()) return inconclusive("no error code is told");
  return error == "invalid_redirect_uri"
             ? pass()
             : fail("a wrong redirection URI is answered with " + error);
}

Finding unknown_metadata_is_ignored(Session& session) {
  if (const auto control = registered(session); !control) return control.error();
  const auto response = ask(session, right_metadata_with("urn:example:no-such-member", "value"));
  if (!response) return response.error();
  return is_success(*response)
             ? pass()
             : fail("metadata that is not understood is answered with " + describe(*response));
}

Finding one_place_for_keys(Session& session) {
  json metadata = right_metadata_with("jwks_uri", "https://client.example/jwks");
  metadata["jwks"] = json::parse(kKeySet);
  const auto client = registered_as(session, metadata);
  if (!client) return client.error();
  return client->is_object() && client->contains("jwks") && client->contains("jwks_uri")
             ? fail("a client was registered with jwks and jwks_uri")
             : pass();
}

Finding keys_are_a_set(Session& session) {
  const auto client =
      registered_as(session, right_metadata_with("jwks", json::object({{"keys", "no array"}})));
  if (!client) return client.error();
  return client->is_object() && client->contains("jwks")
             ? fail("a client was registered with a jwks that is no JWK Set")
             : pass();
}

Finding grants_and_responses_fit(Session& session) {
  json metadata = right_metadata_with("grant_types", json::array({"authorization_code"}));
  metadata["response_types"] = json::array({"token"});
  const auto client = registered_as(session, metadata);
  if (!client) return client.error();
  const bool kept = client->is_object() &&
                    client->value("grant_types", json()) == metadata["grant_types"] &&
                    client->value("response_types", json()) == metadata["response_types"];
  return kept ? fail("a client was registered with the grant of codes and the response of tokens")
              : pass();
}

Finding members_have_their_types(Session& session) {
  const auto client =
      registered_as(session, right_metadata_with("grant_types", "authorization_code"));
  if (!client) return client.error();
  return client->is_object() && client->value("grant_types", json()) == "authorization_code"
             ? fail("a client was registered with grant_types that are no array")
             : pass();
}

Finding the_method_is_known(Session& session) {
  const char* unknown = "urn:example:no-such-method";
  const auto client =
      registered_as(session, right_metadata_with("token_endpoint_auth_method", unknown));
  if (!client) return client.error();
  return client->is_object() && client->value("token_endpoint_auth_method", json()) == unknown
             ? fail("a client was registered with a method of authentication that nobody knows")
             : pass();
}

Finding an_unsigned_statement_counts_for_nothing(Session& session) {
  // {"alg":"none"}.{"iss":"https://statements.example","client_name":"Stolen"}.
  const char* statement =
      "eyJhbGciOiJub25lIn0."
      "eyJpc3MiOiJodHRwczovL3N0YXRlbWVudHMuZXhhbXBsZSIsImNsaWVudF9uYW1lIjoiU3RvbGVuIn0.";
  const auto client = registered_as(session, right_metadata_with("software_statement", statement));
  if (!client) return client.error();
  return client->is_object() && client->value("client_name", json()) == "Stolen"
             ? fail("an unsigned software statement was believed")
             : pass();
}

constexpr Check check(std::string_view id, std::string_view title, std::string_view requirement,
                      Finding (*run)(Session&), Level level = Level::must) {
  return {id, title, {requirement}, level, {Need::registration}, run};
}

constexpr auto kRegistrationChecks = std::to_array<Check>({
    check("registration/success-is-201", "A registration is answered with 201 and JSON",
          "RFC7591-3.2.1-1", success_is_201),
    check("registration/a-client-id-is-issued", "The client gets a client_id", "RFC7591-3.2.1-2",
          a_client_id_is_issued),
    check("registration/a-client-id-is-issued-once", "No two clients have the same client_id",
          "RFC7591-3.2.1-3", a_client_id_is_issued_once, Level::should),
    check("registration/a-secret-is-issued-once", "No two clients have the same client_secret",
          "RFC7591-3.2.1-4", a_secret_is_issued_once),
    check("registration/a-secret-has-its-expiry",
          "client_secret_expires_at comes with a client_secret", "RFC7591-3.2.1-5",
          a_secret_has_its_expiry),
    check("registration/times-are-numbers",
          "client_id_issued_at and client_secret_expires_at are numbers", "RFC7591-3.2.1-9",
          times_are_numbers),
    check("registration/what-is-registered-is-returned",
          "Registered metadata is returned to the client", "RFC7591-3.2.1-6",
          what_is_registered_is_returned),
    check("registration/redirect-uris-are-needed",
          "A client of the code grant without redirection URIs is refused", "RFC7591-5-3",
          redirect_uris_are_needed),
    check("registration/a-fragment-is-refused", "A redirection URI with a fragment is refused",
          "RFC6749-3.1.2-3", a_fragment_is_refused),
    check("registration/a-relative-uri-is-refused", "A relative redirection URI is refused",
          "RFC6749-3.1.2-1", a_relative_uri_is_refused),
    check("registration/plain-http-is-refused",
          "A redirection URI of http to another machine is refused", "RFC7591-5-4",
          plain_http_is_refused),
    check("registration/a-script-is-refused", "A script is refused as redirection URI",
          "RFC7591-5-4", a_script_is_refused),
    check("registration/a-refusal-is-400", "A refusal is answered with 400 and JSON",
          "RFC7591-3.2.2-1", a_refusal_is_400),
    check("registration/a-refusal-has-an-error", "A refusal has an error code", "RFC7591-3.2.2-2",
          a_refusal_has_an_error),
    check("registration/a-wrong-redirect-uri-is-told",
          "The error of a wrong redirection URI is invalid_redirect_uri", "RFC7591-3.2.2-3",
          a_wrong_redirect_uri_is_told),
    check("registration/unknown-metadata-is-ignored", "Metadata that is not understood is ignored",
          "RFC7591-2-13", unknown_metadata_is_ignored),
    check("registration/one-place-for-keys", "No client is registered with jwks and jwks_uri",
          "RFC7591-2-10", one_place_for_keys),
    check("registration/keys-are-a-set", "No client is registered with a jwks that is no JWK Set",
          "RFC7591-2-11", keys_are_a_set),
    check("registration/grants-and-responses-fit",
          "Grant types and response types that do not fit are refused", "RFC7591-2.1-1",
          grants_and_responses_fit, Level::should),
    check("registration/members-have-their-types", "Each member is of its type", "RFC7591-2-15",
          members_have_their_types),
    check("registration/the-method-is-known",
          "A method of authentication that nobody knows is refused or replaced", "RFC7591-3.2.2-4",
          the_method_is_known),
    check("registration/an-unsigned-statement-counts-for-nothing",
          "An unsigned software statement is not believed", "RFC7591-2.3-1",
          an_unsigned_statement_counts_for_nothing),
});

}  // namespace

Topic registration() {
  return kRegistrationChecks;
}

}  // namespace oauthspec::checks
