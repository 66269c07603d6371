// SPDX-License-Identifier: Apache-2.0
// RFC 6750 sections 2.2 and 2.3: a bearer token in a form or query; section 2: in more than one place.
#include <algorithm>
#include <array>
#include <stdexcept>

#include "harness/defects/oauth2/bearer.h"
#include "harness/defects/oauth2/octets.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/reference/codec/form.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr string_view kOp = "oauth2.bearer_token";
constexpr string_view kName = "access_token";

template <auto Function, auto Wrong>
constexpr auto kWith = planted<answer_bearer_token, Function, Wrong>;
template <auto Wrong>
constexpr auto kType = kWith<&Bearer::has_form_type, Wrong>;
template <auto Wrong>
constexpr auto kReadForm = kWith<&Bearer::read_form, Wrong>;
template <auto Wrong>
constexpr auto kOneOf = kWith<&Bearer::one_of, Wrong>;
template <auto Wrong>
constexpr auto kPlaces = kWith<&Bearer::places, Wrong>;
template <auto Wrong>
constexpr auto kChoose = kWith<&Bearer::choose, Wrong>;
template <void (*Plant)(Bearer&)>
constexpr auto kPlant = planted_by<answer_bearer_token, Bearer, Plant>;

const Bearer& right() {
  return sound<Bearer>();
}

// The body.
bool any_method(string_view /*method*/) {
  return true;
}

bool post_only(string_view method) {
  return method == "POST";
}

bool any_type(const Request& /*request*/) {
  return true;
}

bool type_by_prefix(const Request& request) {
  constexpr string_view kForm = "application/x-www-form-urlencoded";
  return oauth::message::find_header(request.headers, "Content-Type")
             .value_or("")
             .starts_with(kForm) ||
         right().has_form_type(request);
}

bool type_with_case(const Request& request) {
  return right().has_form_type(request) &&
         oauth::message::find_header(request.headers, "Content-Type")
             .value_or("")
             .starts_with("application/");
}

// Frameworks that read any body that they know how to read.
void json_read(Bearer& library) {
  library.has_form_type = any_type;
  library.form_of = [](const Request& request) {
    const json body = json::parse(request.body, nullptr, false);
    if (body.is_object() && body.contains(kName))
      return "access_token=" + body.at(kName).get<std::string>();
    return right().has_form_type(request) ? request.body : std::string();
  };
}

void multipart_read(Bearer& library) {
  library.has_form_type = any_type;
  library.form_of = [](const Request& request) {
    const std::size_t name = request.body.find("name=\"access_token\"\r\n\r\n");
    if (name == std::string::npos)
      return right().has_form_type(request) ? request.body : std::string();
    const std::size_t begin = request.body.find("\r\n\r\n", name) + 4;
    return "access_token=" + request.body.substr(begin, request.body.find("\r\n", begin) - begin);
  };
}

bool any_octets(const Request& /*request*/) {
  return true;
}

// Forms and queries.
Parameters pairs_of(string_view text, char separator, bool decode) {
  std::string form(text);
  std::ranges::replace(form, separator, '&');
  Parameters parameters;
  for (oauth::codec::RawPairs pairs(form); pairs.next();) {
    std::string name(pairs.current().name);
    std::string value(pairs.current().value);
    if (decode && !parameters.add_form(name + "=" + value)) continue;
    if (!decode) parameters.add(name, value);
  }
  return parameters;
}

oauth::Result<Parameters> not_decoded(string_view text) {
  return pairs_of(text, '&', false);
}

oauth::Result<Parameters> semicolon_separates(string_view text) {
  return pairs_of(text, ';', true);
}

oauth::Result<Parameters> plus_kept(string_view text) {
  std::string escaped(text);
  replace_all(escaped, "+", "%2B");
  return right().read_form(escaped);
}

oauth::Result<Parameters> malformed_escape_crashes(string_view text) {
  const auto read = right().read_form(text);
  if (!read) throw std::invalid_argument("URI malformed");
  return read;
}

// value.split("=")[1]
oauth::Result<Parameters> value_ends_at_equals_sign(string_view text) {
  Parameters parameters;
  for (oauth::codec::RawPairs pairs(text); pairs.next();) {
    const oauth::codec::RawPair& current = pairs.current();
    const std::string_view value = current.value.substr(0, current.value.find('='));
    const std::string pair = std::string(current.name) + "=" + std::string(value);
    if (!parameters.add_form(pair)) return right().read_form(text);
  }
  return parameters;
}

oauth::Result<Parameters> first_parameter_only(string_view text) {
  return right().read_form(text.starts_with(kName) ? text : "");
}

// All that follows "access_token=", to the end.
oauth::Result<Parameters> rest_is_token(string_view text) {
  auto read = right().read_form(text);
  if (!text.starts_with("access_token=")) return read;
  return Parameters{{kName, text.substr(kName.size() + 1)}};
}

// A pattern such as access_token=([^&]+), with nothing before it.
oauth::Result<Parameters> searched_in_text(string_view text) {
  const std::size_t at = text.find("access_token=");
  if (at == string_view::npos) return right().read_form(text);
  return right().read_form(text.substr(at));
}

oauth::Result<Parameters> repetition_sought_undecoded(string_view text) {
  const auto read = right().read_form(text);
  const auto raw = pairs_of(text, '&', false);
  if (!read || raw.count(kName) > 1) return read;
  Parameters first;
  if (const auto value = read->find(kName)) first.add(kName, *value);
  return first;
}

bool name_without_case(string_view name) {
  return oauth::message::equal_without_case(name, kName);
}

// What PHP makes of a name in brackets.
bool name_in_brackets(string_view name) {
  return name.substr(0, name.find('[')) == kName;
}

bool empty_token_too(string_view text) {
  return text.empty() || right().is_form_token(text);
}

bool any_text(string_view text) {
  return !text.empty();
}

FoundToken first_of_all(const Bearer& library, const Parameters& parameters) {
  const auto first = parameters.find(kName);
  if (!first) return right().one_of(library, parameters);
  return right().one_of(library, Parameters{{kName, *first}});
}

FoundToken last_of_all(const Bearer& library, const Parameters& parameters) {
  Parameters last;
  for (const auto& parameter : parameters) {
    if (parameter.name == kName) last = Parameters{parameter};
  }
  return right().one_of(library, last);
}

FoundToken equal_ones_merged(const Bearer& library, const Parameters& parameters) {
  for (const auto& [name, value] : parameters) {
    if (name == kName && value != parameters.find(kName))
      return right().one_of(library, parameters);
  }
  return first_of_all(library, parameters);
}

// Where it looks.
using Placements = std::vector<TokenPlacement>;

Placements with(const Placements& wanted, TokenPlacement placement) {
  Placements more = wanted;
  if (std::ranges::find(more, placement) == more.end()) more.push_back(placement);
  return more;
}

Placements without(const Placements& wanted, TokenPlacement placement) {
  Placements fewer = wanted;
  std::erase(fewer, placement);
  return fewer;
}

template <TokenPlacement Placement>
Placements always(const Placements& wanted) {
  return with(wanted, Placement);
}

template <TokenPlacement Placement>
Placements never(const Placements& wanted) {
  return without(wanted, Placement);
}

Judgement<BearerToken> first_place(const Tokens& tokens) {
  return right().choose(tokens.empty() ? tokens : Tokens{tokens.front()});
}

Judgement<BearerToken> equal_tokens_merged(const Tokens& tokens) {
  const bool equal = std::ranges::all_of(
      tokens, [&](const BearerToken& one) { return one.token == tokens.front().token; });
  return equal ? first_place(tokens) : right().choose(tokens);
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "body-of-any-method", "RFC6750-2.2-5", "a body with GET or HEAD is read",
     kWith<&Bearer::has_semantics, any_method>, Weight::warn},
    {kOp, "body-of-post-only", "RFC6750-2.2-5", "a body of PUT or PATCH is not read",
     kWith<&Bearer::has_semantics, post_only>, Weight::warn},
    {kOp, "body-of-any-type", "RFC6750-2.2-1", "a body of any content type is read as a form",
     kType<any_type>, Weight::warn},
    {kOp, "type-by-prefix", "RFC6750-2.2-1",
     "a content type that begins like that of a form will do", kType<type_by_prefix>, Weight::warn},
    {kOp, "type-with-case", "RFC6750-2.2-1", "the content type is compared with case",
     kType<type_with_case>, Weight::warn},
    {kOp, "json-read", "RFC6750-2.2-1", "the member of a JSON body is taken for the token",
     kPlant<json_read>, Weight::warn},
    {kOp, "multipart-read", "RFC6750-2.2-3", "the part of a multipart body is taken for the token",
     kPlant<multipart_read>, Weight::warn},
    {kOp, "body-of-any-octets", "RFC6750-2.2-4", "the body need not be ASCII",
     kWith<&Bearer::is_ascii, any_octets>, Weight::warn},
    {kOp, "form-not-decoded", "RFC6750-2.2-2", "names and values are not decoded",
     kReadForm<not_decoded>},
    {kOp, "semicolon-separates", "RFC6750-2.2-6", "semicolons separate parameters, too",
     kReadForm<semicolon_separates>, Weight::warn},
    {kOp, "plus-kept", "RFC6749-A.12-1", "a plus sign in a form stays one", kReadForm<plus_kept>,
     Weight::warn},
    {kOp, "malformed-escape-crashes", "RFC6750-2.3-5", "a malformed escape ends in an exception",
     kReadForm<malformed_escape_crashes>},
    {kOp, "value-ends-at-equals-sign", "RFC6750-2.3-5", "a value ends at an equals sign",
     kReadForm<value_ends_at_equals_sign>, Weight::warn},
    {kOp, "first-parameter-only", "RFC6750-2.2-6", "the token has to come first in a form",
     kReadForm<first_parameter_only>},
    {kOp, "rest-is-token", "RFC6750-2.3-1", "all that follows the name is the token",
     kReadForm<rest_is_token>},
    {kOp, "searched-in-text", "RFC6750-3-1", "the name is looked for inside other names",
     kReadForm<searched_in_text>},
    {kOp, "repetition-sought-undecoded", "RFC6750-3.1-1",
     "a second token with an escape in its name is overlooked",
     kReadForm<repetition_sought_undecoded>, Weight::warn},
    {kOp, "name-without-case", "RFC6749-1.9-1", "the parameter is known without case",
     kWith<&Bearer::is_name, name_without_case>, Weight::warn},
    {kOp, "name-in-brackets", "RFC6750-3-1", "brackets behind the name are not looked at",
     kWith<&Bearer::is_name, name_in_brackets>},
    {kOp, "empty-token-too", "RFC6750-3-1", "a parameter without a value is taken for a token",
     kWith<&Bearer::is_form_token, empty_token_too>},
    {kOp, "any-form-text", "RFC6749-A.12-1", "control characters in a form's token go through",
     kWith<&Bearer::is_form_token, any_text>, Weight::warn},
    {kOp, "first-of-all", "RFC6750-3.1-1", "of two parameters the first one counts",
     kOneOf<first_of_all>, Weight::warn},
    {kOp, "last-of-all", "RFC6750-3.1-1", "of two parameters the last one counts",
     kOneOf<last_of_all>, Weight::warn},
    {kOp, "equal-ones-merged", "RFC6750-3.1-1", "the same parameter may be there twice",
     kOneOf<equal_ones_merged>, Weight::warn},
    {kOp, "query-always-read", "RFC6750-2.3-5",
     "the query is read, although the server does not look there",
     kPlaces<always<TokenPlacement::query>>, Weight::warn},
    {kOp, "body-always-read", "RFC6750-2.2-8",
     "the body is read, although the server does not look there",
     kPlaces<always<TokenPlacement::body>>, Weight::warn},
    {kOp, "query-never-read", "RFC6750-2.3-5", "tokens in the query are not found",
     kPlaces<never<TokenPlacement::query>>},
    {kOp, "body-never-read", "RFC6750-2.2-8", "tokens in the body are not found",
     kPlaces<never<TokenPlacement::body>>},
    {kOp, "header-never-read", "RFC6750-2.1-2", "tokens in the header field are not found",
     kPlaces<never<TokenPlacement::header>>},
    {kOp, "first-place", "RFC6750-2-2", "of tokens in two places the first one counts",
     kChoose<first_place>, Weight::warn},
    {kOp, "equal-tokens-merged", "RFC6750-2-2", "the same token may stand in two places",
     kChoose<equal_tokens_merged>, Weight::warn},
});

}  // namespace

std::span<const Defect> bearer_form_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
