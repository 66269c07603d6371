// SPDX-License-Identifier: Apache-2.0
// RFC 6749 sections 4 to 6: what a client sends to the token endpoint.
#include <algorithm>
#include <array>
#include <string>

#include "harness/defects/oauth2/form_text.h"
#include "harness/defects/oauth2/sent_request.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/reference/codec/base64.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr char kOp[] = "oauth2.token_request";

constexpr char kGrantType[] = "grant_type";
constexpr char kRedirect[] = "redirect_uri";
constexpr char kCode[] = "code";
constexpr char kVerifier[] = "code_verifier";
constexpr char kRefresh[] = "refresh_token";
constexpr char kUser[] = "username";
constexpr char kPassword[] = "password";
constexpr char kDeviceCode[] = "device_code";
constexpr char kAssertion[] = "assertion";
constexpr char kSubject[] = "subject_token";
constexpr char kActor[] = "actor_token";
constexpr char kClient[] = "client_id";
constexpr char kSecret[] = "client_secret";
constexpr char kScope[] = "scope";
constexpr char kResource[] = "resource";
constexpr char kClientAssertion[] = "client_assertion";
constexpr char kClientAssertionType[] = "client_assertion_type";

// Query of the endpoint, and where the parameters go.

void endpoint_query_lost(json& out) {
  const std::string url = out["url"];
  out["url"] = url.substr(0, url.find('?'));
}

void endpoint_normalised(json& out) {
  change_octets(out["url"], [](std::string& url) {
    replace_all(url, ":8443", "");
    replace_all(url, "%2F", "/");
  });
}

void in_uri(json& out) {
  if (!out["body"].is_string() || out["body"] == "") return;
  const std::string url = out["url"];
  out["url"] =
      url + (url.find('?') == std::string::npos ? "?" : "&") + out["body"].get<std::string>();
  out["body"] = "";
}

void as_json(json& out) {
  out["content_type"] = "application/json";
}

void by_get(json& out) {
  out["method"] = "GET";
}

// Client authentication.

void public_client_unnamed(json& out, const json& in) {
  if (method_of(in) == "none") in_form<wrong::left_out<kClient>>(out);
}

void tls_client_unnamed(json& out, const json& in) {
  if (method_of(in) == "tls_client_auth") in_form<wrong::left_out<kClient>>(out);
}

void post_without_identifier(json& out, const json& in) {
  if (method_of(in) == "client_secret_post") in_form<wrong::left_out<kClient>>(out);
}

void not_authenticated(json& out) {
  out["authorization"] = nullptr;
  in_form<wrong::left_out<kClientAssertion>>(out);
  in_form<wrong::left_out<kSecret>>(out);
}

void secret_in_two_places(json& out, const json& in) {
  if (method_of(in) != "client_secret_post") return;
  out["authorization"] =
      "Basic " + oauth::codec::base64_encode(
                     form_encoded(in.at("client").at(kClient).get<std::string>()) + ":" +
                     form_encoded(in.at("client").at(kSecret).get<std::string>()));
}

void assertion_beside_basic(json& out, const json& in) {
  if (in.at("client").is_object() && in.at("client").contains(kClientAssertion))
    out["authorization"] = "Basic " + oauth::codec::base64_encode("s6BhdRkqt3:");
}

void basic_not_encoded(json& out, const json& in) {
  if (method_of(in) != "client_secret_basic") return;
  const json& client = in.at("client");
  out["authorization"] =
      "Basic " + oauth::codec::base64_encode(client.at(kClient).get<std::string>() + ":" +
                                             client.at(kSecret).get<std::string>());
}

void basic_in_lines(json& out) {
  constexpr std::size_t kLine = 76;
  if (!out["authorization"].is_string()) return;
  std::string field = out["authorization"];
  for (std::size_t at = kLine; at < field.size(); at += kLine + 1) field.insert(at, "\n");
  out["authorization"] = field;
}

bool secret_is_empty(const json& in) {
  return in.at("client").is_object() && in.at("client").value(kSecret, json()) == "";
}

void empty_secret_is_none(json& out, const json& in) {
  if (!secret_is_empty(in)) return;
  out["authorization"] = nullptr;
  in_form<wrong::left_out<kSecret>>(out);
  in_form<wrong::left_out<kClient>>(out);
}

void assertion_of_saml(std::string& text) {
  replace_all(text, "jwt-bearer", "saml2-bearer");
}

void assertion_in_array(std::string& text) {
  text = "[\"" + text + "\"]";
}

// The assertion that is the grant authenticates the client, too.
void assertions_mixed(json& out, const json& in) {
  if (!is_for(in, "jwt_bearer") || !in.at("client").contains(kClientAssertion)) return;
  in_form<wrong::left_out<kClientAssertion>>(out);
  add_to_form(out, kClientAssertion, in.at("grant").at(kAssertion).get<std::string>());
}

// Grants.

void grant_type_shortened(std::string& text) {
  if (const std::size_t colon = text.rfind(':'); colon != std::string::npos)
    text.erase(0, colon + 1);
}

template <const char* Type>
void grant_type_lost(json& out, const json& in) {
  if (is_for(in, Type)) in_form<wrong::left_out<kGrantType>>(out);
}

constexpr char kOfCode[] = "authorization_code";
constexpr char kOfRefresh[] = "refresh_token";
constexpr char kOfPassword[] = "password";
constexpr char kOfClient[] = "client_credentials";
constexpr char kOfDevice[] = "device_code";
constexpr char kOfExchange[] = "token_exchange";
constexpr char kOfJwt[] = "jwt_bearer";

void redirect_uri_normalised(std::string& text) {
  to_lower(text);
  replace_all(text, ":443", "");
}

void redirect_uri_cut(std::string& text) {
  text.resize(std::min(text.find('?'), text.size()));
}

bool redirect_no_https(const json& in) {
  const json uri = purpose_of(in).value(kRedirect, json());
  return uri.is_string() && uri.get<std::string>().starts_with("com.");
}

void redirect_uri_added(json& out, const json& in) {
  if (is_for(in, kOfCode) && in.at("grant").at(kRedirect).is_null())
    add_to_form(out, kRedirect, "undefined");
}

void empty_values_sent(json& in) {
  if (purpose_of(in).value(kRedirect, json()) == "") purpose_of(in)[kRedirect] = "about:blank";
  if (in[kScope].is_array() && in[kScope].empty()) in[kScope] = {"null"};
}

bool value_of_one_character(const json& in) {
  const json code = purpose_of(in).value(kCode, json());
  return code.is_string() && code.get<std::string>().size() < 2;
}

void verifier_cut(std::string& text) {
  constexpr std::size_t kUsual = 64;
  if (text.size() > kUsual) text.resize(kUsual);
}

void composed(std::string& text) {
  replace_all(text, "e\xCC\x81", "\xC3\xA9");
}

void tabs_as_spaces(std::string& text) {
  std::ranges::replace(text, '\t', ' ');
}

void client_id_added(json& out, const json& in) {
  if (is_for(in, kOfDevice)) in_form<wrong::left_out<kClient>>(out);
}

void proof_in_form(json& out, const json& in) {
  if (!out["dpop"].is_string()) return;
  add_to_form(out, "dpop", out["dpop"].get<std::string>());
  if (in.contains("grant")) out["dpop"] = nullptr;
}

template <auto Wrong>
constexpr auto kForm = miswritten<kOp, in_form<Wrong>>;
template <const char* Name>
constexpr auto kLeftOut = miswritten<kOp, in_form<wrong::left_out<Name>>>;
template <auto Respell>
constexpr auto kSpelt = miswritten<kOp, in_form<wrong::spelt<Respell>>>;

constexpr char kRequestedType[] = "requested_token_type";

bool by_basic(const json& in) {
  return method_of(in) == "client_secret_basic";
}

bool assertion_of_public_client(const json& in) {
  return method_of(in) == "none" && purpose_of(in).contains(kAssertion);
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "endpoint-query-lost", "RFC6749-3.2-2", "the endpoint's query is lost",
     miswritten<kOp, endpoint_query_lost>},
    {kOp, "endpoint-normalised", "RFC6749-3.2-5", "port and escapes of the endpoint are changed",
     miswritten<kOp, endpoint_normalised>},
    {kOp, "in-uri", "RFC6749-2.3.1-9", "the form is sent in the URI", miswritten<kOp, in_uri>},
    {kOp, "as-json", "RFC6749-4.1.3-1", "the form is sent as JSON", miswritten<kOp, as_json>},
    {kOp, "by-get", "RFC6749-3.2-5", "the request is sent by GET", miswritten<kOp, by_get>},
    {kOp, "public-client-unnamed", "RFC6749-3.2.1-2", "a public client is not named",
     miswritten<kOp, public_client_unnamed>},
    {kOp, "public-client-of-code-unnamed", "RFC6749-4.1.3-6", "client_id is left out beside a code",
     miswritten<kOp, public_client_unnamed>},
    {kOp, "public-device-unnamed", "RFC8628-3.4-3", "client_id is left out beside a device code",
     miswritten<kOp, client_id_added>},
    {kOp, "tls-client-unnamed", "RFC8705-2-2", "a client that authenticates by TLS is not named",
     miswritten<kOp, tls_client_unnamed>},
    {kOp, "post-without-identifier", "RFC6749-2.3.1-5", "client_secret is sent without client_id",
     miswritten<kOp, post_without_identifier>},
    {kOp, "post-without-secret", "RFC6749-2.3.1-6", "client_secret is left out", kLeftOut<kSecret>},
    {kOp, "not-authenticated", "RFC6749-3.2.1-1", "no client authenticates",
     miswritten<kOp, not_authenticated>},
    {kOp, "not-authenticated-with-code", "RFC6749-4.1.3-7", "no client authenticates with a code",
     miswritten<kOp, not_authenticated>},
    {kOp, "not-authenticated-with-password", "RFC6749-4.3.2-5",
     "no client authenticates with a password", miswritten<kOp, not_authenticated>},
    {kOp, "not-authenticated-with-refresh-token", "RFC6749-6-6",
     "no client authenticates with a refresh token", miswritten<kOp, not_authenticated>},
    {kOp, "not-authenticated-with-device-code", "RFC8628-3.4-4",
     "no client authenticates with a device code", miswritten<kOp, not_authenticated>},
    {kOp, "two-methods", "RFC6749-2.3-3", "the secret is sent in two places",
     miswritten<kOp, secret_in_two_places>},
    {kOp, "assertion-beside-basic", "RFC7523-2.2-1",
     "a client with an assertion sends credentials of scheme Basic, too",
     miswritten<kOp, assertion_beside_basic>},
    {kOp, "basic-not-encoded", "RFC6749-2.3.1-2", "identifier and secret are joined as they are",
     miswritten<kOp, basic_not_encoded>},
    {kOp, "basic-in-lines", "RFC6749-2.3.1-2", "Base64 is broken into lines",
     miswritten<kOp, basic_in_lines>},
    {kOp, "empty-secret-is-none", "RFC6749-A.2-1",
     "a client with an empty secret does not authenticate", miswritten<kOp, empty_secret_is_none>,
     Weight::warn},
    {kOp, "assertion-type-left-out", "RFC7521-4.2-1", "client_assertion_type is left out",
     kLeftOut<kClientAssertionType>},
    {kOp, "assertion-type-of-saml", "RFC7523-2.2-1",
     "client_assertion_type is that of another assertion",
     kForm<wrong::value_of<kClientAssertionType, assertion_of_saml>>},
    {kOp, "client-assertion-left-out", "RFC7521-4.2-2", "client_assertion is left out",
     kLeftOut<kClientAssertion>},
    {kOp, "client-assertion-in-array", "RFC7523-2.2-2", "client_assertion is an array of JWTs",
     kForm<wrong::value_of<kClientAssertion, assertion_in_array>>},
    {kOp, "assertions-mixed", "RFC7523-2.1-1",
     "the grant's assertion authenticates the client, too", miswritten<kOp, assertions_mixed>},
    {kOp, "grant-type-of-code-left-out", "RFC6749-4.1.3-2", "grant_type is left out beside a code",
     miswritten<kOp, grant_type_lost<kOfCode>>},
    {kOp, "grant-type-of-refresh-token-left-out", "RFC6749-6-1",
     "grant_type is left out beside a refresh token", miswritten<kOp, grant_type_lost<kOfRefresh>>},
    {kOp, "grant-type-of-password-left-out", "RFC6749-4.3.2-1",
     "grant_type is left out beside a password", miswritten<kOp, grant_type_lost<kOfPassword>>},
    {kOp, "grant-type-of-client-left-out", "RFC6749-4.4.2-1",
     "grant_type is left out beside the client's credentials",
     miswritten<kOp, grant_type_lost<kOfClient>>},
    {kOp, "grant-type-of-device-left-out", "RFC8628-3.4-1",
     "grant_type is left out beside a device code", miswritten<kOp, grant_type_lost<kOfDevice>>},
    {kOp, "grant-type-of-exchange-left-out", "RFC8693-2.1-1",
     "grant_type is left out of a token exchange", miswritten<kOp, grant_type_lost<kOfExchange>>},
    {kOp, "grant-type-of-jwt-left-out", "RFC7523-2.1-1", "grant_type is left out beside a JWT",
     miswritten<kOp, grant_type_lost<kOfJwt>>},
    {kOp, "grant-type-shortened", "RFC6749-4.5-1", "of a URI as grant_type its last part is sent",
     kForm<wrong::value_of<kGrantType, grant_type_shortened>>},
    {kOp, "grant-type-not-uri", "RFC6749-A.10-1", "grant_type is not sent as the URI that it is",
     kForm<wrong::value_of<kGrantType, grant_type_shortened>>},
    {kOp, "code-left-out", "RFC6749-4.1.3-3", "the code is left out", kLeftOut<kCode>},
    {kOp, "code-trimmed", "RFC6749-A.11-1", "spaces at the ends of a code are lost",
     kForm<wrong::value_of<kCode, wrong::value_trimmed>>},
    {kOp, "code-cut", "RFC6749-A.11-1", "a code longer than a buffer is cut off",
     kForm<wrong::value_of<kCode, wrong::value_cut>>},
    {kOp, "code-too-short", "RFC6749-A.11-1", "a code of one character is refused",
     refusing<kOp, value_of_one_character>},
    {kOp, "redirect-uri-left-out", "RFC6749-4.1.3-4", "redirect_uri is left out",
     kLeftOut<kRedirect>},
    {kOp, "redirect-uri-normalised", "RFC6749-4.1.3-5", "redirect_uri is normalised",
     kForm<wrong::value_of<kRedirect, redirect_uri_normalised>>},
    {kOp, "redirect-uri-cut", "RFC6749-4.1.3-5", "the query of redirect_uri is cut off",
     kForm<wrong::value_of<kRedirect, redirect_uri_cut>>},
    {kOp, "redirect-uri-https-only", "RFC6749-4.1.3-4",
     "redirection URIs of native apps are refused", refusing<kOp, redirect_no_https>},
    {kOp, "redirect-uri-added", "RFC6749-4.1.3-4", "a redirect_uri that nobody gave is sent",
     miswritten<kOp, redirect_uri_added>, Weight::warn},
    {kOp, "empty-values-sent", "RFC6749-3.2-7", "a value that is empty is sent as another one",
     misread<kOp, empty_values_sent>, Weight::warn},
    {kOp, "verifier-left-out", "RFC7636-4.5-1", "code_verifier is left out", kLeftOut<kVerifier>},
    {kOp, "verifier-cut", "RFC7636-4.1-1", "a long code_verifier is cut off",
     kForm<wrong::value_of<kVerifier, verifier_cut>>},
    {kOp, "refresh-token-left-out", "RFC6749-6-2", "the refresh token is left out",
     kLeftOut<kRefresh>},
    {kOp, "username-left-out", "RFC6749-4.3.2-2", "the username is left out", kLeftOut<kUser>},
    {kOp, "password-left-out", "RFC6749-4.3.2-3", "the password is left out", kLeftOut<kPassword>},
    {kOp, "password-trimmed", "RFC6749-A.16-1", "spaces at the ends of a password are lost",
     kForm<wrong::value_of<kPassword, wrong::value_trimmed>>},
    {kOp, "password-tabs-as-spaces", "RFC6749-A.16-1", "a tab in a password becomes a space",
     kForm<wrong::value_of<kPassword, tabs_as_spaces>>},
    {kOp, "username-trimmed", "RFC6749-A.15-1", "spaces at the ends of a username are lost",
     kForm<wrong::value_of<kUser, wrong::value_trimmed>>},
    {kOp, "password-composed", "RFC6749-4.3.2-4", "characters of a password are composed",
     kForm<wrong::value_of<kPassword, composed>>},
    {kOp, "device-code-left-out", "RFC8628-3.4-2", "the device code is left out",
     kLeftOut<kDeviceCode>},
    {kOp, "assertion-left-out", "RFC7521-4.1-1", "the assertion is left out", kLeftOut<kAssertion>},
    {kOp, "subject-left-out", "RFC8693-2.1-4", "subject_token is left out", kLeftOut<kSubject>},
    {kOp, "actor-left-out", "RFC8693-2.1-6", "actor_token is left out", kLeftOut<kActor>},
    {kOp, "scope-at-commas", "RFC6749-3.3-1", "scope tokens are separated by commas",
     kForm<wrong::value_of<kScope, wrong::scope_separated_by_commas>>},
    {kOp, "resource-left-out", "RFC8693-2.1-2", "resource is left out", kLeftOut<kResource>},
    {kOp, "resource-last-only", "RFC6749-3.2-9", "of several resources the last one is sent",
     kForm<wrong::last_of_each>},
    {kOp, "delimiters-unescaped", "RFC6749-B-1", "signs that delimit are not escaped",
     kSpelt<wrong::delimiters_unescaped>},
    {kOp, "plus-unescaped", "RFC6749-B-1", "a plus sign is not escaped",
     kSpelt<wrong::plus_unescaped>},
    {kOp, "encoded-again", "RFC6749-B-1", "values are escaped twice", kSpelt<wrong::encoded_again>},
    {kOp, "escapes-left-alone", "RFC6749-B-1", "what looks like an escape is left as it is",
     kSpelt<wrong::escapes_left_alone>},
    {kOp, "in-latin1", "RFC6749-B-1", "characters beyond ASCII are not written in UTF-8",
     kSpelt<wrong::utf8_as_latin1>},
    {kOp, "proof-in-form", "RFC9449-5-1", "the DPoP proof is sent in the form",
     miswritten<kOp, proof_in_form>},
    {kOp, "basic-refused", "RFC6749-2.3.1-13", "a client cannot authenticate by scheme Basic",
     refusing<kOp, by_basic>},
    {kOp, "assertion-of-public-client-refused", "RFC7521-4.1-2",
     "an assertion needs a client that authenticates", refusing<kOp, assertion_of_public_client>},
    {kOp, "exchange-as-json", "RFC8693-2.1-10", "a token exchange is sent as JSON",
     miswritten<kOp, as_json>},
    {kOp, "exchange-last-of-each", "RFC8693-2.1-11", "of several audiences the last one is sent",
     kForm<wrong::last_of_each>},
    {kOp, "exchange-requested-type-left-out", "RFC8693-2.1-12", "requested_token_type is left out",
     kLeftOut<kRequestedType>},
    {kOp, "secret-beside-assertion", "T-4.3.3",
     "a secret goes over the wire where an assertion would do",
     miswritten<kOp, assertion_beside_basic>},
    {kOp, "code-without-client", "T-4.4.1.13", "nothing says whose a code is",
     miswritten<kOp, public_client_unnamed>},
});

}  // namespace

std::span<const Defect> token_request_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
