// SPDX-License-Identifier: Apache-2.0
// RFC 6749 section 5.1: the token endpoint's success, as a client reads it.
#include <array>
#include <string>

#include "harness/defects/oauth2/response.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/reference/message/http.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr char kOp[] = "oauth2.parse_token_response";

constexpr char kToken[] = "access_token";
constexpr char kType[] = "token_type";
constexpr char kRefresh[] = "refresh_token";
constexpr char kScope[] = "scope";
constexpr char kExpires[] = "expires_in";
constexpr char kIssuedType[] = "issued_token_type";
constexpr char kNonce[] = "dpop_nonce";

constexpr char kKnown[] =
    " access_token token_type refresh_token scope expires_in issued_token_type ";
constexpr char kOtherServer[] = R"({"access_token": "elsewhere", "token_type": "Bearer"})";

template <auto Wrong>
constexpr auto kText = misread<kOp, in_text<Wrong>>;
template <auto Wrong>
constexpr auto kMended = mended<kOp, in_body<Wrong>>;

bool type_in_other_case(const json& in) {
  const json type = member_of(in, kType);
  return std::ranges::find(in.at("token_types"), type) == in.at("token_types").end();
}

void any_type_understood(json& in) {
  if (const json type = member_of(in, kType); type.is_string()) in["token_types"].push_back(type);
}

void type_assumed(json& members) {
  if (!members.contains(kType) || members[kType].empty() || members[kType] == "")
    members[kType] = "Bearer";
}

bool lifetime_no_integer(const json& in) {
  const json lifetime = member_of(in, kExpires);
  return !lifetime.is_null() && !lifetime.is_number_integer();
}

// A lifetime that is none is taken for one hour.
void lifetime_unchecked(json& members) {
  if (members.contains(kExpires)) members[kExpires] = 3600;
}

void commas_as_spaces(std::string& text) {
  std::ranges::replace(text, ',', ' ');
}

void scope_characters_dropped(std::string& text) {
  std::erase_if(
      text, [](char octet) { return octet == '"' || octet == '\\' || octet < ' ' || octet > '~'; });
}

void form_decoded(std::string& text) {
  std::ranges::replace(text, '+', ' ');
}

void spaces_dropped(std::string& text) {
  std::erase(text, ' ');
}

// PHP's "00123" == 123.
void digits_as_number(std::string& text) {
  if (text.find_first_not_of("0123456789") == std::string::npos && text.starts_with('0'))
    text.erase(0, text.find_first_not_of('0'));
}

void empty_scope_as_default(json& members) {
  if (members.contains(kScope) && members[kScope] == "") members[kScope] = "default";
}

void issued_type_assumed(json& members) {
  if (!members.contains(kIssuedType) || members[kIssuedType].empty() || members[kIssuedType] == "")
    members[kIssuedType] = "urn:ietf:params:oauth:token-type:access_token";
}

void success_assumed(json& members) {
  wrong::missing_as_undefined<kToken>(members);
  type_assumed(members);
}

// RFC 9068's kind of token is taken for the only one.
bool token_no_jwt(const json& in) {
  const json token = member_of(in, kToken);
  return token.is_string() && std::ranges::count(token.get<std::string>(), '.') != 2;
}

void old_refresh_token_kept(json& out, const json& in) {
  if (in.at("grant") == "refresh_token") out[kRefresh] = nullptr;
}

bool nonce_field_in_other_case(const json& in) {
  const json* field = find_field(in, "DPoP-Nonce");
  return field != nullptr && field->at(0) != "DPoP-Nonce";
}

// A client that verifies tokens which are not for it.
bool token_is_jwt(const json& in) {
  const json token = member_of(in, kToken);
  return token.is_string() && std::ranges::count(token.get<std::string>(), '.') == 2;
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "type-case-sensitive", "RFC6749-5.1-7", "token_type is compared with case",
     refusing<kOp, type_in_other_case>},
    {kOp, "type-unchecked", "RFC6749-7.1-1", "a token of an unknown type is used",
     mended<kOp, any_type_understood>},
    {kOp, "type-assumed", "RFC6749-5.1-6", "a token without a type is taken for a bearer token",
     kMended<type_assumed>, Weight::warn},
    {kOp, "type-trimmed", "RFC6749-A.13-1", "spaces in a token_type are dropped",
     misread<kOp, in_body<in_member<kType, spaces_dropped>>>, Weight::warn},
    {kOp, "token-no-jwt", "RFC6749-1.4-1", "an access token that is no JWT is refused",
     refusing<kOp, token_no_jwt>},
    {kOp, "success-assumed", "RFC6749-5.1-5",
     "an error under status 200 is a success without a token", kMended<success_assumed>,
     Weight::warn},
    {kOp, "deep-nesting-crashes", "RFC6749-10.14-1", "arrays in arrays overflow the stack",
     crashing<kOp, unwanted::deep_nesting>},
    {kOp, "token-missing", "RFC6749-5.1-5", "a response without access_token gives \"undefined\"",
     kMended<wrong::missing_as_undefined<kToken>>, Weight::warn},
    {kOp, "token-as-text", "RFC6749-5.1-3", "an access_token that is no text is made one",
     misread<kOp, in_body<wrong::anything_as_text<kToken>>>, Weight::warn},
    {kOp, "refresh-token-as-text", "RFC6749-5.1-3", "a refresh_token that is no text is made one",
     misread<kOp, in_body<wrong::anything_as_text<kRefresh>>>, Weight::warn},
    {kOp, "token-trimmed", "RFC6749-A.12-1", "control characters in a token are dropped",
     kMended<in_member<kToken, wrong::control_characters_dropped>>, Weight::warn},
    {kOp, "refresh-token-trimmed", "RFC6749-A.17-1",
     "control characters in a refresh token are dropped",
     kMended<in_member<kRefresh, wrong::control_characters_dropped>>, Weight::warn},
    {kOp, "token-form-decoded", "RFC6749-A.12-1", "a plus sign in a token becomes a space",
     misread<kOp, in_body<in_member<kToken, form_decoded>>>},
    {kOp, "lifetime-crashes", "RFC6749-A.14-1",
     "expires_in in another notation ends in an exception", crashing<kOp, lifetime_no_integer>},
    {kOp, "lifetime-unchecked", "RFC6749-A.14-1", "an expires_in that is no lifetime is one hour",
     kMended<lifetime_unchecked>, Weight::warn},
    {kOp, "lifetime-in-32-bits", "RFC6749-A.14-1", "a long lifetime becomes a negative one",
     miswritten<kOp, wrong::in_32_bits<kExpires>>, Weight::warn},
    {kOp, "lifetime-zero-is-none", "RFC6749-A.14-1", "an expires_in of 0 is taken for none",
     miswritten<kOp, wrong::zero_is_none<kExpires>>},
    {kOp, "scope-at-commas", "RFC6749-A.4-1", "scope is split at commas, too",
     misread<kOp, in_body<in_member<kScope, commas_as_spaces>>>},
    {kOp, "scope-characters-dropped", "RFC6749-A.4-1",
     "characters that no scope may hold are dropped",
     kMended<in_member<kScope, scope_characters_dropped>>, Weight::warn},
    {kOp, "scope-empty-as-default", "RFC6749-5.1-10",
     "an empty scope grants what is usual, as in CVE-2022-31690",
     misread<kOp, in_body<empty_scope_as_default>>, Weight::warn},
    {kOp, "status-unchecked", "RFC6749-5.1-1", "tokens are taken from a response of any status",
     misread<kOp, wrong::status_unchecked>, Weight::warn},
    {kOp, "redirection-followed", "RFC6749-5.1-1",
     "a redirection is followed, and who answers there is believed",
     misread<kOp, wrong::redirection_followed<kOtherServer>>, Weight::warn},
    {kOp, "media-type-spelling", "RFC6749-5.1-2",
     "media type and field name are compared with case",
     refusing<kOp, unwanted::media_type_in_other_spelling>},
    {kOp, "media-type-parameters", "RFC6749-5.1-2", "a media type with a charset is refused",
     refusing<kOp, unwanted::media_type_with_parameters>},
    {kOp, "form-read", "RFC6749-5.1-2", "a form is read, too", mended<kOp, wrong::form_read>,
     Weight::warn},
    {kOp, "media-type-crashes", "RFC6749-5.1-2", "a body that is no object ends in an exception",
     crashing<kOp, unwanted::body_no_object>},
    {kOp, "json-lenient", "RFC6749-5.1-2",
     "comments, other quotation marks and spare commas are read", mended<kOp, wrong::lenient_json>,
     Weight::warn},
    {kOp, "json-tail-ignored", "RFC6749-5.1-2", "what stands behind the object is ignored",
     mended<kOp, wrong::tail_ignored>, Weight::warn},
    {kOp, "first-of-duplicates", "RFC6749-3.2-10", "of two members of one name the first counts",
     mended<kOp, wrong::first_of_duplicates>, Weight::warn},
    {kOp, "unknown-refused", "RFC6749-5.1-13", "a response with an unknown member is refused",
     refusing<kOp, unwanted::unknown_member<kKnown>>},
    {kOp, "extra-of-texts-only", "RFC6749-5.1-13", "unknown members that are no text are lost",
     miswritten<kOp, wrong::extra_of_texts_only>},
    {kOp, "escapes-kept", "RFC6749-5.1-3", "escapes of JSON are not undone",
     kText<wrong::escapes_kept>},
    {kOp, "values-cut", "RFC6749-5.1-14", "a value longer than a buffer is cut off",
     misread<kOp, in_body<wrong::values_cut_to_buffer>>, Weight::warn},
    {kOp, "names-in-lower-case", "RFC6749-1.9-1", "names of members are compared without case",
     misread<kOp, in_body<wrong::names_in_lower_case>>, Weight::warn},
    {kOp, "digits-as-number", "RFC6749-A.12-1", "a token of digits loses its leading zeros",
     misread<kOp, in_body<in_member<kToken, digits_as_number>>>},
    {kOp, "other-order", "RFC6749-5.1-4", "access_token is expected first",
     refusing<kOp, unwanted::other_order<kToken>>},
    {kOp, "issued-type-missing", "RFC8693-2.2.1-2",
     "a token exchange without issued_token_type goes through", kMended<issued_type_assumed>,
     Weight::warn},
    {kOp, "nonce-lost", "RFC9449-8.2-1", "the nonce of a success is not read",
     miswritten<kOp, wrong::lost<kNonce>>},
    {kOp, "nonce-field-spelling", "RFC9449-8.2-1", "DPoP-Nonce is sought with case",
     refusing<kOp, nonce_field_in_other_case>},
    {kOp, "old-refresh-token-kept", "RFC6749-6-10",
     "a new refresh token does not replace the old one", miswritten<kOp, old_refresh_token_kept>},
    {kOp, "refresh-token-required", "RFC6749-5.1-16",
     "a response without a refresh token is refused",
     refusing<kOp, unwanted::without_member<kRefresh>>},
    {kOp, "exchanged-scope-lost", "RFC8693-2.2.1-5", "the scope of an exchanged token is not read",
     miswritten<kOp, wrong::lost<kScope>>},
    {kOp, "token-inspected", "RFC9068-6-1",
     "an access token that is a JWT is verified, and refused", refusing<kOp, token_is_jwt>},
});

}  // namespace

std::span<const Defect> token_response_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
