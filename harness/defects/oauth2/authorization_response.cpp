// SPDX-License-Identifier: Apache-2.0
// RFC 6749 sections 4.1.2 and 4.2.2: the parameters that come back to the redirection endpoint.
#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "harness/defects/oauth2/response_parameters.h"
#include "harness/defects/oauth2/tables.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr char kOp[] = "oauth2.parse_authorization_response";

constexpr char kCode[] = "code";
constexpr char kError[] = "error";
constexpr char kDescription[] = "error_description";
constexpr char kUri[] = "error_uri";
constexpr char kToken[] = "access_token";
constexpr char kType[] = "token_type";
constexpr char kExpires[] = "expires_in";
constexpr char kScope[] = "scope";

// What is missing, and what stands twice.

void code_missing(WrittenPairs& pairs) {
  if (value_of_pair(pairs, kError).empty() && value_of_pair(pairs, kCode).empty())
    set_pair(pairs, kCode, "undefined");
}

void token_missing(WrittenPairs& pairs) {
  if (value_of_pair(pairs, kToken).empty()) set_pair(pairs, kToken, "undefined");
  if (value_of_pair(pairs, kType).empty()) set_pair(pairs, kType, "Bearer");
}

void type_missing(WrittenPairs& pairs) {
  if (value_of_pair(pairs, kType).empty()) set_pair(pairs, kType, "Bearer");
}

void first_of_each(WrittenPairs& pairs) {
  std::set<std::string> seen;
  std::erase_if(
      pairs, [&](const WrittenPair& pair) { return !seen.insert(form_decoded(pair.name)).second; });
}

void error_ignored(WrittenPairs& pairs) {
  if (value_of_pair(pairs, kCode).empty()) set_pair(pairs, kCode, "undefined");
  std::erase_if(pairs, [](const WrittenPair& pair) { return pair.name.starts_with(kError); });
}

// Where the parameters are read from.

void fragment_read(json& in) {
  std::string url = in["request"]["url"];
  if (in["response_mode"] != "query" || url.find('#') == std::string::npos) return;
  url[url.find('#')] = url.find('?') == std::string::npos ? '?' : '&';
  in["request"]["url"] = url;
}

void fragment_wins(json& in) {
  const std::string url = in["request"]["url"];
  const std::size_t mark = url.find('#');
  if (mark != std::string::npos && url.find("code=", mark) != std::string::npos)
    in["request"]["url"] = url.substr(0, url.find('?')) + "?" + url.substr(mark + 1);
}

void query_read_for_fragment(json& in) {
  std::string url = in["request"]["url"];
  if (in["response_mode"] != "fragment" || url.find('?') > url.find('#')) return;
  url.resize(std::min(url.find('#'), url.size()));
  url[std::min(url.find('?'), url.size() - 1)] = '#';
  in["request"]["url"] = url;
}

void query_read_for_form(json& in) {
  if (in["response_mode"] == "form_post" &&
      in["request"]["url"].get<std::string>().find('?') != std::string::npos)
    in["response_mode"] = "query";
}

void form_of_any_type(json& in) {
  if (in["response_mode"] != "form_post") return;
  in["request"]["headers"] = {{"Content-Type", "application/x-www-form-urlencoded"}};
  const json body = json::parse(adapter::read_bytes(in["request"]["body"]), nullptr, false);
  if (!body.is_object()) return;
  WrittenPairs pairs;
  for (const auto& [name, value] : body.items()) set_pair(pairs, name, value.get<std::string>());
  in["request"]["body"] = written(pairs);
}

bool form_type_in_other_spelling(const json& in) {
  return in.at("response_mode") == "form_post" &&
         in.at("request").at("headers") !=
             json::array({json::array({"Content-Type", "application/x-www-form-urlencoded"})});
}

// Whatever is there is taken for what was asked for.
void other_grant_accepted(json& in) {
  const bool token = value_in(in, kCode).empty() && !value_in(in, kToken).empty();
  const bool code = value_in(in, kToken).empty() && !value_in(in, kCode).empty();
  if (token) in["response_type"] = "token";
  if (code) in["response_type"] = "code";
}

// How the parameters are read.

void not_decoded(WrittenPairs& pairs) {
  for (WrittenPair& pair : pairs) {
    pair.name = form_encoded(pair.name);
    pair.value = form_encoded(pair.value);
  }
}

void decoded_again(WrittenPairs& pairs) {
  for (WrittenPair& pair : pairs) pair.value = form_decoded(pair.value);
}

// Decoded as a whole, and then split.
void decoded_before_split(WrittenPairs& pairs) {
  pairs = pairs_of(form_decoded(written(pairs)));
}

void plus_kept(WrittenPairs& pairs) {
  for (WrittenPair& pair : pairs) replace_all(pair.value, "+", "%2B");
}

void beyond_ascii_lost(WrittenPairs& pairs) {
  for (WrittenPair& pair : pairs) {
    std::string value = form_decoded(pair.value);
    std::ranges::replace_if(value, [](char octet) { return octet < '\0'; }, '?');
    pair.value = form_encoded(value);
  }
}

void cut_at_equals_sign(WrittenPairs& pairs) {
  for (WrittenPair& pair : pairs)
    pair.value.resize(std::min(pair.value.find_first_of("=;"), pair.value.size()));
}

void names_in_lower_case(WrittenPairs& pairs) {
  for (WrittenPair& pair : pairs) to_lower(pair.name);
}

void names_by_part(WrittenPairs& pairs) {
  for (WrittenPair& pair : pairs) {
    if (pair.name.ends_with(kCode)) pair.name = kCode;
    if (pair.name.ends_with(kError)) pair.name = kError;
  }
  first_of_each(pairs);
}

void control_characters_dropped(WrittenPairs& pairs) {
  for (const char* octet : {"%0A", "%0a", "%00"}) {
    for (WrittenPair& pair : pairs) replace_all(pair.value, octet, "");
  }
}

bool code_not_first(const json& in) {
  return in.at("response_mode") == "query" && value_in(in, kError).empty() &&
         in.at("request").at("url").get<std::string>().find("?code=") == std::string::npos;
}

bool other_parameter(const json& in) {
  constexpr string_view kKnown =
      " code state iss error error_description error_uri access_token token_type expires_in scope ";
  return std::ranges::any_of(parameters_of(in), [&](const WrittenPair& pair) {
    return kKnown.find(" " + form_decoded(pair.name) + " ") == string_view::npos;
  });
}

bool other_code(const json& in) {
  return value_in(in, kError) == "interaction_required";
}

bool malformed(const json& in) {
  const auto pairs = parameters_of(in);
  return pairs.empty() || std::ranges::any_of(pairs, [](const WrittenPair& pair) {
           return pair.value == "%zz" || pair.value == "%4" ||
                  pair.value.find("%E9") != std::string::npos;
         });
}

bool empty_pair(const json& in) {
  return in.at("request").at("url").get<std::string>().find("&&") != std::string::npos;
}

// What is given to the caller.

bool markup_in_description(const json& in) {
  return value_in(in, kDescription).find('<') != std::string::npos;
}

void scope_at_plus(json& out) {
  if (out[kScope].is_array() && out[kScope].size() > 1) out[kScope] = {out[kScope][0]};
}

template <const char* Name>
void lost(json& out) {
  out[Name] = nullptr;
}

template <const char* Name>
void as_number(json& out) {
  if (!out[Name].is_string()) return;
  std::string text = out[Name];
  wrong::leading_zeros_lost(text);
  out[Name] = text == "0" ? json() : json(text);
}

template <const char* Name>
void cut(json& out) {
  if (out[Name].is_string()) change_octets(out[Name], wrong::value_cut);
}

void zero_is_none(json& out) {
  if (out[kExpires] == 0) out[kExpires] = nullptr;
}

void lifetime_unchecked(WrittenPairs& pairs) {
  const std::string text = value_of_pair(pairs, kExpires);
  if (!text.empty() && text.find_first_not_of("0123456789") != std::string::npos)
    set_pair(pairs, kExpires, "3600");
}

void empty_scope_is_all(WrittenPairs& pairs) {
  for (WrittenPair& pair : pairs) {
    if (pair.name == kScope && pair.value.empty()) pair.value = "admin";
  }
}

template <auto Wrong>
constexpr auto kRead = misread<kOp, of_parameters<Wrong>>;
template <auto Wrong>
constexpr auto kMended = mended<kOp, of_parameters<Wrong>>;

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "code-missing", "RFC6749-4.1.2-1", "a response without a code gives \"undefined\"",
     kMended<code_missing>, Weight::warn},
    {kOp, "code-lost-digits", "RFC6749-A.11-1", "a code of digits loses its leading zeros",
     miswritten<kOp, as_number<kCode>>},
    {kOp, "code-cut", "RFC6749-4.1.2-11", "a code longer than a buffer is cut off",
     miswritten<kOp, cut<kCode>>, Weight::warn},
    {kOp, "code-not-first", "RFC6749-4.1.2-1", "the code is sought in the first place",
     refusing<kOp, code_not_first>},
    {kOp, "control-characters-dropped", "RFC6749-A.11-1",
     "control characters of a code are dropped", kMended<control_characters_dropped>, Weight::warn},
    {kOp, "token-control-characters-dropped", "RFC6749-A.12-1",
     "control characters of a token are dropped", kMended<control_characters_dropped>,
     Weight::warn},
    {kOp, "token-missing", "RFC6749-4.2.2-2", "a response without a token gives \"undefined\"",
     kMended<token_missing>, Weight::warn},
    {kOp, "type-missing", "RFC6749-4.2.2-3", "a token without a type is taken for a bearer token",
     kMended<type_missing>, Weight::warn},
    {kOp, "lifetime-zero-is-none", "RFC6749-A.14-1", "an expires_in of 0 is taken for none",
     miswritten<kOp, zero_is_none>},
    {kOp, "lifetime-unchecked", "RFC6749-A.14-1", "an expires_in that is no number is one hour",
     kRead<lifetime_unchecked>, Weight::warn},
    {kOp, "lifetime-lost", "RFC6749-4.2.2-1", "expires_in is not read",
     miswritten<kOp, lost<kExpires>>},
    {kOp, "scope-first-only", "RFC6749-4.2.2-2", "of a scope its first token is read",
     miswritten<kOp, scope_at_plus>},
    {kOp, "scope-empty-is-all", "RFC6749-A.4-1", "an empty scope grants all there is",
     kRead<empty_scope_is_all>, Weight::warn},
    {kOp, "other-grant-accepted", "RFC6749-4.1.2-1",
     "a token is taken for the code that was asked for", mended<kOp, other_grant_accepted>,
     Weight::warn},
    {kOp, "other-grant-accepted-implicit", "RFC6749-4.2.2-2",
     "a code is taken for the token that was asked for", mended<kOp, other_grant_accepted>,
     Weight::warn},
    {kOp, "first-of-duplicates", "RFC6749-3.1-10", "of two parameters of one name the first counts",
     kMended<first_of_each>},
    {kOp, "last-of-duplicates", "RFC6749-3.1-10", "of two parameters of one name the last counts",
     kMended<wrong::last_of_each>},
    {kOp, "error-ignored", "RFC6749-4.1.2.1-4", "an error is taken for a success",
     kRead<error_ignored>},
    {kOp, "error-of-token-ignored", "RFC6749-4.2.2.1-4",
     "an error in a fragment is taken for a success", kRead<error_ignored>},
    {kOp, "error-code-unknown", "RFC6749-8.5-1", "a code of another document is refused",
     refusing<kOp, other_code>, Weight::warn},
    {kOp, "description-lost", "RFC6749-A.8-1", "error_description is not read",
     miswritten<kOp, lost<kDescription>>},
    {kOp, "description-markup-crashes", "RFC6749-10.14-1",
     "markup in a description ends in an exception", crashing<kOp, markup_in_description>},
    {kOp, "error-uri-lost", "RFC6749-A.9-1", "error_uri is not read", miswritten<kOp, lost<kUri>>},
    {kOp, "unknown-refused", "RFC6749-4.1.2-10", "a response with an unknown parameter is refused",
     refusing<kOp, other_parameter>},
    {kOp, "unknown-refused-implicit", "RFC6749-4.2.2-9",
     "a token with an unknown parameter beside it is refused", refusing<kOp, other_parameter>},
    {kOp, "not-decoded", "RFC6749-B-2", "names and values are not decoded", kRead<not_decoded>},
    {kOp, "decoded-again", "RFC6749-B-2", "values are decoded twice", kRead<decoded_again>},
    {kOp, "decoded-before-split", "RFC6749-B-2", "the form is decoded before it is split",
     kRead<decoded_before_split>},
    {kOp, "plus-kept", "RFC6749-B-2", "a plus sign stays one", kRead<plus_kept>},
    {kOp, "beyond-ascii-lost", "RFC6749-B-2", "octets beyond ASCII become question marks",
     kRead<beyond_ascii_lost>, Weight::warn},
    {kOp, "cut-at-equals-sign", "RFC6749-4.1.2-1",
     "a value ends at its first equals sign or semicolon", kRead<cut_at_equals_sign>, Weight::warn},
    {kOp, "names-in-lower-case", "RFC6749-1.9-1", "names are compared without case",
     kRead<names_in_lower_case>},
    {kOp, "names-by-part", "RFC6749-4.1.2-10", "names are known by their ends",
     kRead<names_by_part>},
    {kOp, "fragment-read", "RFC6749-4.1.2-2", "the fragment is read, too",
     misread<kOp, fragment_read>},
    {kOp, "fragment-wins", "RFC6749-4.1.2-2",
     "a code in the fragment comes before that in the query", misread<kOp, fragment_wins>,
     Weight::warn},
    {kOp, "query-read-for-fragment", "RFC6749-4.2.2-1", "a token is read from the query",
     misread<kOp, query_read_for_fragment>, Weight::warn},
    {kOp, "query-read-for-form", "EXT-form-post-1", "a form is read from the query",
     misread<kOp, query_read_for_form>, Weight::warn},
    {kOp, "form-of-any-type", "EXT-form-post-1", "a form of any media type is read",
     mended<kOp, form_of_any_type>},
    {kOp, "form-type-spelling", "EXT-form-post-1", "the media type of a form is compared as a text",
     refusing<kOp, form_type_in_other_spelling>, Weight::warn},
    {kOp, "malformed-crashes", "RFC6749-B-2", "a malformed escape ends in an exception",
     crashing<kOp, malformed>},
    {kOp, "empty-pair-crashes", "RFC6749-4.1.2-10", "an empty pair ends in an exception",
     crashing<kOp, empty_pair>},
    {kOp, "form-submit-control-refused", "EXT-form-post-2",
     "a form with a control for its submission is refused", refusing<kOp, other_parameter>},
    {kOp, "token-cut", "RFC6749-4.2.2-11", "a token longer than a buffer is cut off",
     miswritten<kOp, cut<kToken>>, Weight::warn},
});

}  // namespace

std::span<const Defect> authorization_response_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
