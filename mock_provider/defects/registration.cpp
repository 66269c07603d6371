// SPDX-License-Identifier: Apache-2.0
// Dynamic client registration: RFC 7591.
#include <array>
#include <string>

#include <nlohmann/json.hpp>

#include "harness/reference/jose/jws.h"
#include "mock_provider/defects/edit_reply.h"
#include "mock_provider/defects/topics.h"
#include "mock_provider/model/json_members.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using nlohmann::json;
using Judged = oauth2::Judgement<void>;

std::string first_redirect_uri(const json& metadata) {
  const auto uris = texts_member(metadata, "redirect_uris");
  return uris.empty() ? std::string() : uris.front();
}

Judged without_redirect_uris(const json& metadata) {
  return metadata.contains("redirect_uris") ? rules::check_registered_redirect_uris(metadata)
                                            : Judged();
}

Judged with_a_fragment(const json& metadata) {
  return first_redirect_uri(metadata).find('#') != std::string::npos
             ? Judged()
             : rules::check_registered_redirect_uris(metadata);
}

Judged with_a_relative_uri(const json& metadata) {
  return first_redirect_uri(metadata).starts_with("/")
             ? Judged()
             : rules::check_registered_redirect_uris(metadata);
}

Judged with_plain_http(const json& metadata) {
  return first_redirect_uri(metadata).starts_with("http://")
             ? Judged()
             : rules::check_registered_redirect_uris(metadata);
}

Judged with_any_scheme(const json& metadata) {
  return first_redirect_uri(metadata).starts_with("javascript:")
             ? Judged()
             : rules::check_registered_redirect_uris(metadata);
}

Judged nothing_unknown(const json& metadata) {
  if (rules::known_members(metadata).size() != metadata.size()) {
    return std::unexpected(
        oauth2::Refusal{"invalid_client_metadata", 400, oauth::Errc::member_invalid});
  }
  return rules::check_member_types(metadata);
}

Judged any_type(const json& /*metadata*/) {
  return {};
}

Judged fit_or_not(const Surroundings& /*around*/, const json& /*metadata*/) {
  return {};
}

Judged keys_twice(const Surroundings& around, const json& metadata) {
  json once = metadata;
  once.erase("jwks_uri");
  return rules::check_registered_authentication(around, once);
}

Judged any_keys(const Surroundings& around, const json& metadata) {
  json without = metadata;
  without.erase("jwks");
  return rules::check_registered_authentication(around, without);
}

Judged any_method(const Surroundings& around, const json& metadata) {
  json usual = metadata;
  usual["token_endpoint_auth_method"] = "client_secret_basic";
  return rules::check_registered_authentication(around, usual);
}

// Read, and not verified.
oauth2::Judgement<json> any_statement(const Surroundings& /*around*/, const Registry& /*registry*/,
                                      const std::string& statement) {
  const auto jws = oauth::jose::parse_jws(statement);
  json claims = jws ? json::parse(jws->payload, nullptr, false) : json::object();
  return claims.is_object() ? claims : json::object();
}

void edit(Rules& rules, void (*change)(json&)) {
  edit_success(rules, Endpoint::registration, change);
}

constexpr std::array kRegistrationDefects = {
    Defect{"registration-is-200", "RFC7591-3.2.1-1", "A registration is answered with 200.",
           [](Rules& rules) { answer_with(rules, Endpoint::registration, 200, 201); }},
    Defect{"registration-without-client-id", "RFC7591-3.2.1-2", "The client gets no client_id.",
           [](Rules& rules) { edit(rules, [](json& body) { body.erase("client_id"); }); }},
    Defect{"registration-client-id-shared", "RFC7591-3.2.1-3", "All clients get one client_id.",
           [](Rules& rules) { edit(rules, [](json& body) { body["client_id"] = "client"; }); }},
    Defect{"registration-secret-shared", "RFC7591-3.2.1-4", "All clients get one client_secret.",
           [](Rules& rules) {
             edit(rules, [](json& body) { body["client_secret"] = "one-for-all"; });
           }},
    Defect{"registration-without-secret-expiry", "RFC7591-3.2.1-5",
           "A client_secret comes without client_secret_expires_at.",
           [](Rules& rules) {
             edit(rules, [](json& body) { body.erase("client_secret_expires_at"); });
           }},
    Defect{"registration-times-as-text", "RFC7591-3.2.1-9", "Times are written as text.",
           [](Rules& rules) {
             edit(rules, [](json& body) { body["client_id_issued_at"] = "2027-01-15T08:00:00Z"; });
           }},
    Defect{"registration-metadata-not-returned", "RFC7591-3.2.1-6",
           "The redirection URIs are not returned.",
           [](Rules& rules) { edit(rules, [](json& body) { body.erase("redirect_uris"); }); }},
    Defect{"registration-without-redirect-uris", "RFC7591-5-3",
           "A client of the code grant needs no redirection URI.",
           [](Rules& rules) { rules.registration.check_redirect_uris = &without_redirect_uris; }},
    Defect{"registration-with-fragment", "RFC6749-3.1.2-3",
           "A redirection URI may have a fragment.",
           [](Rules& rules) { rules.registration.check_redirect_uris = &with_a_fragment; }},
    Defect{"registration-with-relative-uri", "RFC6749-3.1.2-1",
           "A redirection URI may be relative.",
           [](Rules& rules) { rules.registration.check_redirect_uris = &with_a_relative_uri; }},
    Defect{"registration-with-plain-http", "RFC7591-5-4",
           "A redirection URI may be of http, on any machine.",
           [](Rules& rules) { rules.registration.check_redirect_uris = &with_plain_http; }},
    Defect{"registration-with-script", "RFC7591-5-4", "A redirection URI may be a script.",
           [](Rules& rules) { rules.registration.check_redirect_uris = &with_any_scheme; }},
    Defect{"registration-refused-with-422", "RFC7591-3.2.2-1", "Refusals are answered with 422.",
           [](Rules& rules) { answer_with(rules, Endpoint::registration, 422, 400); }},
    Defect{"registration-refused-without-error", "RFC7591-3.2.2-2", "Refusals have no error code.",
           [](Rules& rules) {
             edit_refusal(rules, Endpoint::registration, [](json& body) { body.erase("error"); });
           }},
    Defect{"registration-refused-with-invalid-request", "RFC7591-3.2.2-3",
           "The error of a wrong redirection URI is invalid_request.",
           [](Rules& rules) {
             edit_refusal(rules, Endpoint::registration,
                          [](json& body) { body["error"] = "invalid_request"; });
           }},
    Defect{"registration-refuses-unknown-metadata", "RFC7591-2-13",
           "Metadata that is not understood is an error.",
           [](Rules& rules) { rules.registration.check_member_types = &nothing_unknown; }},
    Defect{"registration-with-jwks-and-jwks-uri", "RFC7591-2-10",
           "A client may have its keys in two places.",
           [](Rules& rules) { rules.registration.check_authentication = &keys_twice; }},
    Defect{"registration-with-any-jwks", "RFC7591-2-11", "jwks may be anything.",
           [](Rules& rules) { rules.registration.check_authentication = &any_keys; }},
    Defect{"registration-with-unfit-response-types", "RFC7591-2.1-1",
           "Grant types and response types need not fit.",
           [](Rules& rules) { rules.registration.check_grants = &fit_or_not; }},
    Defect{"registration-with-any-types", "RFC7591-2-15",
           "Members of metadata may be of any JSON type.",
           [](Rules& rules) { rules.registration.check_member_types = &any_type; }},
    Defect{"registration-with-any-method", "RFC7591-3.2.2-4",
           "A client may name any method of authentication.",
           [](Rules& rules) { rules.registration.check_authentication = &any_method; }},
    Defect{"registration-believes-unsigned-statement", "RFC7591-2.3-1",
           "A software statement is read, and not verified.",
           [](Rules& rules) { rules.registration.read_software_statement = &any_statement; }},
};

}  // namespace

DefectTopic registration() {
  return kRegistrationDefects;
}

}  // namespace oauthspec::provider::defects
