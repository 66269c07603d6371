// SPDX-License-Identifier: Apache-2.0
// RFC 8414 section 3.2, RFC 9728 section 3.2 and RFC 7591 section 3.2.1: metadata documents, as a client reads them.
#include <algorithm>
#include <array>
#include <string>

#include "harness/defects/oauth2/response.h"
#include "harness/defects/oauth2/tables.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr char kOp[] = "oauth2.parse_metadata";

constexpr char kIssuer[] = "issuer";
constexpr char kSecretExpiry[] = "client_secret_expires_at";
constexpr char kJwks[] = "jwks";
constexpr char kTokenEndpoint[] = "token_endpoint";
constexpr char kBearerMethods[] = "bearer_methods_supported";
constexpr char kName[] = "resource_name";

// The member that says whose document it is.
const char* own_name(const json& in) {
  return in.at("kind") == "authorization_server" ? kIssuer : "resource";
}

json own_identifier(const json& in) {
  return member_of(in, own_name(in));
}

template <bool (*Same)(const std::string& asked, const std::string& found)>
void identifier_compared(json& in) {
  const json found = own_identifier(in);
  if (in["identifier"].is_string() && found.is_string() &&
      Same(in["identifier"].get<std::string>(), found.get<std::string>()))
    in["identifier"] = found;
}

bool always(const std::string& /*asked*/, const std::string& /*found*/) {
  return true;
}

bool as_uri(const std::string& asked, const std::string& found) {
  const auto normal = [](std::string uri) {
    to_lower(uri);
    replace_all(uri, ":443", "");
    replace_all(uri, "%7e", "~");
    replace_all(uri, "x/../", "");
    if (uri.ends_with('/')) uri.pop_back();
    return uri;
  };
  return normal(asked) == normal(found);
}

bool by_host(const std::string& asked, const std::string& found) {
  const auto host = [](const std::string& uri) {
    return uri.substr(0, uri.find_first_of("/?", 8));
  };
  return host(asked) == host(found);
}

bool by_beginning(const std::string& asked, const std::string& found) {
  return found.starts_with(asked);
}

bool asked_begins_so(const std::string& asked, const std::string& found) {
  return asked.starts_with(found);
}

// NFKC: the sign of Kelvin and the wide letter are a K.
void unicode_normalised(std::string& text) {
  replace_all(text, "\xE2\x84\xAA", "K");
  replace_all(text, "\xEF\xBD\x8B", "k");
}

void own_identifier_missing(json& in) {
  json members = body_of(in);
  if (!members.is_object() || in["kind"] == "client" ||
      members.value(own_name(in), json()).is_string())
    return;
  members[own_name(in)] = in["identifier"];
  put_body(in, members);
}

// "https" is put in the place of another scheme, and what an identifier may not have is cut off.
void identifier_repaired(json& in) {
  if (!in["identifier"].is_string()) return;
  const std::string identifier = in["identifier"];
  std::string repaired = identifier.substr(0, identifier.find('#'));
  if (in["kind"] == "authorization_server") repaired = repaired.substr(0, repaired.find('?'));
  replace_all(repaired, "http://", "https://");
  change_octets(in["response"]["body"],
                [&](std::string& body) { replace_all(body, identifier, repaired); });
  in["identifier"] = repaired;
}

void json_escapes_kept(std::string& text) {
  replace_all(text, R"(\/)", R"(\\/)");
  wrong::escapes_kept(text);
}

// What a member has in a document is given to the caller, whatever it is.
template <bool (*Unchecked)(const std::string& name)>
Verdict unchecked(const json& in) {
  Verdict answer = right<kOp>(in);
  const json members = body_of(in);
  if (std::holds_alternative<Out>(answer) || !members.is_object()) return answer;
  for (const auto& [name, value] : members.items()) {
    if (!Unchecked(name)) continue;
    json without = in;
    json others = members;
    others.erase(name);
    if (name.ends_with("_endpoint")) others[name] = "https://server.example.com/none";
    if (name == "client_id" || name == "client_secret") others[name] = "none";
    if (name == kSecretExpiry) others[name] = 0;
    if (name == "response_types_supported") others[name] = {"code"};
    put_body(without, others);
    Verdict repaired = right<kOp>(without);
    if (Out* given = std::get_if<Out>(&repaired)) {
      given->value[name] = value;
      return repaired;
    }
  }
  return answer;
}

bool is_endpoint(const std::string& name) {
  return name.ends_with("_endpoint");
}

bool is_list(const std::string& name) {
  return name.ends_with("_supported") && name.find("iss_parameter") == std::string::npos;
}

bool is_key_set(const std::string& name) {
  return name.starts_with(kJwks);
}

bool is_truth(const std::string& name) {
  return name.starts_with("authorization_response_iss") || name.starts_with("require") ||
         name.ends_with("_required");
}

bool is_of_client(const std::string& name) {
  return name.starts_with("client_");
}

bool is_other(const std::string& name) {
  return name == kName || name == "redirect_uris" || name == "grant_types" ||
         name == "authorization_servers" || name == "protected_resources";
}

// What must be there is made up.
void required_missing(json& members) {
  if (members.contains("client_secret") && !members.contains(kSecretExpiry))
    members[kSecretExpiry] = 0;
  if (!members.contains("client_id")) members["client_id"] = "undefined";
}

// An answer that says nothing of the server is taken for an empty document.
void error_is_document(json& in) {
  if (in["response"]["status"] < 300) return;
  const bool client = in["kind"] == "client";
  in["response"]["status"] = client ? 201 : 200;
  wrong::media_type_unchecked(in);
  json members{{"client_id", "undefined"}};
  if (!client)
    members = {{own_name(in), in["identifier"]},
               {"authorization_endpoint", "https://none.example/"},
               {kTokenEndpoint, "https://none.example/"},
               {"response_types_supported", {"code"}}};
  put_body(in, members);
}

void html_is_document(json& in) {
  if (unwanted::body_no_object(in)) in["response"]["status"] = 500;
  error_is_document(in);
}

template <const char* Name>
void default_lost(json& out, const json& in) {
  if (member_of(in, Name).is_null()) out[Name] = nullptr;
}

template <const char* Name, const char* Value>
void default_made_up(json& out, const json& in) {
  if (member_of(in, Name).is_null() && out.contains(Name)) out[Name] = json::parse(Value);
}

constexpr char kResponseModes[] = "response_modes_supported";
constexpr char kGrantTypes[] = "grant_types_supported";
constexpr char kTokenMethods[] = "token_endpoint_auth_methods_supported";
constexpr char kRevocationMethods[] = "revocation_endpoint_auth_methods_supported";
constexpr char kIntrospectionMethods[] = "introspection_endpoint_auth_methods_supported";
constexpr char kTokenAlgorithms[] = "token_endpoint_auth_signing_alg_values_supported";
constexpr char kPkceMethods[] = "code_challenge_methods_supported";
constexpr char kIssParameter[] = "authorization_response_iss_parameter_supported";
constexpr char kPushedRequired[] = "require_pushed_authorization_requests";
constexpr char kClientMethod[] = "token_endpoint_auth_method";
constexpr char kClientGrants[] = "grant_types";
constexpr char kBound[] = "dpop_bound_access_tokens_required";
constexpr char kTrue[] = "true";
constexpr char kBasic[] = R"(["client_secret_basic"])";
constexpr char kRs256[] = R"(["RS256"])";
constexpr char kPlain[] = R"(["plain"])";
constexpr char kHeader[] = R"(["header"])";

void empty_list_is_none(json& out) {
  if (out.value(kBearerMethods, json()) == json::array()) out[kBearerMethods] = nullptr;
}

void extra_lost(json& out) {
  out["extra"] = json::object();
}

Verdict unknown_refused(const json& in) {
  Verdict answer = right<kOp>(in);
  const Out* given = std::get_if<Out>(&answer);
  return given != nullptr && !given->value.at("extra").empty() ? Verdict(Reject{"unknown", ""})
                                                               : answer;
}

// "name#tag" is read as "name", or not at all.
void language_tag_cut_off(json& out) {
  const json extra = out.at("extra");
  for (const auto& [name, value] : extra.items()) {
    const std::string plain = name.substr(0, name.find('#'));
    if (plain == name) continue;
    out[plain] = value;
    out["extra"].erase(name);
  }
}

void endpoint_query_lost(json& out) {
  if (out.contains(kTokenEndpoint) && out[kTokenEndpoint].is_string())
    out[kTokenEndpoint] = out[kTokenEndpoint].get<std::string>().substr(
        0, out[kTokenEndpoint].get<std::string>().find('?'));
}

void scope_of_client_lost(json& out) {
  for (const char* name : {"software_statement", kJwks}) {
    if (out.contains(name)) out[name] = nullptr;
  }
}

void unescaped_again(std::string& text) {
  replace_all(text, R"(\\)", R"(\)");
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "identifier-unchecked", "RFC8414-3.3-2", "the document of another server is used",
     mended<kOp, identifier_compared<always>>},
    {kOp, "identifier-as-uri", "RFC8414-6.2-2", "issuers are compared as URIs, not as texts",
     mended<kOp, identifier_compared<as_uri>>},
    {kOp, "identifier-by-host", "RFC8414-6.2-2", "issuers of one host count as one",
     mended<kOp, identifier_compared<by_host>>},
    {kOp, "identifier-by-beginning", "RFC8414-3.3-2",
     "an issuer that begins as the one asked for is taken",
     mended<kOp, identifier_compared<by_beginning>>},
    {kOp, "identifier-once-normalised", "RFC8414-4-2",
     "issuers are compared once Unicode has normalised them",
     mended<kOp, in_text<unicode_normalised>>},
    {kOp, "identifier-missing", "RFC8414-2-1", "a document without an issuer is taken",
     mended<kOp, own_identifier_missing>},
    {kOp, "identifier-repaired", "RFC8414-2-2", "an identifier that is none is made one",
     mended<kOp, identifier_repaired>, Weight::warn},
    {kOp, "resource-unchecked", "RFC9728-3.3-2", "the document of another resource is used",
     mended<kOp, identifier_compared<always>>},
    {kOp, "resource-as-uri", "RFC9728-7.3-2", "resources are compared as URIs, not as texts",
     mended<kOp, identifier_compared<as_uri>>},
    {kOp, "resource-of-request", "RFC9728-3.3-3",
     "a resource that the request's URL begins with is taken",
     mended<kOp, identifier_compared<asked_begins_so>>},
    {kOp, "resource-once-normalised", "RFC9728-6-1",
     "resources are compared once Unicode has normalised them",
     mended<kOp, in_text<unicode_normalised>>},
    {kOp, "resource-missing", "RFC9728-2-1", "a document without a resource is taken",
     mended<kOp, own_identifier_missing>},
    {kOp, "resource-repaired", "RFC9728-1.2-1", "a resource identifier that is none is made one",
     mended<kOp, identifier_repaired>, Weight::warn},
    {kOp, "escapes-kept", "RFC8414-4-1", "escapes of JSON are not undone",
     misread<kOp, in_text<json_escapes_kept>>},
    {kOp, "endpoint-unchecked", "RFC8414-2-4", "an endpoint that is no URI is taken",
     unchecked<is_endpoint>, Weight::warn},
    {kOp, "authorization-endpoint-unchecked", "RFC8414-2-3",
     "an authorization endpoint that is no URI is taken", unchecked<is_endpoint>, Weight::warn},
    {kOp, "list-unchecked", "RFC8414-2-25", "a list that is none is taken", unchecked<is_list>,
     Weight::warn},
    {kOp, "algorithm-none-offered", "RFC8414-2-15", "\"none\" is taken for an algorithm",
     unchecked<is_list>, Weight::warn},
    {kOp, "keys-unchecked", "RFC8414-2-5", "keys are fetched without TLS", unchecked<is_key_set>,
     Weight::warn},
    {kOp, "keys-of-resource-unchecked", "RFC9728-2-2", "a resource's keys are fetched without TLS",
     unchecked<is_key_set>, Weight::warn},
    {kOp, "keys-twice", "RFC7591-2-10", "jwks and jwks_uri are both taken", unchecked<is_key_set>,
     Weight::warn},
    {kOp, "keys-as-text", "RFC7591-2-11", "jwks that is a text is taken", unchecked<is_key_set>,
     Weight::warn},
    {kOp, "truth-unchecked", "RFC9207-3-1", "a truth value that is a text is taken",
     unchecked<is_truth>, Weight::warn},
    {kOp, "pushed-unchecked", "RFC9126-5-1", "a truth value that is a number is taken",
     unchecked<is_truth>, Weight::warn},
    {kOp, "bound-unchecked", "RFC9728-2-9", "\"false\" is true", unchecked<is_truth>, Weight::warn},
    {kOp, "client-unchecked", "RFC7591-3.2.1-5", "a secret or its expiry of another type is taken",
     unchecked<is_of_client>, Weight::warn},
    {kOp, "client-id-unchecked", "RFC7591-3.2.1-2", "a client_id that is a number is taken",
     unchecked<is_of_client>, Weight::warn},
    {kOp, "client-lists-unchecked", "RFC7591-3.2.1-6", "a text in place of a list is taken",
     unchecked<is_other>, Weight::warn},
    {kOp, "servers-unchecked", "RFC9728-3.2-1", "a text in place of the list of servers is taken",
     unchecked<is_other>, Weight::warn},
    {kOp, "name-unchecked", "RFC9728-2-7", "a name that is a number is taken", unchecked<is_other>,
     Weight::warn},
    {kOp, "client-required-missing", "RFC7591-3.2.1-2",
     "a registration without client_id goes through", mended<kOp, in_body<required_missing>>},
    {kOp, "error-is-document", "RFC8414-3.2-1", "an error is taken for a document",
     mended<kOp, error_is_document>},
    {kOp, "html-is-document", "RFC8414-3.2-1", "a page is taken for a document",
     mended<kOp, html_is_document>},
    {kOp, "error-is-registration", "RFC7591-3.2.2-1", "an error is taken for a registration",
     mended<kOp, error_is_document>},
    {kOp, "default-response-modes", "RFC8414-2-10", "response modes that are left out are none",
     miswritten<kOp, default_lost<kResponseModes>>},
    {kOp, "default-grant-types", "RFC8414-2-11", "grant types that are left out are none",
     miswritten<kOp, default_lost<kGrantTypes>>},
    {kOp, "default-token-methods", "RFC8414-2-12", "methods that are left out are none",
     miswritten<kOp, default_lost<kTokenMethods>>},
    {kOp, "default-revocation-methods", "RFC8414-2-18",
     "methods of revocation that are left out are none",
     miswritten<kOp, default_lost<kRevocationMethods>>},
    {kOp, "default-introspection-methods", "RFC8414-2-21",
     "methods of introspection that are left out are Basic",
     miswritten<kOp, default_made_up<kIntrospectionMethods, kBasic>>},
    {kOp, "default-algorithms", "RFC8414-2-26", "algorithms that are left out are RS256",
     miswritten<kOp, default_made_up<kTokenAlgorithms, kRs256>>},
    {kOp, "default-pkce", "RFC8414-2-24", "challenge methods that are left out are plain",
     miswritten<kOp, default_made_up<kPkceMethods, kPlain>>},
    {kOp, "default-iss-parameter", "RFC9207-3-1", "every server is held to send iss",
     miswritten<kOp, default_made_up<kIssParameter, kTrue>>},
    {kOp, "default-pushed-required", "RFC9126-5-1",
     "every server is held to require pushed requests",
     miswritten<kOp, default_made_up<kPushedRequired, kTrue>>},
    {kOp, "default-bearer-methods", "RFC9728-2-8",
     "bearer methods that are left out are the header field",
     miswritten<kOp, default_made_up<kBearerMethods, kHeader>>},
    {kOp, "bearer-methods-empty-is-none", "RFC9728-2-8",
     "an empty list of bearer methods is taken for none", miswritten<kOp, empty_list_is_none>,
     Weight::warn},
    {kOp, "default-bound", "RFC9728-2-9", "every resource is held to require bound tokens",
     miswritten<kOp, default_made_up<kBound, kTrue>>},
    {kOp, "default-client-method", "RFC7591-2-3", "a client's method that is left out is none",
     miswritten<kOp, default_lost<kClientMethod>>},
    {kOp, "default-client-grants", "RFC7591-2-4",
     "a client's grant types that are left out are none",
     miswritten<kOp, default_lost<kClientGrants>>},
    {kOp, "secret-that-never-expires", "RFC7591-3.2.1-5", "an expiry of 0 is taken for none",
     miswritten<kOp, wrong::zero_is_none<kSecretExpiry>>},
    {kOp, "client-members-lost", "RFC7591-2-11",
     "jwks and software_statement are not given to the caller",
     miswritten<kOp, scope_of_client_lost>},
    {kOp, "extra-lost", "RFC8414-3.2-1", "members of extensions are lost",
     miswritten<kOp, extra_lost>},
    {kOp, "unknown-refused", "RFC9728-3.2-2", "a document with an unknown member is refused",
     unknown_refused},
    {kOp, "language-tag-cut-off", "RFC9728-2.1-1",
     "a name with a language tag replaces the one without", miswritten<kOp, language_tag_cut_off>},
    {kOp, "language-tag-of-client-cut-off", "RFC7591-3.2.1-1",
     "a client's name with a language tag replaces the one without",
     miswritten<kOp, language_tag_cut_off>},
    {kOp, "token-endpoint-query-lost", "RFC6749-3.2-2", "the query of the token endpoint is lost",
     miswritten<kOp, endpoint_query_lost>},
    {kOp, "first-of-duplicates", "RFC8414-3.3-2", "of two members of one name the first counts",
     mended<kOp, wrong::first_of_duplicates>, Weight::warn},
    {kOp, "names-in-lower-case", "RFC8414-4-3", "names of members are compared without case",
     misread<kOp, in_body<wrong::names_in_lower_case>>},
    {kOp, "media-type-parameters", "RFC8414-3.2-1", "a media type with a charset is refused",
     refusing<kOp, unwanted::media_type_with_parameters>, Weight::warn},
    {kOp, "json-lenient", "RFC8414-3.2-1", "comments are passed over",
     mended<kOp, wrong::lenient_json>, Weight::warn},
    {kOp, "no-object-crashes", "RFC8414-3.2-1", "a body that is no object ends in an exception",
     crashing<kOp, unwanted::body_no_object>},
    {kOp, "escapes-undone-twice", "RFC8414-4-1", "escapes of JSON are undone twice",
     mended<kOp, in_text<unescaped_again>>},
    {kOp, "response-types-unchecked", "RFC8414-2-9", "response types that are a text are taken",
     unchecked<is_list>, Weight::warn},
    {kOp, "resources-unchecked", "RFC9728-4-1", "a list of resources that is a text is taken",
     unchecked<is_other>, Weight::warn},
    {kOp, "algorithm-none-of-revocation", "RFC8414-2-20",
     "\"none\" is taken for an algorithm of revocation", unchecked<is_list>, Weight::warn},
    {kOp, "algorithm-none-of-introspection", "RFC8414-2-23",
     "\"none\" is taken for an algorithm of introspection", unchecked<is_list>, Weight::warn},
    {kOp, "algorithm-none-of-resource", "RFC9728-2-6",
     "\"none\" is taken for an algorithm of a resource", unchecked<is_list>, Weight::warn},
    {kOp, "further-members-refused", "RFC8414-2-27", "a document with further members is refused",
     unknown_refused},
});

}  // namespace

std::span<const Defect> metadata_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
