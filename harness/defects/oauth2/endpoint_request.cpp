// SPDX-License-Identifier: Apache-2.0
// What a client sends to other endpoints than the token endpoint, and to a protected resource.
#include <algorithm>
#include <array>
#include <string>

#include "harness/defects/oauth2/form_text.h"
#include "harness/defects/oauth2/sent_request.h"
#include "harness/defects/oauth2/tables.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr char kOp[] = "oauth2.token_request";

constexpr char kClient[] = "client_id";
constexpr char kScope[] = "scope";
constexpr char kHint[] = "token_type_hint";
constexpr char kToken[] = "token";
constexpr char kAccessToken[] = "access_token";
constexpr char kAssertion[] = "client_assertion";

constexpr char kDevice[] = "device_authorization";
constexpr char kPushed[] = "pushed_authorization";
constexpr char kRevocation[] = "revocation";
constexpr char kIntrospection[] = "introspection";
constexpr char kRegistration[] = "registration";
constexpr char kResourceRequest[] = "protected_resource";

// Leaves a parameter out of one kind of request.
template <const char* Type, const char* Name>
void left_out_of(json& out, const json& in) {
  if (is_for(in, Type)) in_form<wrong::left_out<Name>>(out);
}

template <const char* Type>
void not_authenticated(json& out, const json& in) {
  if (!is_for(in, Type)) return;
  out["authorization"] = nullptr;
  in_form<wrong::left_out<kAssertion>>(out);
}

template <const char* Type>
void sent_by_get(json& out, const json& in) {
  if (!is_for(in, Type)) return;
  out["url"] = out["url"].get<std::string>() + "?" + out["body"].get<std::string>();
  out["method"] = "GET";
  out["body"] = "";
}

void hint_added(json& out, const json& in) {
  if (is_for(in, kRevocation) && purpose_of(in).at(kHint).is_null())
    add_to_form(out, kHint, "null");
}

// The whole set of parameters goes into one, as a JSON text.
void pushed_as_json(json& out, const json& in) {
  if (is_for(in, kPushed)) out["content_type"] = "application/json";
}

void metadata_of_texts_only(json& out) {
  if (!out["json"].is_object()) return;
  for (json& value : out["json"]) {
    if (!value.is_string() && !value.is_array()) value = value.dump();
  }
}

void metadata_keys_lost(json& out) {
  if (out["json"].is_object()) out["json"].erase("jwks");
}

void metadata_default_added(json& out) {
  if (out["json"].is_object() && out["json"].empty()) out["json"]["redirect_uris"] = nullptr;
}

void scheme_as_of_draft(json& out) {
  if (out["authorization"].is_string())
    change_octets(out["authorization"], [](std::string& field) {
      if (field.starts_with("Bearer ")) field.replace(0, 6, "OAuth");
    });
}

void header_token_escaped(json& out) {
  if (out["authorization"].is_string())
    change_octets(out["authorization"], [](std::string& field) {
      if (field.starts_with("Bearer ")) field = "Bearer " + form_encoded(field.substr(7));
    });
}

bool placed_in(const json& in, const char* place) {
  return is_for(in, kResourceRequest) && purpose_of(in).at("placement") == place;
}

void header_and_query(json& out, const json& in) {
  if (!placed_in(in, "query")) return;
  out["authorization"] = "Bearer " + purpose_of(in).at(kAccessToken).get<std::string>();
}

void header_and_body(json& out, const json& in) {
  if (!placed_in(in, "body")) return;
  out["authorization"] = "Bearer " + purpose_of(in).at(kAccessToken).get<std::string>();
}

// Header fields and parameters of the request are kept, whatever is in them.
Verdict second_token_kept(const json& in) {
  if (!is_for(in, kResourceRequest)) return right<kOp>(in);
  const std::string before = purpose_of(in).dump();
  if (before.find("other") == std::string::npos &&
      in.at("endpoint").get<std::string>().find("other") == std::string::npos)
    return right<kOp>(in);
  json first = in;
  purpose_of(first)["headers"] = json::array();
  purpose_of(first)["body"] = "";
  first["endpoint"] = "https://server.example.com/resource";
  Verdict answer = right<kOp>(first);
  if (Out* given = std::get_if<Out>(&answer))
    given->value["url"] = "https://server.example.com/resource?access_token=other";
  return answer;
}

void body_replaced(json& out, const json& in) {
  if (placed_in(in, "body"))
    out["body"] =
        "access_token=" + form_encoded(purpose_of(in).at(kAccessToken).get<std::string>());
}

void body_dropped(json& out, const json& in) {
  if (placed_in(in, "header")) out["body"] = "";
}

void body_joined_by_line_end(json& out, const json& in) {
  if (placed_in(in, "body"))
    change_octets(out["body"],
                  [](std::string& body) { replace_all(body, "&access_token", ";access_token"); });
}

void body_token_unescaped(json& out, const json& in) {
  if (placed_in(in, "body")) in_form<wrong::spelt<wrong::delimiters_unescaped>>(out);
}

void query_replaced(json& out, const json& in) {
  if (placed_in(in, "header"))
    out["url"] = out["url"].get<std::string>().substr(0, out["url"].get<std::string>().find('?'));
}

void second_question_mark(json& out, const json& in) {
  if (placed_in(in, "query"))
    change_octets(out["url"],
                  [](std::string& url) { replace_all(url, "&access_token", "?access_token"); });
}

void query_token_unescaped(json& out, const json& in) {
  if (placed_in(in, "query"))
    change_octets(out["url"], [](std::string& url) {
      change_query(url, wrong::spelt<wrong::delimiters_unescaped>);
    });
}

void may_be_cached(json& out) {
  out["cache_control"] = nullptr;
}

void bound_token_as_bearer(json& out) {
  if (out["authorization"].is_string())
    change_octets(out["authorization"], [](std::string& field) {
      if (field.starts_with("DPoP ")) field.replace(0, 4, "Bearer");
    });
}

// In a query or a body nobody asks for a proof.
void bound_token_anywhere(json& in) {
  if (is_for(in, kResourceRequest)) purpose_of(in)["token_type"] = "Bearer";
}

void revocation_query_lost(json& out, const json& in) {
  const std::string url = out["url"];
  if (is_for(in, kRevocation)) out["url"] = url.substr(0, url.find('?'));
}

bool hint_of_another_document(const json& in) {
  const json hint = purpose_of(in).value(kHint, json());
  return is_for(in, kRevocation) && hint.is_string() && hint != "access_token" &&
         hint != "refresh_token";
}

void registration_as_form(json& out, const json& in) {
  if (is_for(in, kRegistration)) out["content_type"] = "application/x-www-form-urlencoded";
}

void statement_lost(json& out) {
  if (out["json"].is_object()) out["json"].erase("software_statement");
}

void header_token_in_uri(json& out, const json& in) {
  if (!placed_in(in, "header")) return;
  const std::string token = purpose_of(in).at(kAccessToken);
  const std::string url = out["url"];
  out["url"] = url + (url.find('?') == std::string::npos ? "?" : "&") +
               "access_token=" + form_encoded(token);
  out["authorization"] = nullptr;
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "device-by-get", "RFC8628-3.1-1", "a device asks by GET",
     miswritten<kOp, sent_by_get<kDevice>>},
    {kOp, "device-unnamed", "RFC8628-3.1-2", "a device does not say whose it is",
     miswritten<kOp, left_out_of<kDevice, kClient>>},
    {kOp, "device-scope-left-out", "RFC8628-3.1-3", "a device does not ask for a scope",
     miswritten<kOp, left_out_of<kDevice, kScope>>},
    {kOp, "pushed-client-left-out", "RFC9126-2.1-2", "client_id is left out of a pushed request",
     miswritten<kOp, left_out_of<kPushed, kClient>>},
    {kOp, "pushed-as-json", "RFC9126-2.1-2", "a pushed request is sent as JSON",
     miswritten<kOp, pushed_as_json>},
    {kOp, "pushed-not-authenticated", "RFC9126-2.1-2",
     "a pushed request is sent without authentication",
     miswritten<kOp, not_authenticated<kPushed>>},
    {kOp, "revocation-by-get", "RFC7009-2.1-1", "a token is revoked by GET",
     miswritten<kOp, sent_by_get<kRevocation>>},
    {kOp, "revocation-hint-left-out", "RFC7009-2.1-4", "token_type_hint is left out",
     miswritten<kOp, left_out_of<kRevocation, kHint>>},
    {kOp, "revocation-hint-added", "RFC7009-2.1-2", "a token_type_hint that nobody gave is sent",
     miswritten<kOp, hint_added>},
    {kOp, "revocation-unnamed", "RFC7009-2.1-2", "a public client that revokes is not named",
     miswritten<kOp, left_out_of<kRevocation, kClient>>},
    {kOp, "revocation-not-authenticated", "RFC7009-2.1-7",
     "a token is revoked without authentication", miswritten<kOp, not_authenticated<kRevocation>>},
    {kOp, "introspection-by-get", "RFC7662-2.1-1", "a token is introspected by GET",
     miswritten<kOp, sent_by_get<kIntrospection>>},
    {kOp, "introspection-token-left-out", "RFC7662-2.1-2",
     "the token is left out of an introspection",
     miswritten<kOp, left_out_of<kIntrospection, kToken>>},
    {kOp, "introspection-hint-left-out", "RFC7662-2.1-4",
     "the hint is left out of an introspection",
     miswritten<kOp, left_out_of<kIntrospection, kHint>>},
    {kOp, "introspection-not-authenticated", "RFC7662-2.1-11",
     "a token is introspected without authentication",
     miswritten<kOp, not_authenticated<kIntrospection>>},
    {kOp, "registration-of-texts-only", "RFC7591-2-11", "metadata that is no text is made one",
     miswritten<kOp, metadata_of_texts_only>},
    {kOp, "registration-default-added", "RFC7591-3.1-1", "metadata that nobody gave is sent",
     miswritten<kOp, metadata_default_added>},
    {kOp, "registration-keys-lost", "RFC7591-2-11", "jwks is left out",
     miswritten<kOp, metadata_keys_lost>},
    {kOp, "registration-not-authorized", "RFC7591-3.1-2", "the initial access token is not sent",
     miswritten<kOp, not_authenticated<kRegistration>>},
    {kOp, "header-scheme-of-draft", "RFC6750-2.1-1",
     "a token is sent by the scheme of an early draft", miswritten<kOp, scheme_as_of_draft>},
    {kOp, "header-token-escaped", "RFC6750-2.1-3", "a token in a header field is escaped",
     miswritten<kOp, header_token_escaped>},
    {kOp, "header-body-dropped", "RFC6750-2.1-1", "the body of a request with a token is dropped",
     miswritten<kOp, body_dropped>},
    {kOp, "header-query-dropped", "RFC6750-2.1-1", "the query of a request with a token is dropped",
     miswritten<kOp, query_replaced>},
    {kOp, "two-places", "RFC6750-2-1", "a token that the request has already is kept",
     second_token_kept, Weight::warn},
    {kOp, "body-and-header", "RFC6750-2.2-1", "a token in the body is sent in a header field, too",
     miswritten<kOp, header_and_body>},
    {kOp, "body-replaced", "RFC6750-2.2-6", "a token takes the place of the body",
     miswritten<kOp, body_replaced>},
    {kOp, "body-joined-wrongly", "RFC6750-2.2-6", "a token in a body stands behind a semicolon",
     miswritten<kOp, body_joined_by_line_end>},
    {kOp, "body-token-unescaped", "RFC6750-2.2-2", "a token in a body is not escaped",
     miswritten<kOp, body_token_unescaped>},
    {kOp, "query-and-header", "RFC6750-2.3-5",
     "a token in the query is sent in a header field, too", miswritten<kOp, header_and_query>},
    {kOp, "query-second-question-mark", "RFC6750-2.3-1",
     "a token stands behind a second question mark", miswritten<kOp, second_question_mark>},
    {kOp, "query-token-unescaped", "RFC6750-2.3-1", "a token in the query is not escaped",
     miswritten<kOp, query_token_unescaped>},
    {kOp, "query-may-be-cached", "RFC6750-2.3-2", "a request with a token in its URI may be cached",
     miswritten<kOp, may_be_cached>, Weight::warn},
    {kOp, "bound-token-as-bearer", "RFC9449-7-1",
     "a token bound to a key is sent as a bearer token", miswritten<kOp, bound_token_as_bearer>},
    {kOp, "bound-token-anywhere", "RFC9449-7-1", "a token bound to a key is sent in query and body",
     mended<kOp, bound_token_anywhere>, Weight::warn},
    {kOp, "device-not-authenticated", "RFC8628-3.1-4", "a device's client does not authenticate",
     miswritten<kOp, not_authenticated<kDevice>>},
    {kOp, "pushed-no-form", "RFC9126-2.1-7", "a pushed request is no form",
     miswritten<kOp, pushed_as_json>},
    {kOp, "pushed-by-nobody", "RFC9126-2.1-8",
     "nothing in a pushed request authenticates the client",
     miswritten<kOp, not_authenticated<kPushed>>},
    {kOp, "pushed-object-without-client", "RFC9126-3-2",
     "a pushed request object stands without client_id",
     miswritten<kOp, left_out_of<kPushed, kClient>>},
    {kOp, "revocation-query-lost", "RFC7009-2-3", "the query of the revocation endpoint is lost",
     miswritten<kOp, revocation_query_lost>},
    {kOp, "revocation-hint-refused", "RFC7009-2.1-16", "a hint of another document is refused",
     refusing<kOp, hint_of_another_document>, Weight::warn},
    {kOp, "registration-as-form", "RFC7591-3.1-1", "a registration is sent as a form",
     miswritten<kOp, registration_as_form>},
    {kOp, "registration-statement-lost", "RFC7591-3.1.1-2", "software_statement is left out",
     miswritten<kOp, statement_lost>},
    {kOp, "query-cached-by-proxies", "T-4.6.6",
     "proxies may keep a request with a token in its URI", miswritten<kOp, may_be_cached>,
     Weight::warn},
    {kOp, "header-token-in-uri", "T-4.6.7", "a token goes into the URI, and so into logs",
     miswritten<kOp, header_token_in_uri>},
});

}  // namespace

std::span<const Defect> endpoint_request_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
