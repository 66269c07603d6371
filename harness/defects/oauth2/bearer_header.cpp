// SPDX-License-Identifier: Apache-2.0
// RFC 6750 section 2.1: a bearer token in the Authorization header field; section 3: the answer where there is none.
#include <algorithm>
#include <array>
#include <stdexcept>

#include "harness/adapter/reference/shapes.h"
#include "harness/defects/oauth2/bearer.h"
#include "harness/defects/oauth2/octets.h"
#include "harness/defects/oauth2/tables.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr string_view kOp = "oauth2.bearer_token";

template <auto Function, auto Wrong>
constexpr auto kWith = planted<answer_bearer_token, Function, Wrong>;
template <auto Wrong>
constexpr auto kScheme = kWith<&Bearer::is_scheme, Wrong>;
template <auto Wrong>
constexpr auto kBehind = kWith<&Bearer::behind_scheme, Wrong>;
template <auto Wrong>
constexpr auto kToken = kWith<&Bearer::is_token, Wrong>;
template <auto Wrong>
constexpr auto kFields = kWith<&Bearer::in_fields, Wrong>;
template <auto Wrong>
constexpr auto kAnswer = kWith<&Bearer::answer, Wrong>;
template <auto Wrong>
constexpr auto kChallenge = kWith<&Bearer::challenge, Wrong>;

const Bearer& right() {
  return sound<Bearer>();
}

// The field and its scheme.
bool field_with_case(string_view name) {
  return name == "Authorization";
}

bool field_by_end(string_view name) {
  return name.ends_with("Authorization") || right().is_field(name);
}

bool scheme_with_case(string_view scheme) {
  return scheme == "Bearer";
}

bool scheme_in_capitals_unknown(string_view scheme) {
  return scheme != "BEARER" && right().is_scheme(scheme);
}

bool dpop_too(string_view scheme) {
  return scheme == "DPoP" || right().is_scheme(scheme);
}

std::optional<std::string> scheme_by_prefix(const Bearer& library, string_view value) {
  constexpr std::size_t kSize = 6;
  if (!right().is_scheme(value.substr(0, kSize))) return right().behind_scheme(library, value);
  const std::size_t space = std::min(value.find(' ', kSize), value.size());
  const std::string behind(value.substr(std::min(space + 1, value.size())));
  return behind.empty() ? std::string(value.substr(kSize)) : behind;
}

std::optional<std::string> scheme_searched(const Bearer& library, string_view value) {
  const std::size_t at = value.find("Bearer ");
  if (at == string_view::npos) return right().behind_scheme(library, value);
  const string_view word = value.substr(value.find_first_not_of(' ', at + 6) == string_view::npos
                                            ? value.size()
                                            : value.find_first_not_of(' ', at + 6));
  return std::string(at == 0 ? word : word.substr(0, word.find('"')));
}

std::optional<std::string> scheme_optional(const Bearer& library, string_view value) {
  if (!value.empty() && value.find(' ') == string_view::npos && !library.is_scheme(value))
    return std::string(value);
  return right().behind_scheme(library, value);
}

std::optional<std::string> one_space_assumed(const Bearer& library, string_view value) {
  const auto found = right().behind_scheme(library, value);
  const std::size_t space = value.find(' ');
  if (!found || space == string_view::npos) return found;
  return std::string(value.substr(space + 1));
}

std::optional<std::string> second_word_assumed(const Bearer& library, string_view value) {
  if (value.find(' ') == string_view::npos) throw std::out_of_range("index 1");
  return right().behind_scheme(library, value);
}

std::optional<std::string> first_of_list(const Bearer& library, string_view value) {
  return right().behind_scheme(library, value.substr(0, value.find(',')));
}

std::optional<std::string> quotation_marks_taken_off(const Bearer& library, string_view value) {
  auto found = right().behind_scheme(library, value);
  if (found) std::erase(*found, '"');
  return found;
}

// The token.
bool any_text(string_view text) {
  return !text.empty();
}

bool empty_too(string_view text) {
  return text.empty() || right().is_token(text);
}

bool equals_signs_anywhere(string_view text) {
  std::string letters(text);
  std::ranges::replace(letters, '=', 'a');
  return right().is_token(letters);
}

bool base64url_only(string_view text) {
  return right().is_token(text) && text.find_first_of("+/~") == string_view::npos;
}

bool without_equals_signs(string_view text) {
  return right().is_token(text) && !text.ends_with('=');
}

bool no_longer_than_buffer(string_view text) {
  constexpr std::size_t kBuffer = 2048;
  return right().is_token(text) && text.size() <= kBuffer;
}

bool long_enough(string_view text) {
  return right().is_token(text) && text.size() >= 8;
}

bool jwt_refused(string_view text) {
  return right().is_token(text) && std::ranges::count(text, '.') < 2;
}

std::string padding_lost(string_view text) {
  return std::string(text.substr(0, text.find('=')));
}

// What two libraries of URLs leave of a plus sign.
std::string plus_as_space(string_view text) {
  std::string token(text);
  std::ranges::replace(token, '+', ' ');
  return token;
}

FoundToken first_field(const Bearer& library, const Request& request) {
  for (const auto& field : request.headers) {
    const auto text =
        library.is_field(field.name) ? library.behind_scheme(library, field.value) : std::nullopt;
    if (text && library.is_token(*text)) return *text;
  }
  return right().in_fields(library, request);
}

FoundToken equal_fields_merged(const Bearer& library, const Request& request) {
  Request once = request;
  for (std::size_t i = once.headers.size(); i-- > 1;) {
    if (once.headers[i].value == once.headers[i - 1].value)
      once.headers.erase(once.headers.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return right().in_fields(library, once);
}

// The answer.
Refusal error_for_nothing(const Refusal& refusal) {
  return refusal.error.empty() ? Refusal{"invalid_token", 401, refusal.reason} : refusal;
}

Refusal forbidden_for_nothing(const Refusal& refusal) {
  return refusal.error.empty() ? Refusal{"", 403, refusal.reason} : refusal;
}

Refusal bad_request_401(const Refusal& refusal) {
  return refusal.error.empty() ? refusal : Refusal{refusal.error, 401, refusal.reason};
}

Refusal bad_request_is_invalid_token(const Refusal& refusal) {
  return refusal.error.empty() ? refusal : Refusal{"invalid_token", 401, refusal.reason};
}

Refusal error_code_left_out(const Refusal& refusal) {
  return {"", refusal.status, refusal.reason};
}

std::string no_challenge_with_401(const json& in, string_view error) {
  return error.empty() ? "" : right().challenge(in, error);
}

json without(const json& in, const char* member) {
  json rest = in;
  rest[member] = nullptr;
  return rest;
}

std::string no_challenge(const json& /*in*/, string_view /*error*/) {
  return "";
}

std::string challenge_of_basic(const json& in, string_view error) {
  std::string text = right().challenge(in, error);
  return text.replace(0, text.find(' '), "Basic");
}

std::string challenge_without_parameters(const json& in, string_view error) {
  return error.empty() ? "Bearer" : right().challenge(in, error);
}

std::string realm_left_out(const json& in, string_view error) {
  return right().challenge(without(in, "realm"), error);
}

std::string realm_not_escaped(const json& in, string_view error) {
  const auto realm = adapter::read_optional(in, "realm").value_or("");
  const std::string rest = right().challenge(without(in, "realm"), error);
  return "Bearer realm=\"" + realm + "\"" +
         (rest.starts_with("Bearer realm") ? "" : "," + rest.substr(rest.find(' ')));
}

std::string scope_by_commas(const json& in, string_view error) {
  std::string text = right().challenge(in, error);
  const std::size_t scope = text.find("scope=");
  if (scope != std::string::npos)
    std::replace(text.begin() + static_cast<std::ptrdiff_t>(scope), text.end(), ' ', ',');
  return text;
}

std::string scope_as_json(const json& in, string_view error) {
  std::string text = right().challenge(without(in, "scope"), error);
  if (in.at("scope").is_null()) return text;
  std::string list = in.at("scope").dump();
  replace_all(list, "\"", "\\\"");
  return text.append(", scope=\"").append(list).append("\"");
}

std::string error_left_out(const json& in, string_view /*error*/) {
  return right().challenge(in, "");
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "field-with-case", "RFC6750-2.1-2", "the field's name is compared with case",
     kWith<&Bearer::is_field, field_with_case>},
    {kOp, "field-by-end", "RFC6750-2.1-2", "Proxy-Authorization is read, too",
     kWith<&Bearer::is_field, field_by_end>},
    {kOp, "scheme-with-case", "RFC6750-2.1-4", "the scheme is compared with case",
     kScheme<scheme_with_case>},
    {kOp, "scheme-in-capitals-unknown", "RFC7235-2.1-1",
     "the scheme is known as \"Bearer\" and \"bearer\" only", kScheme<scheme_in_capitals_unknown>},
    {kOp, "dpop-too", "RFC6750-2.1-3", "tokens of the scheme DPoP are taken for bearer tokens",
     kScheme<dpop_too>, Weight::warn},
    {kOp, "scheme-by-prefix", "RFC6750-2.1-3",
     "what follows the letters of the scheme is not looked at", kBehind<scheme_by_prefix>},
    {kOp, "scheme-searched", "RFC6750-3.1-9", "the scheme is looked for anywhere in the field",
     kBehind<scheme_searched>, Weight::warn},
    {kOp, "scheme-optional", "RFC6750-2.1-3", "a token needs no scheme", kBehind<scheme_optional>},
    {kOp, "one-space-assumed", "RFC6750-2.1-3", "one space is taken off, and no more",
     kBehind<one_space_assumed>},
    {kOp, "second-word-assumed", "RFC6750-3-1", "a field of one word ends in an exception",
     kBehind<second_word_assumed>},
    {kOp, "first-of-list", "RFC6750-3.1-1", "of two joined fields the first one counts",
     kBehind<first_of_list>, Weight::warn},
    {kOp, "quotation-marks-taken-off", "RFC6750-3.1-1", "quotation marks are taken off",
     kBehind<quotation_marks_taken_off>, Weight::warn},
    {kOp, "any-text", "RFC6750-3.1-1", "what no token can be goes through", kToken<any_text>,
     Weight::warn},
    {kOp, "empty-too", "RFC6750-3-1", "no text at all goes through as a token", kToken<empty_too>},
    {kOp, "equals-signs-anywhere", "RFC6750-3.1-1", "equals signs may stand anywhere in a token",
     kToken<equals_signs_anywhere>, Weight::warn},
    {kOp, "base64url-only", "RFC6750-2.1-3", "signs that base64url has not are refused",
     kToken<base64url_only>},
    {kOp, "equals-signs-refused", "RFC6750-2.1-3", "equals signs at the end are refused",
     kToken<without_equals_signs>},
    {kOp, "no-longer-than-buffer", "RFC6750-2.1-3", "tokens longer than a buffer are refused",
     kToken<no_longer_than_buffer>, Weight::warn},
    {kOp, "long-enough", "RFC6750-2.1-3", "short tokens are refused", kToken<long_enough>},
    {kOp, "jwt-refused", "RFC6750-2.1-3", "tokens of three parts are refused", kToken<jwt_refused>},
    {kOp, "padding-lost", "RFC6750-2.1-3", "equals signs at the end are cut off",
     kWith<&Bearer::taken, padding_lost>},
    {kOp, "plus-as-space", "RFC6750-2.1-3", "a plus sign in the header field becomes a space",
     kWith<&Bearer::taken, plus_as_space>},
    {kOp, "first-field", "RFC6750-3.1-1", "of two header fields the first one counts",
     kFields<first_field>, Weight::warn},
    {kOp, "equal-fields-merged", "RFC6750-3.1-1", "the same header field may be there twice",
     kFields<equal_fields_merged>, Weight::warn},
    {kOp, "error-for-nothing", "RFC6750-3.1-9", "a request without a token is told of an error",
     kAnswer<error_for_nothing>, Weight::warn},
    {kOp, "forbidden-for-nothing", "RFC7235-2.1-7", "a request without a token has the status 403",
     kAnswer<forbidden_for_nothing>, Weight::warn},
    {kOp, "bad-request-401", "RFC6750-3.1-2", "invalid_request has the status 401",
     kAnswer<bad_request_401>, Weight::warn},
    {kOp, "bad-request-is-invalid-token", "RFC6750-3.1-1",
     "a malformed request is told that its token is invalid", kAnswer<bad_request_is_invalid_token>,
     Weight::warn},
    {kOp, "no-challenge", "RFC6750-3-1", "a refusal has no challenge", kChallenge<no_challenge>,
     Weight::warn},
    {kOp, "challenge-of-basic", "RFC6750-3-2", "the challenge is one of Basic",
     kChallenge<challenge_of_basic>, Weight::warn},
    {kOp, "challenge-without-parameters", "RFC6750-3-3", "the challenge is the scheme alone",
     kChallenge<challenge_without_parameters>, Weight::warn},
    {kOp, "realm-left-out", "RFC6750-3-4", "the challenge names no realm",
     kChallenge<realm_left_out>, Weight::warn},
    {kOp, "realm-not-escaped", "RFC7235-2.2-1", "quotation marks in the realm end it",
     kChallenge<realm_not_escaped>, Weight::warn},
    {kOp, "scope-by-commas", "RFC6750-3-6", "commas separate the scope in the challenge",
     kChallenge<scope_by_commas>, Weight::warn},
    {kOp, "scope-as-json", "RFC6750-3-10", "the scope in the challenge is a list of JSON",
     kChallenge<scope_as_json>, Weight::warn},
    {kOp, "error-code-left-out", "RFC6749-7.2-1", "a malformed request is told of no error",
     kAnswer<error_code_left_out>, Weight::warn},
    {kOp, "no-challenge-with-401", "RFC7235-3.1-1", "the status 401 comes without a challenge",
     kChallenge<no_challenge_with_401>, Weight::warn},
    {kOp, "error-left-out", "RFC6750-3-8", "the challenge names no error",
     kChallenge<error_left_out>, Weight::warn},
});

}  // namespace

std::span<const Defect> bearer_header_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
