// SPDX-License-Identifier: Apache-2.0
// RFC 6749 section 5.2 and RFC 6750 section 3: errors, in a body or in a challenge.
#include <algorithm>
#include <array>
#include <string>

#include "harness/defects/oauth2/challenge_text.h"
#include "harness/defects/oauth2/response.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/reference/codec/form.h"
#include "harness/reference/message/http.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr char kOp[] = "oauth2.parse_error";

constexpr char kError[] = "error";
constexpr char kDescription[] = "error_description";
constexpr char kUri[] = "error_uri";
constexpr char kScope[] = "scope";
constexpr char kNonce[] = "dpop_nonce";
constexpr char kMetadata[] = "resource_metadata";

constexpr char kMembers[] = " error error_description error_uri ";

// The codes of RFC 6749 and RFC 6750, and no others.
constexpr std::array kCodes{"invalid_request",     "invalid_client",         "invalid_grant",
                            "unauthorized_client", "unsupported_grant_type", "invalid_scope",
                            "invalid_token",       "insufficient_scope"};

bool of_resource(const json& in) {
  return in.at("endpoint") == "resource";
}

// Changes each WWW-Authenticate field of the response.
template <void (*Change)(std::string& field)>
void of_challenges(json& in) {
  for (json& field : in["response"]["headers"]) {
    if (oauth::message::equal_without_case(field[0].get<std::string>(), "WWW-Authenticate"))
      change_octets(field[1], Change);
  }
}

template <bool (*Unwanted)(string_view field)>
bool any_challenge(const json& in) {
  return std::ranges::any_of(in.at("response").at("headers"), [](const json& field) {
    return oauth::message::equal_without_case(field[0].get<std::string>(), "WWW-Authenticate") &&
           Unwanted(adapter::read_bytes(field[1]));
  });
}

void unknown_code_lost(json& out) {
  if (out[kError].is_string() && std::ranges::find(kCodes, out[kError]) == kCodes.end())
    out[kError] = "unknown_error";
}

bool code_with_other_characters(const json& in) {
  const json code = member_of(in, kError);
  return code.is_string() && code.get<std::string>().find_first_not_of(
                                 "abcdefghijklmnopqrstuvwxyz_") != std::string::npos;
}

bool other_status_than_400(const json& in) {
  return !of_resource(in) && in.at("response").at("status") != 400;
}

// What a status means is told by its number alone.
void code_by_status(json& out, const json& in) {
  if (in.at("response").at("status") == 401) out[kError] = "unauthorized";
}

// A 401 is taken for a challenge's, wherever it comes from.
void every_401_is_of_a_resource(json& in) {
  if (in["response"]["status"] == 401) in["endpoint"] = "resource";
}

void resource_error_from_body(json& in) {
  if (of_resource(in)) in["endpoint"] = "token";
}

void success_is_error(json& in) {
  if (in["response"]["status"] == 200) in["response"]["status"] = 400;
}

template <const char* Name>
void form_decoded_in(json& out) {
  if (!out[Name].is_string()) return;
  std::string decoded;
  if (oauth::codec::append_form_decoded(decoded, out[Name].get<std::string>())) out[Name] = decoded;
}

template <const char* Name>
void cut_at_fragment_or_quote(json& out) {
  if (!out[Name].is_string()) return;
  const std::string text = out[Name];
  out[Name] = text.substr(0, text.find_first_of("#'"));
}

bool relative_uri(const json& in) {
  const json uri = member_of(in, kUri);
  return uri.is_string() && uri.get<std::string>().find("://") == std::string::npos;
}

// The description is decoded as ISO-8859-1.
Verdict description_as_latin1(const json& in) {
  const json description = member_of(in, kDescription);
  if (!description.is_string()) return right<kOp>(in);
  json without = in;
  json members = body_of(in);
  members.erase(kDescription);
  put_body(without, members);
  Verdict answer = right<kOp>(without);
  if (Out* given = std::get_if<Out>(&answer)) {
    given->value[kDescription] = description;
    change_octets(given->value[kDescription], wrong::octets_as_latin1);
  }
  return answer;
}

void non_ascii_dropped(std::string& text) {
  std::erase_if(text, [](char octet) { return octet < '\0'; });
}

void scope_at_commas(json& out) {
  if (out[kScope].is_null()) return;
  json tokens = json::array();
  for (const json& token : out[kScope]) {
    std::string text = token;
    for (std::size_t comma = text.find(','); comma != std::string::npos; comma = text.find(',')) {
      tokens.push_back(text.substr(0, comma));
      text.erase(0, comma + 1);
    }
    tokens.push_back(text);
  }
  out[kScope] = tokens;
}

void first_scope_token_only(json& out) {
  if (out[kScope].is_array()) out[kScope] = {out[kScope][0]};
}

void realm_in_quotes(json& out) {
  if (out["realm"].is_string()) out["realm"] = "\"" + out["realm"].get<std::string>() + "\"";
}

// Puts what a careless reading found into the place of what is right.
void take_from(json& out, const CarelessChallenge& challenge) {
  for (const char* name : {kError, kDescription, kUri, "realm"}) out[name] = nullptr;
  for (const auto& [name, value] : challenge.parameters) {
    if (out.contains(name) && name != kScope) out[name] = value;
  }
}

std::vector<CarelessChallenge> careless_challenges(const json& in) {
  std::vector<CarelessChallenge> all;
  for (const json& field : in.at("response").at("headers")) {
    if (!oauth::message::equal_without_case(field[0].get<std::string>(), "WWW-Authenticate"))
      continue;
    for (CarelessChallenge& one : split_at_commas(adapter::read_bytes(field[1])))
      all.push_back(std::move(one));
  }
  return all;
}

void challenge_cut_at_commas(json& out, const json& in) {
  if (!of_resource(in)) return;
  for (const CarelessChallenge& one : careless_challenges(in)) {
    if (one.scheme == "bearer") return take_from(out, one);
  }
}

void last_challenge_read(json& out, const json& in) {
  if (!of_resource(in)) return;
  if (const auto all = careless_challenges(in); !all.empty()) take_from(out, all.back());
}

// Where the grammar is broken or a name stands twice, some value is read all the same.
Verdict malformed_challenge_read(const json& in) {
  Verdict answer = right<kOp>(in);
  if (!of_resource(in) || !std::holds_alternative<Reject>(answer)) return answer;
  json out{{kScope, nullptr}};
  for (const CarelessChallenge& one : careless_challenges(in)) {
    take_from(out, one);
    for (const auto& [name, value] : one.parameters) {
      if (name == kScope) out[kScope] = {value};
    }
  }
  return Out{std::move(out), {}};
}

bool challenge_with_unknown_parameter(const json& in) {
  constexpr string_view kKnown =
      " realm scope error error_description error_uri resource_metadata algs charset ";
  for (const CarelessChallenge& one : careless_challenges(in)) {
    for (const auto& [name, value] : one.parameters) {
      if (kKnown.find(" " + name + " ") == string_view::npos) return true;
    }
  }
  return false;
}

void no_challenge_is_invalid_token(json& in) {
  if (!of_resource(in) || !careless_challenges(in).empty()) return;
  set_field(in, "WWW-Authenticate", "Bearer error=\"invalid_token\"");
}

void other_scheme_read(std::string& field) {
  if (field.starts_with("Basic")) field.replace(0, 5, "Bearer");
}

void body_read_beside_challenge(json& in) {
  if (of_resource(in) && body_of(in).is_object()) in["endpoint"] = "token";
}

bool error_body_no_object(const json& in) {
  return (!of_resource(in) || in.at("response").at("body") != "") && unwanted::body_no_object(in);
}

bool challenge_without_parameters(const json& in) {
  return std::ranges::any_of(in.at("response").at("headers"),
                             [](const json& field) { return field[1] == "Bearer"; });
}

bool without_no_store(const json& in) {
  return find_field(in, "Cache-Control") == nullptr && !of_resource(in);
}

template <auto Wrong>
constexpr auto kMember = misread<kOp, in_body<Wrong>>;

bool resource_with_400(const json& in) {
  return of_resource(in) && in.at("response").at("status") == 400;
}

bool without_description(const json& in) {
  return !of_resource(in) && unwanted::without_member<kDescription>(in);
}

bool names_algorithms(string_view field) {
  return field.find("algs=") != string_view::npos;
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "unknown-code-lost", "RFC6749-8.5-1", "a code of another document is lost",
     miswritten<kOp, unknown_code_lost>, Weight::warn},
    {kOp, "code-characters", "RFC6749-A.7-1", "a code of other characters than letters is refused",
     refusing<kOp, code_with_other_characters>, Weight::warn},
    {kOp, "code-missing", "RFC6749-5.2-2", "a response without error gives \"undefined\"",
     mended<kOp, in_body<wrong::missing_as_undefined<kError>>>, Weight::warn},
    {kOp, "code-as-text", "RFC6749-5.1-3", "an error that is no text is made one",
     mended<kOp, in_body<wrong::anything_as_text<kError>>>, Weight::warn},
    {kOp, "code-control-characters", "RFC6749-5.2-12", "control characters in a code are dropped",
     mended<kOp, in_body<in_member<kError, wrong::control_characters_dropped>>>, Weight::warn},
    {kOp, "code-non-ascii", "RFC6749-5.2-12", "octets beyond ASCII in a code are dropped",
     mended<kOp, in_body<in_member<kError, non_ascii_dropped>>>, Weight::warn},
    {kOp, "code-by-status", "RFC6749-5.2-2", "the code is guessed from the status",
     miswritten<kOp, code_by_status>},
    {kOp, "description-as-text", "RFC6749-A.8-1",
     "an error_description that is no text is made one",
     mended<kOp, in_body<wrong::anything_as_text<kDescription>>>, Weight::warn},
    {kOp, "description-lost", "RFC6749-A.8-1", "error_description is not read",
     miswritten<kOp, wrong::lost<kDescription>>},
    {kOp, "description-cut", "RFC6749-A.8-1", "a description ends at an apostrophe",
     miswritten<kOp, cut_at_fragment_or_quote<kDescription>>},
    {kOp, "description-form-decoded", "RFC6749-A.8-1", "a description is decoded as a form is",
     miswritten<kOp, form_decoded_in<kDescription>>},
    {kOp, "description-as-latin1", "RFC6749-5.2-2", "a description is decoded as Latin-1",
     description_as_latin1, Weight::warn},
    {kOp, "uri-lost", "RFC6749-A.9-1", "error_uri is not read", miswritten<kOp, wrong::lost<kUri>>},
    {kOp, "uri-fragment-lost", "RFC6749-5.2-2", "the fragment of error_uri is cut off",
     miswritten<kOp, cut_at_fragment_or_quote<kUri>>},
    {kOp, "uri-relative-refused", "RFC6749-A.9-1", "an error_uri that is relative is refused",
     refusing<kOp, relative_uri>, Weight::warn},
    {kOp, "success-is-error", "RFC6750-3-1", "a success is read as an error",
     mended<kOp, success_is_error>, Weight::warn},
    {kOp, "other-status-refused", "RFC6749-5.2-1",
     "an error under another status than 400 is refused", refusing<kOp, other_status_than_400>,
     Weight::warn},
    {kOp, "no-store-required", "RFC6749-5.2-15", "an error that may be cached is refused",
     refusing<kOp, without_no_store>},
    {kOp, "no-object-crashes", "RFC6749-5.2-15", "a body that is no object ends in an exception",
     crashing<kOp, error_body_no_object>},
    {kOp, "json-tail-ignored", "RFC6749-5.2-15", "what stands behind the object is ignored",
     mended<kOp, wrong::tail_ignored>, Weight::warn},
    {kOp, "form-read", "RFC6749-5.2-15", "a form is read, too", mended<kOp, wrong::form_read>,
     Weight::warn},
    {kOp, "media-type-spelling", "RFC6749-5.2-15",
     "media type and field name are compared with case",
     refusing<kOp, unwanted::media_type_in_other_spelling>},
    {kOp, "first-of-duplicates", "RFC6749-3.2-10", "of two members of one name the first counts",
     mended<kOp, wrong::first_of_duplicates>, Weight::warn},
    {kOp, "names-in-lower-case", "RFC6749-1.9-1", "names of members are compared without case",
     kMember<wrong::names_in_lower_case>, Weight::warn},
    {kOp, "unknown-members-refused", "RFC7591-3.2.2-7",
     "a response with an unknown member is refused",
     refusing<kOp, unwanted::unknown_member<kMembers>>},
    {kOp, "escapes-kept", "RFC6749-5.1-3", "escapes of JSON are not undone",
     misread<kOp, in_text<wrong::escapes_kept>>},
    {kOp, "other-order", "RFC6749-5.2-16", "error is expected first",
     refusing<kOp, unwanted::other_order<kError>>},
    {kOp, "nonce-lost", "RFC9449-8-3", "the nonce of an error is not read",
     miswritten<kOp, wrong::lost<kNonce>>, Weight::warn},
    {kOp, "every-401-a-resource", "RFC6749-5.2-2",
     "a 401 of another endpoint is read as a resource's", misread<kOp, every_401_is_of_a_resource>},
    {kOp, "resource-from-body", "RFC6750-3-1", "a resource's error is sought in the body",
     misread<kOp, resource_error_from_body>},
    {kOp, "resource-body-first", "RFC6750-3-8",
     "a resource's error is sought in the body where there is one",
     misread<kOp, body_read_beside_challenge>},
    {kOp, "challenge-cut-at-commas", "RFC6750-3-11", "a challenge is cut at every comma",
     miswritten<kOp, challenge_cut_at_commas>},
    {kOp, "challenge-first-only", "RFC6750-3-2", "only the first challenge of a field is read",
     misread<kOp, of_challenges<wrong::later_challenges_cut_off>>},
    {kOp, "challenge-last-read", "RFC6750-3-8", "the error is taken from the last challenge",
     miswritten<kOp, last_challenge_read>},
    {kOp, "challenge-of-other-scheme", "RFC6750-3-2",
     "a challenge of scheme Basic is read as Bearer's",
     misread<kOp, of_challenges<other_scheme_read>>},
    {kOp, "challenge-malformed-read", "RFC6750-3-9", "a challenge that breaks the grammar is read",
     malformed_challenge_read, Weight::warn},
    {kOp, "challenge-alone-crashes", "RFC6750-3.1-9",
     "a challenge without parameters ends in an exception",
     crashing<kOp, challenge_without_parameters>},
    {kOp, "challenge-missing-is-invalid-token", "RFC6750-3-1",
     "without a challenge the token is held to be invalid",
     misread<kOp, no_challenge_is_invalid_token>, Weight::warn},
    {kOp, "challenge-escapes-kept", "RFC6750-3-4", "backslashes stay in a challenge's values",
     misread<kOp, of_challenges<wrong::challenge_escapes_kept>>, Weight::warn},
    {kOp, "challenge-quotes-kept", "RFC6750-3-4", "quotation marks stay around the realm",
     miswritten<kOp, realm_in_quotes>},
    {kOp, "challenge-quotes-required", "RFC6750-3-3", "a value without quotation marks is refused",
     refusing<kOp, any_challenge<unwanted::value_without_quotes>>},
    {kOp, "challenge-scheme-case", "RFC6750-2.1-4", "the scheme is compared with case",
     refusing<kOp, any_challenge<unwanted::scheme_in_other_case>>},
    {kOp, "challenge-name-case", "RFC6750-3-3", "names of parameters are compared with case",
     refusing<kOp, any_challenge<unwanted::name_in_other_case>>, Weight::warn},
    {kOp, "challenge-unknown-refused", "RFC6750-3-14",
     "a challenge with an unknown parameter is refused",
     refusing<kOp, challenge_with_unknown_parameter>, Weight::warn},
    {kOp, "challenge-metadata-lost", "RFC9728-5.1-1", "resource_metadata is not read",
     miswritten<kOp, wrong::lost<kMetadata>>},
    {kOp, "scope-at-commas", "RFC6750-3-10", "the scope that is needed is split at commas, too",
     miswritten<kOp, scope_at_commas>},
    {kOp, "scope-first-only", "RFC6750-3-6",
     "only the first token of the scope that is needed is read",
     miswritten<kOp, first_scope_token_only>},
    {kOp, "description-required", "RFC6749-5.2-17", "an error without a description is refused",
     refusing<kOp, without_description>},
    {kOp, "resource-400-refused", "RFC6750-3.1-2", "a resource's error under status 400 is refused",
     refusing<kOp, resource_with_400>},
    {kOp, "challenge-algorithms-refused", "RFC9449-7.1-3", "a DPoP challenge with algs is refused",
     refusing<kOp, any_challenge<names_algorithms>>, Weight::warn},
    {kOp, "code-of-redirect-uri-lost", "RFC7591-3.2.2-3", "invalid_redirect_uri is lost",
     miswritten<kOp, unknown_code_lost>},
    {kOp, "code-of-metadata-lost", "RFC7591-3.2.2-4", "invalid_client_metadata is lost",
     miswritten<kOp, unknown_code_lost>},
    {kOp, "code-of-statement-lost", "RFC7591-3.2.2-5", "invalid_software_statement is lost",
     miswritten<kOp, unknown_code_lost>},
    {kOp, "code-of-unapproved-statement-lost", "RFC7591-3.2.2-6",
     "unapproved_software_statement is lost", miswritten<kOp, unknown_code_lost>},
});

}  // namespace

std::span<const Defect> error_response_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
