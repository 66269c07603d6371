// SPDX-License-Identifier: Apache-2.0
// What a client refuses to send: each defect leaves out one check of a request.
#include <algorithm>
#include <array>
#include <string>

#include "harness/defects/oauth2/form_text.h"
#include "harness/defects/oauth2/sent_request.h"
#include "harness/defects/oauth2/tables.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr char kOp[] = "oauth2.token_request";

constexpr char kRedirect[] = "redirect_uri";
constexpr char kCode[] = "code";
constexpr char kVerifier[] = "code_verifier";
constexpr char kRefresh[] = "refresh_token";
constexpr char kUser[] = "username";
constexpr char kPassword[] = "password";
constexpr char kDeviceCode[] = "device_code";
constexpr char kAssertion[] = "assertion";
constexpr char kSubject[] = "subject_token";
constexpr char kSubjectType[] = "subject_token_type";
constexpr char kToken[] = "token";
constexpr char kAccessToken[] = "access_token";
constexpr char kClient[] = "client_id";
constexpr char kSecret[] = "client_secret";

void fragment_cut_off(std::string& text) {
  text.resize(std::min(text.find('#'), text.size()));
}

void made_absolute(std::string& text) {
  if (text.find(':') == std::string::npos)
    text.insert(0, text.starts_with('/') ? "https://none.example" : "https://");
}

void empty_as_undefined(std::string& text) {
  if (text.empty()) text = "undefined";
}

void control_characters_dropped(std::string& text) {
  std::erase_if(text, [](char octet) { return (octet >= '\0' && octet < ' ') || octet == '\x7f'; });
}

// Whatever the application gave is taken, as long as it is something.
void any_verifier(std::string& text) {
  constexpr std::size_t kShortest = 43;
  constexpr std::size_t kLongest = 128;
  std::erase_if(text, [](char octet) { return octet == '+' || octet == '=' || octet == ' '; });
  text.resize(std::clamp(text.size(), kShortest, kLongest), 'A');
}

void header_token_unchecked(std::string& text) {
  std::erase_if(text, [](char octet) {
    return octet <= ' ' || octet == '"' || octet == '=' || octet == ':';
  });
  if (text.empty()) text = "undefined";
}

void any_client_may_use_its_credentials(json& in) {
  if (method_of(in) == "none") in["client"]["method"] = "tls_client_auth";
}

void actor_type_alone(json& in) {
  json& grant = purpose_of(in);
  if (grant.value("actor_token", json()).is_null()) grant["actor_token_type"] = nullptr;
}

void actor_untyped(json& in) {
  json& grant = purpose_of(in);
  if (grant.value("actor_token_type", json()).is_null())
    grant["actor_token_type"] = "urn:ietf:params:oauth:token-type:access_token";
}

void endpoint_made_absolute(json& in) {
  change_octets(in["endpoint"], made_absolute);
}

void endpoint_made_secure(json& in) {
  change_octets(in["endpoint"],
                [](std::string& text) { replace_all(text, "http://", "https://"); });
}

void scope_unchecked(json& in) {
  if (!in["scope"].is_array()) return;
  json tokens = json::array();
  for (const json& token : in["scope"]) {
    std::string text = token;
    std::erase_if(text, [](char octet) { return octet == ' ' || octet == '"'; });
    if (!text.empty()) tokens.push_back(text);
  }
  in["scope"] = tokens;
}

template <void (*Change)(std::string& text)>
void of_resources(json& in) {
  for (json& resource : in["resource"]) change_octets(resource, Change);
}

// The application knows best.
void extra_overrides(json& in) {
  json others = json::array();
  for (const json& parameter : in["extra"]) {
    const std::string name = parameter[0];
    json& purpose = purpose_of(in);
    if (purpose.contains(name)) {
      purpose[name] = parameter[1];
    } else if (name == kClient || name == kSecret) {
      in["client"][name] = parameter[1];
    } else if (name == "scope") {
      in["scope"] = json::array({parameter[1]});
    } else {
      others.push_back(parameter);
    }
  }
  in["extra"] = others;
}

void pushed_last_of_each(json& in) {
  json& parameters = purpose_of(in)["parameters"];
  json last = json::array();
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const bool again =
        std::any_of(parameters.begin() + static_cast<std::ptrdiff_t>(i) + 1, parameters.end(),
                    [&](const json& later) { return later[0] == parameters[i][0]; });
    if (!again) last.push_back(parameters[i]);
  }
  parameters = last;
}

void pushed_without_request_uri(json& in) {
  const auto is_request_uri = [](const json& parameter) { return parameter[0] == "request_uri"; };
  for (json* list : {&purpose_of(in)["parameters"], &in["extra"]}) {
    json kept = json::array();
    std::ranges::remove_copy_if(*list, std::back_inserter(kept), is_request_uri);
    *list = kept;
  }
}

void keys_twice(json& in) {
  purpose_of(in)["metadata"].erase("jwks");
}

void body_of_any_method(json& in) {
  purpose_of(in)["method"] = "POST";
}

void body_of_any_type(json& in) {
  purpose_of(in)["headers"] = {{"Content-Type", "application/x-www-form-urlencoded"}};
}

void body_of_any_characters(json& in) {
  change_octets(purpose_of(in)["body"], [](std::string& text) {
    std::ranges::replace_if(text, [](char octet) { return octet < '\0'; }, '?');
  });
}

void proof_missing(json& in) {
  if (in.value("dpop_proof", json()).is_null()) in["dpop_proof"] = "";
  purpose_of(in)["token_type"] = "Bearer";
}

template <const char* Name, void (*Change)(std::string& text)>
constexpr auto kPurpose = mended<kOp, of_purpose<Name, Change>>;

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "redirect-uri-fragment-unchecked", "RFC6749-3.1.2-3",
     "a redirection URI with a fragment is sent", kPurpose<kRedirect, fragment_cut_off>,
     Weight::warn},
    {kOp, "redirect-uri-relative-unchecked", "RFC6749-3.1.2-1",
     "a redirection URI that is relative is sent", kPurpose<kRedirect, made_absolute>,
     Weight::warn},
    {kOp, "code-missing", "RFC6749-4.1.3-3", "a request without a code is sent",
     kPurpose<kCode, empty_as_undefined>, Weight::warn},
    {kOp, "code-control-characters", "RFC6749-A.11-1", "control characters of a code are dropped",
     kPurpose<kCode, control_characters_dropped>, Weight::warn},
    {kOp, "verifier-unchecked", "RFC7636-4.1-1", "a verifier of any length and alphabet is sent",
     kPurpose<kVerifier, any_verifier>, Weight::warn},
    {kOp, "refresh-token-missing", "RFC6749-6-2", "a request without a refresh token is sent",
     kPurpose<kRefresh, empty_as_undefined>, Weight::warn},
    {kOp, "refresh-token-control-characters", "RFC6749-A.17-1",
     "control characters of a refresh token are dropped",
     kPurpose<kRefresh, control_characters_dropped>, Weight::warn},
    {kOp, "client-credentials-of-public-client", "RFC6749-4.4-1",
     "a client without credentials uses them as a grant",
     mended<kOp, any_client_may_use_its_credentials>, Weight::warn},
    {kOp, "username-control-characters", "RFC6749-A.15-1",
     "control characters of a username are dropped", kPurpose<kUser, control_characters_dropped>,
     Weight::warn},
    {kOp, "password-control-characters", "RFC6749-A.16-1",
     "control characters of a password are dropped",
     kPurpose<kPassword, control_characters_dropped>, Weight::warn},
    {kOp, "device-code-missing", "RFC8628-3.4-2", "a request without a device code is sent",
     kPurpose<kDeviceCode, empty_as_undefined>, Weight::warn},
    {kOp, "assertion-missing", "RFC7523-2.1-2", "a request without an assertion is sent",
     kPurpose<kAssertion, empty_as_undefined>, Weight::warn},
    {kOp, "actor-type-alone", "RFC8693-2.1-7", "actor_token_type is given without actor_token",
     mended<kOp, actor_type_alone>, Weight::warn},
    {kOp, "actor-untyped", "RFC8693-2.1-6", "actor_token is given without actor_token_type",
     mended<kOp, actor_untyped>, Weight::warn},
    {kOp, "subject-missing", "RFC8693-2.1-4", "a request without subject_token is sent",
     kPurpose<kSubject, empty_as_undefined>, Weight::warn},
    {kOp, "subject-untyped", "RFC8693-2.1-5", "a request without subject_token_type is sent",
     kPurpose<kSubjectType, empty_as_undefined>, Weight::warn},
    {kOp, "secret-control-characters", "RFC6749-A.2-1",
     "control characters of a secret are dropped",
     mended<kOp, of_client<kSecret, control_characters_dropped>>, Weight::warn},
    {kOp, "client-control-characters", "RFC6749-A.1-1",
     "control characters of client_id are dropped",
     mended<kOp, of_client<kClient, control_characters_dropped>>, Weight::warn},
    {kOp, "endpoint-unchecked", "RFC6749-3-1", "an endpoint that is relative is taken",
     mended<kOp, endpoint_made_absolute>, Weight::warn},
    {kOp, "revocation-insecure", "RFC7009-2-4", "a token is revoked without TLS",
     mended<kOp, endpoint_made_secure>},
    {kOp, "scope-unchecked", "RFC6749-A.4-1", "a scope token that is none is sent",
     mended<kOp, scope_unchecked>, Weight::warn},
    {kOp, "resource-fragment-unchecked", "RFC8707-2-2", "a resource with a fragment is sent",
     mended<kOp, of_resources<fragment_cut_off>>, Weight::warn},
    {kOp, "resource-relative-unchecked", "RFC8707-2-1", "a resource that is relative is sent",
     mended<kOp, of_resources<made_absolute>>, Weight::warn},
    {kOp, "extra-overrides", "RFC6749-3.2-9",
     "a further parameter replaces one of the protocol's own", mended<kOp, extra_overrides>,
     Weight::warn},
    {kOp, "extra-overrides-device", "RFC8628-3.1-8",
     "a further parameter is there twice, or replaces the first", mended<kOp, extra_overrides>,
     Weight::warn},
    {kOp, "pushed-last-of-each", "RFC6749-3.1-9",
     "of two pushed parameters of one name the last is sent", mended<kOp, pushed_last_of_each>,
     Weight::warn},
    {kOp, "pushed-request-uri", "RFC9126-2.1-1", "a pushed request with a request_uri goes through",
     mended<kOp, pushed_without_request_uri>, Weight::warn},
    {kOp, "revoked-token-missing", "RFC7009-2.1-2", "a revocation without a token is sent",
     kPurpose<kToken, empty_as_undefined>, Weight::warn},
    {kOp, "introspected-token-missing", "RFC7662-2.1-2", "an introspection without a token is sent",
     kPurpose<kToken, empty_as_undefined>, Weight::warn},
    {kOp, "keys-twice", "RFC7591-2-10", "jwks and jwks_uri are both taken", mended<kOp, keys_twice>,
     Weight::warn},
    {kOp, "header-token-unchecked", "RFC6750-2.1-3",
     "a token that fits no header field is sent in one",
     kPurpose<kAccessToken, header_token_unchecked>, Weight::warn},
    {kOp, "body-of-any-method", "RFC6750-2.2-5", "a token is sent in the body of a GET request",
     mended<kOp, body_of_any_method>, Weight::warn},
    {kOp, "body-of-any-type", "RFC6750-2.2-1", "a token is put into a body that is no form",
     mended<kOp, body_of_any_type>},
    {kOp, "body-of-many-parts", "RFC6750-2.2-3", "a token is put behind a body of many parts",
     mended<kOp, body_of_any_type>},
    {kOp, "body-beyond-ascii", "RFC6750-2.2-4", "a token is put into a body that is not ASCII",
     mended<kOp, body_of_any_characters>, Weight::warn},
    {kOp, "proof-missing", "RFC9449-7-1", "a token bound to a key is sent without its proof",
     mended<kOp, proof_missing>, Weight::warn},
});

}  // namespace

std::span<const Defect> request_checks_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
