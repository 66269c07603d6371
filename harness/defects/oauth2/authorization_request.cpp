// SPDX-License-Identifier: Apache-2.0
// RFC 6749 section 4.1.1: the URI that the user-agent is sent to.
#include <algorithm>
#include <array>
#include <string>

#include "harness/defects/oauth2/form_text.h"
#include "harness/defects/oauth2/tables.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr char kOp[] = "oauth2.authorization_url";

constexpr char kType[] = "response_type";
constexpr char kClient[] = "client_id";
constexpr char kRedirect[] = "redirect_uri";
constexpr char kScope[] = "scope";
constexpr char kState[] = "state";
constexpr char kChallenge[] = "code_challenge";
constexpr char kMethod[] = "code_challenge_method";
constexpr char kResource[] = "resource";
constexpr char kRequest[] = "request";
constexpr char kRequestUri[] = "request_uri";

constexpr std::array kTexts{kType, kClient, kRedirect, kState, kRequest, kRequestUri};

std::string endpoint_of(const json& in) {
  return in.at("endpoint");
}

// Changes the query that is written.
template <void (*Change)(WrittenPairs& pairs)>
void in_query(json& out) {
  change_octets(out, [](std::string& uri) { change_query(uri, Change); });
}

// Changes one member of `in`, where it is a text.
template <const char* Name, void (*Change)(std::string& text)>
void in_text_member(json& in) {
  if (in[Name].is_string()) change_octets(in[Name], Change);
}

void add(WrittenPairs& pairs, string_view name, string_view value) {
  pairs.push_back({form_encoded(name), form_encoded(value)});
}

std::string scope_text(const json& scope) {
  std::string text;
  for (const json& token : scope)
    text.append(text.empty() ? "" : " ").append(token.get_ref<const std::string&>());
  return text;
}

// The request written by a library that checks nothing.
Verdict unchecked(const json& in) {
  WrittenPairs pairs;
  for (const char* name : kTexts) {
    if (in.value(name, json()).is_string()) add(pairs, name, in.at(name).get<std::string>());
  }
  if (in.at(kScope).is_array()) add(pairs, kScope, scope_text(in.at(kScope)));
  if (const json& pkce = in.at("pkce"); !pkce.is_null()) {
    for (const char* name : {kChallenge, kMethod}) {
      if (pkce.value(name, json()).is_string()) add(pairs, name, pkce.at(name).get<std::string>());
    }
  }
  for (const json& resource : in.value(kResource, json::array()))
    add(pairs, kResource, resource.get<std::string>());
  for (const json& parameter : in.at("extra"))
    add(pairs, parameter[0].get<std::string>(), parameter[1].get<std::string>());
  const std::string endpoint = endpoint_of(in);
  return Out{endpoint + (endpoint.find('?') == std::string::npos ? "?" : "&") + written(pairs), {}};
}

// One check is left out: the one that refuses for this reason.
template <const char* Reason>
Verdict unchecked_for(const json& in) {
  Verdict answer = right<kOp>(in);
  const Reject* refusal = std::get_if<Reject>(&answer);
  return refusal != nullptr && refusal->code == Reason ? unchecked(in) : answer;
}

constexpr char kScopeInvalid[] = "scope_invalid";
constexpr char kParameterInvalid[] = "parameter_invalid";
constexpr char kParameterMissing[] = "parameter_missing";
constexpr char kRedirectInvalid[] = "redirect_uri_invalid";
constexpr char kChallengeInvalid[] = "code_challenge_invalid";
constexpr char kResourceInvalid[] = "resource_invalid";
constexpr char kDuplicated[] = "parameter_duplicated";
constexpr char kUriInvalid[] = "uri_invalid";
constexpr char kMethodInvalid[] = "challenge_method_unsupported";

// setQuery() of a URI class: what was there is gone.
void endpoint_query_lost(json& in) {
  in["endpoint"] = endpoint_of(in).substr(0, endpoint_of(in).find('?'));
}

void second_question_mark(json& out, const json& in) {
  const std::string endpoint = endpoint_of(in);
  std::string uri = out;
  if (const std::size_t mark = endpoint.find('?'); mark != std::string::npos)
    uri = endpoint + "?" + uri.substr(uri.find(kType));
  out = uri;
}

// A dictionary of the endpoint's parameters: each has one value, and needs one.
void endpoint_query_as_map(json& out, const json& in) {
  if (endpoint_of(in).find('?') == std::string::npos) return;
  in_query<wrong::last_of_each>(out);
  change_octets(out, [](std::string& uri) { replace_all(uri, "debug=&", ""); });
}

// Parameters of the endpoint are looked up without case, and by a part of their names.
void endpoint_parameters_matched_loosely(json& in) {
  std::string endpoint = endpoint_of(in);
  change_query(endpoint, [](WrittenPairs& pairs) {
    std::erase_if(pairs, [](const WrittenPair& pair) {
      std::string name = pair.name;
      to_lower(name);
      return name.find("state") != std::string::npos;
    });
  });
  in["endpoint"] = endpoint;
}

Verdict endpoint_parameters_win(const json& in) {
  Verdict answer = right<kOp>(in);
  if (std::holds_alternative<Reject>(answer) && endpoint_of(in).find('?') != std::string::npos) {
    answer = unchecked(in);
    if (Out* given = std::get_if<Out>(&answer)) in_query<wrong::last_of_each>(given->value);
  }
  return answer;
}

Verdict fragment_unchecked(const json& in) {
  if (endpoint_of(in).find('#') == std::string::npos) return right<kOp>(in);
  return unchecked(in);
}

void endpoint_encoded_again(json& in) {
  change_octets(in["endpoint"], [](std::string& text) { replace_all(text, "%", "%25"); });
}

void default_scope_added(json& out, const json& in) {
  if (in.at(kScope).is_null()) out = out.get<std::string>() + "&scope=";
}

void state_made_up(json& out, const json& in) {
  if (in.at(kState).is_null() && in.at(kType).is_string())
    out = out.get<std::string>() + "&state=null";
}

void empty_values_sent(json& in) {
  for (const char* name : {kState, kRedirect}) {
    if (in[name] == "") in[name] = "null:";
  }
  if (in[kScope].is_array() && in[kScope].empty()) in[kScope] = {"null"};
}

void method_added(json& in) {
  if (!in["pkce"].is_null() && in["pkce"].value(kMethod, json()).is_null())
    in["pkce"][kMethod] = "S256";
}

void parts_by_plus(std::string& text) {
  std::ranges::replace(text, ' ', ',');
}

void first_part_only(std::string& text) {
  text.resize(std::min(text.find(' '), text.size()));
}

void type_characters_replaced(std::string& text) {
  while (text.find("  ") != std::string::npos) replace_all(text, "  ", " ");
  if (text.ends_with(' ')) text.pop_back();
  replace_all(text, "-", "_");
}

void control_characters_dropped(std::string& text) {
  std::erase_if(text, [](char octet) { return (octet >= '\0' && octet < ' ') || octet == '\x7f'; });
}

void query_cut_off(std::string& text) {
  text.resize(std::min(text.find('?'), text.size()));
}

// PKCE is forgotten where the challenge is no S256.
void challenge_of_sha_only(json& in) {
  if (!in["pkce"].is_null() && in["pkce"].value(kMethod, json()) == "plain") in["pkce"] = nullptr;
}

void extra_overrides(json& in) {
  for (const json& parameter : in["extra"]) {
    const std::string name = parameter[0];
    if (std::ranges::find(kTexts, name) != kTexts.end()) in[name] = parameter[1];
  }
  json others = json::array();
  for (const json& parameter : in["extra"]) {
    if (std::ranges::find(kTexts, parameter[0].get<std::string>()) == kTexts.end())
      others.push_back(parameter);
  }
  in["extra"] = others;
}

void extra_names_unencoded(json& out) {
  change_octets(out, [](std::string& uri) { replace_all(uri, "b%26c", "b&c"); });
}

void first_extra_only(json& in) {
  if (in["extra"].size() > 1) in["extra"] = json::array({in["extra"][0]});
}

bool redirect_no_https(const json& in) {
  return in.at(kRedirect).is_string() && !in.at(kRedirect).get<std::string>().starts_with("https:");
}

bool redirect_without_path(const json& in) {
  return in.at(kRedirect).is_string() && in.at(kRedirect) == "https://client.example.com";
}

bool resource_no_https(const json& in) {
  return std::ranges::any_of(in.value(kResource, json::array()), [](const json& resource) {
    return !resource.get<std::string>().starts_with("https:");
  });
}

// One of the two is enough for a server that was asked for both.
void request_uri_wins(json& in) {
  if (in.value(kRequestUri, json()).is_string()) in[kRequest] = nullptr;
}

void parameters_beside_object_left_out(json& out, const json& in) {
  if (!in.value(kRequest, json()).is_string()) return;
  in_query<wrong::left_out<kState>>(out);
}

void response_type_beside_object(json& out, const json& in) {
  if (in.at(kType).is_null()) out = out.get<std::string>() + "&response_type=code";
}

template <auto Wrong>
constexpr auto kWritten = miswritten<kOp, in_query<Wrong>>;
template <const char* Name>
constexpr auto kLeftOut = miswritten<kOp, in_query<wrong::left_out<Name>>>;

constexpr char kResponseMode[] = "response_mode";

bool without_redirect_uri(const json& in) {
  return in.at(kRedirect).is_null() && in.at(kType).is_string();
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "response-type-left-out", "RFC6749-4.1.1-1", "response_type is not sent",
     kLeftOut<kType>},
    {kOp, "response-type-token-left-out", "RFC6749-4.2.1-1",
     "response_type is not sent for a token", kLeftOut<kType>},
    {kOp, "response-type-first-part", "RFC6749-3.1.1-2",
     "of a composite response_type its first part is sent",
     kWritten<wrong::value_of<kType, first_part_only>>},
    {kOp, "response-type-commas", "RFC6749-A.3-1",
     "the parts of a response_type are separated by commas",
     kWritten<wrong::value_of<kType, parts_by_plus>>},
    {kOp, "response-type-mended", "RFC6749-A.3-1",
     "what may not stand in a response_type is replaced",
     mended<kOp, in_text_member<kType, type_characters_replaced>>, Weight::warn},
    {kOp, "required-missing", "RFC6749-3.1.1-1", "a request without a required parameter is sent",
     unchecked_for<kParameterMissing>, Weight::warn},
    {kOp, "client-left-out", "RFC6749-4.1.1-2", "client_id is not sent", kLeftOut<kClient>},
    {kOp, "client-of-token-left-out", "RFC6749-4.2.1-2", "client_id is not sent for a token",
     kLeftOut<kClient>},
    {kOp, "client-beside-request-uri-left-out", "RFC9126-4-1",
     "client_id is not sent beside request_uri", kLeftOut<kClient>},
    {kOp, "client-control-characters", "RFC6749-A.1-1",
     "control characters of client_id are dropped",
     mended<kOp, in_text_member<kClient, control_characters_dropped>>, Weight::warn},
    {kOp, "state-left-out", "RFC6749-4.1.1-3", "state is not sent", kLeftOut<kState>},
    {kOp, "state-of-token-left-out", "RFC6749-4.2.1-3", "state is not sent for a token",
     kLeftOut<kState>},
    {kOp, "state-trimmed", "RFC6749-A.5-1", "spaces at the ends of state are lost",
     kWritten<wrong::value_of<kState, wrong::value_trimmed>>},
    {kOp, "state-as-number", "RFC6749-A.5-1", "a state of digits loses its leading zeros",
     kWritten<wrong::value_of<kState, wrong::leading_zeros_lost>>},
    {kOp, "state-cut", "RFC6749-A.5-1", "a state longer than a buffer is cut off",
     kWritten<wrong::value_of<kState, wrong::value_cut>>, Weight::warn},
    {kOp, "state-control-characters", "RFC6749-A.5-1", "control characters of state are dropped",
     mended<kOp, in_text_member<kState, control_characters_dropped>>, Weight::warn},
    {kOp, "state-made-up", "RFC6749-4.1.1-2", "a state that nobody gave is sent",
     miswritten<kOp, state_made_up>, Weight::warn},
    {kOp, "empty-values-sent", "RFC6749-A.4-1", "a value that is empty is sent as \"null\"",
     misread<kOp, empty_values_sent>, Weight::warn},
    {kOp, "values-unchecked", "RFC6749-A.5-1", "values outside their grammar are sent",
     unchecked_for<kParameterInvalid>, Weight::warn},
    {kOp, "scope-left-out", "RFC6749-A.4-1", "scope is not sent", kLeftOut<kScope>},
    {kOp, "scope-at-commas", "RFC6749-3.3-1", "scope tokens are separated by commas",
     kWritten<wrong::value_of<kScope, wrong::scope_separated_by_commas>>},
    {kOp, "scope-in-lower-case", "RFC6749-1.9-1", "scope tokens are written in lower case",
     kWritten<wrong::value_of<kScope, wrong::value_in_lower_case>>},
    {kOp, "scope-unchecked", "RFC6749-A.4-1", "a scope token that is none is sent",
     unchecked_for<kScopeInvalid>, Weight::warn},
    {kOp, "scope-added", "RFC6749-4.1.1-2", "an empty scope is sent",
     miswritten<kOp, default_scope_added>},
    {kOp, "redirect-uri-unchecked", "RFC6749-3.1.2-1", "a redirection URI that is none is sent",
     unchecked_for<kRedirectInvalid>, Weight::warn},
    {kOp, "redirect-uri-fragment-unchecked", "RFC6749-3.1.2-3",
     "a redirection URI with a fragment is sent", unchecked_for<kRedirectInvalid>, Weight::warn},
    {kOp, "redirect-uri-query-cut-off", "RFC6749-4.1.1-5",
     "the query of the redirection URI is cut off",
     kWritten<wrong::value_of<kRedirect, query_cut_off>>},
    {kOp, "redirect-uri-https-only", "RFC6749-3.1.2-1",
     "redirection URIs of native apps are refused", refusing<kOp, redirect_no_https>},
    {kOp, "redirect-uri-path-required", "RFC6749-3.1.2-1",
     "a redirection URI without a path is refused", refusing<kOp, redirect_without_path>},
    {kOp, "endpoint-query-lost", "RFC6749-3.1-2", "the endpoint's query is lost",
     misread<kOp, endpoint_query_lost>},
    {kOp, "endpoint-second-question-mark", "RFC6749-3.1-2", "a second question mark is added",
     miswritten<kOp, second_question_mark>},
    {kOp, "endpoint-query-as-map", "RFC6749-3.1-2",
     "of the endpoint's parameters of one name one is left",
     miswritten<kOp, endpoint_query_as_map>},
    {kOp, "endpoint-names-loosely", "RFC6749-3.1-2",
     "parameters of the endpoint are known by parts of their names",
     misread<kOp, endpoint_parameters_matched_loosely>},
    {kOp, "endpoint-parameters-win", "RFC6749-3.1-9",
     "of a parameter in the endpoint and another one the last is sent", endpoint_parameters_win,
     Weight::warn},
    {kOp, "endpoint-behind-fragment", "RFC6749-3.1-3",
     "the parameters stand behind the endpoint's fragment", fragment_unchecked, Weight::warn},
    {kOp, "endpoint-encoded-again", "RFC6749-4.1.1-5", "escapes of the endpoint are escaped",
     misread<kOp, endpoint_encoded_again>},
    {kOp, "endpoint-unchecked", "RFC6749-4.1.1-5", "an endpoint that is relative is taken",
     unchecked_for<kUriInvalid>, Weight::warn},
    {kOp, "delimiters-unescaped", "RFC6749-4.1.1-5", "signs that delimit are not escaped",
     kWritten<wrong::spelt<wrong::delimiters_unescaped>>},
    {kOp, "plus-unescaped", "RFC6749-4.1.1-5", "a plus sign is not escaped",
     kWritten<wrong::spelt<wrong::plus_unescaped>>},
    {kOp, "encoded-again", "RFC6749-4.1.1-5", "values are escaped twice",
     kWritten<wrong::spelt<wrong::encoded_again>>},
    {kOp, "escapes-left-alone", "RFC6749-A.5-1", "what looks like an escape is left as it is",
     kWritten<wrong::spelt<wrong::escapes_left_alone>>},
    {kOp, "in-latin1", "RFC6749-B-1", "characters beyond ASCII are not written in UTF-8",
     kWritten<wrong::spelt<wrong::utf8_as_latin1>>},
    {kOp, "challenge-left-out", "RFC7636-4.3-1", "code_challenge is not sent",
     kLeftOut<kChallenge>},
    {kOp, "challenge-of-sha-only", "RFC7636-4.3-1",
     "a challenge of another method than S256 is not sent", misread<kOp, challenge_of_sha_only>},
    {kOp, "challenge-unchecked", "RFC7636-4.2-6", "a challenge of any length and alphabet is sent",
     unchecked_for<kChallengeInvalid>, Weight::warn},
    {kOp, "method-left-out", "RFC7636-4.3-3",
     "code_challenge_method is not sent: the server takes the challenge for a plain one",
     kLeftOut<kMethod>},
    {kOp, "method-unchecked", "RFC7636-4.3-3", "an unknown code_challenge_method is sent",
     unchecked_for<kMethodInvalid>, Weight::warn},
    {kOp, "method-added", "RFC7636-4.3-2", "a method that nobody gave is sent",
     misread<kOp, method_added>, Weight::warn},
    {kOp, "resource-last-only", "RFC8707-2-4", "of several resources the last one is sent",
     kWritten<wrong::last_of_each>},
    {kOp, "resource-left-out", "RFC8707-2-1", "resource is not sent", kLeftOut<kResource>},
    {kOp, "resource-unchecked", "RFC8707-2-1", "a resource that is no absolute URI is sent",
     unchecked_for<kResourceInvalid>, Weight::warn},
    {kOp, "resource-fragment-unchecked", "RFC8707-2-2", "a resource with a fragment is sent",
     unchecked_for<kResourceInvalid>, Weight::warn},
    {kOp, "resource-https-only", "RFC8707-2-1",
     "a resource of another scheme than https is refused", refusing<kOp, resource_no_https>},
    {kOp, "resource-query-cut-off", "RFC8707-2-3", "the query of a resource is cut off",
     kWritten<wrong::value_of<kResource, query_cut_off>>},
    {kOp, "request-uri-wins", "RFC9101-5-2", "of request and request_uri the second is sent",
     mended<kOp, request_uri_wins>, Weight::warn},
    {kOp, "request-uri-unchecked", "RFC9101-5.2-2", "a request_uri that is relative is sent",
     unchecked_for<kParameterInvalid>, Weight::warn},
    {kOp, "request-object-alone", "RFC9101-5-4", "parameters beside a request object are left out",
     miswritten<kOp, parameters_beside_object_left_out>},
    {kOp, "request-object-with-type", "RFC9126-4-1", "a response_type that nobody gave is sent",
     miswritten<kOp, response_type_beside_object>},
    {kOp, "extra-repeats", "RFC6749-3.1-9", "a further parameter repeats one of the protocol's own",
     unchecked_for<kDuplicated>, Weight::warn},
    {kOp, "extra-overrides", "RFC6749-3.1-9",
     "a further parameter replaces one of the protocol's own", mended<kOp, extra_overrides>,
     Weight::warn},
    {kOp, "extra-first-only", "RFC6749-4.1.1-5", "of further parameters the first one is sent",
     misread<kOp, first_extra_only>},
    {kOp, "extra-names-unencoded", "RFC6749-4.1.1-5", "names of further parameters are not escaped",
     miswritten<kOp, extra_names_unencoded>},
    {kOp, "client-cut", "RFC6749-2.2-4", "a client_id longer than a buffer is cut off",
     kWritten<wrong::value_of<kClient, wrong::value_cut>>, Weight::warn},
    {kOp, "redirect-uri-required", "RFC6749-4.1.1-7",
     "a request without a redirection URI is refused", refusing<kOp, without_redirect_uri>,
     Weight::warn},
    {kOp, "request-object-left-out", "RFC9101-5-1", "the request object is not sent",
     kLeftOut<kRequest>},
    {kOp, "response-mode-left-out", "EXT-form-post-7", "response_mode is not sent",
     kLeftOut<kResponseMode>},
});

}  // namespace

std::span<const Defect> authorization_request_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
