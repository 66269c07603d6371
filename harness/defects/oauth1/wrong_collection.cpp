// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth1/wrong_collection.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "harness/defects/oauth1/wrong_encoding.h"
#include "harness/reference/codec/percent.h"

namespace oauthspec::defects::oauth1::wrong {
namespace {

Parameters without(const Parameters& parameters, auto is_dropped) {
  Parameters kept;
  for (const ParameterView parameter : parameters) {
    if (!is_dropped(parameter)) kept.add(parameter);
  }
  return kept;
}

Result<Parameters> without(Result<Parameters> parameters, auto is_dropped) {
  if (parameters) *parameters = without(*parameters, is_dropped);
  return parameters;
}

// Reads a form by another decoder.
Result<Parameters> read_by(string_view text, Result<std::string> (*decode)(string_view)) {
  Parameters parameters;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('&', at), text.size());
    const string_view pair = text.substr(at, end - at);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const auto name = decode(pair.substr(0, equals));
    if (!name) return std::unexpected(name.error());
    const auto value = decode(pair.substr(std::min(equals + 1, pair.size())));
    if (!value) return std::unexpected(value.error());
    parameters.add(*name, *value);
    at = end + 1;
  }
  return parameters;
}

bool is_authorization(const oauth::message::HeaderField& field) {
  return oauth::message::equal_without_case(field.name, "Authorization");
}

string_view content_type(const Request& request) {
  return oauth::message::find_header(request.headers, "Content-Type").value_or("");
}

constexpr string_view kForm = "application/x-www-form-urlencoded";

Pairs with_default(const Functions& library, Pairs decoded, const Pair& assumed) {
  if (std::ranges::find(decoded, assumed.name, &Pair::name) == decoded.end())
    decoded.push_back(assumed);
  return sound().arrange(library, std::move(decoded));
}

}  // namespace

Result<Parameters> form_not_decoded(string_view text) {
  return read_by(text, not_decoded);
}

Result<Parameters> form_decoded_twice(string_view text) {
  return read_by(text, [](string_view part) {
    auto once = decoded_plus_as_space(part);
    return once ? decoded_plus_as_space(*once) : once;
  });
}

Result<Parameters> plus_not_decoded(string_view text) {
  return read_by(text, oauth::codec::percent_decode);
}

Result<Parameters> form_as_latin_1(string_view text) {
  return read_by(text, [](string_view part) {
    std::string spaces(part);
    std::ranges::replace(spaces, '+', ' ');
    return decoded_as_latin_1(spaces);
  });
}

Result<Parameters> semicolon_separates(string_view text) {
  std::string one_separator(text);
  std::ranges::replace(one_separator, ';', '&');
  return sound().read_form(one_separator);
}

Result<Parameters> split_at_every_equals_sign(string_view text) {
  std::string cut;
  bool value = false;
  bool dropped = false;
  for (const char c : text) {
    dropped = c != '&' && (dropped || (value && c == '='));
    value = c != '&' && (value || c == '=');
    if (!dropped) cut += c;
  }
  return sound().read_form(cut);
}

Result<Parameters> names_without_value_dropped(string_view text) {
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('&', at), text.size());
    const string_view pair = text.substr(at, end - at);
    if (pair.find('=') != string_view::npos) kept.append(pair).append("&");
    at = end + 1;
  }
  return sound().read_form(kept);
}

Result<Parameters> empty_dropped(string_view text) {
  return without(sound().read_form(text),
                 [](const ParameterView& parameter) { return parameter.value.empty(); });
}

Result<Parameters> form_names_in_lower_case(string_view text) {
  const auto read = sound().read_form(text);
  if (!read) return read;
  Parameters lower;
  for (const ParameterView parameter : *read)
    lower.add(sound().scheme(parameter.name), parameter.value);
  return lower;
}

Result<Parameters> brackets_cut(string_view text) {
  const auto read = sound().read_form(text);
  if (!read) return read;
  Parameters cut;
  for (const ParameterView parameter : *read)
    cut.add(parameter.name.substr(0, parameter.name.find('[')), parameter.value);
  return cut;
}

Result<Parameters> last_of_name_only(string_view text) {
  const auto read = sound().read_form(text);
  if (!read) return read;
  Parameters last;
  for (std::size_t i = 0; i < read->size(); ++i) {
    bool again = false;
    for (std::size_t later = i + 1; later < read->size(); ++later)
      again = again || (*read)[later].name == (*read)[i].name;
    if (!again) last.add((*read)[i]);
  }
  return last;
}

Parameters first_of_each(const Parameters& parameters) {
  Parameters first;
  for (const ParameterView parameter : parameters) {
    if (!first.find(parameter.name)) first.add(parameter);
  }
  return first;
}

Result<Parameters> first_of_name_only(string_view text) {
  auto read = sound().read_form(text);
  if (read) *read = first_of_each(*read);
  return read;
}

std::optional<string_view> picked_by_place(const Parameters& parameters, string_view name) {
  const std::size_t place = name == "oauth_token" ? 0 : 1;
  return place < parameters.size() ? std::optional(parameters[place].value) : std::nullopt;
}

Result<Parameters> query_ignored(const Functions& /*library*/, const Request& /*request*/) {
  return Parameters{};
}

Result<Parameters> query_of_get_only(const Functions& library, const Request& request) {
  return request.method == "GET" ? sound().query(library, request) : Parameters{};
}

Result<Parameters> query_behind_last_question_mark(const Functions& library,
                                                   const Request& request) {
  const string_view url = request.url;
  const string_view before_fragment = url.substr(0, url.find('#'));
  const std::size_t mark = before_fragment.rfind('?');
  return mark == string_view::npos ? Parameters{}
                                   : library.read_form(before_fragment.substr(mark + 1));
}

Result<Parameters> fragment_read_too(const Functions& library, const Request& request) {
  Request whole = request;
  std::ranges::replace(whole.url, '#', '&');
  return sound().query(library, whole);
}

Result<Parameters> protocol_parameters_not_in_query(const Functions& library,
                                                    const Request& request) {
  return without(sound().query(library, request), [](const ParameterView& parameter) {
    return rfc::is_protocol_parameter(parameter.name);
  });
}

Result<Parameters> header_ignored(const Functions& /*library*/, const Request& /*request*/) {
  return Parameters{};
}

Result<Parameters> realm_signed(const Functions& library, const Request& request) {
  auto parameters = sound().header(library, request);
  for (const auto& field : request.headers) {
    if (!parameters || !is_authorization(field) || !rfc::has_oauth_scheme(field.value)) continue;
    const auto read = library.parse_header(field.value);
    if (read && read->realm) parameters->add("realm", *read->realm);
  }
  return parameters;
}

Result<Parameters> oauth_names_only(const Functions& library, const Request& request) {
  return without(sound().header(library, request), [](const ParameterView& parameter) {
    return !rfc::is_protocol_parameter(parameter.name);
  });
}

Result<Parameters> any_scheme_read(const Functions& library, const Request& request) {
  Request renamed = request;
  for (auto& field : renamed.headers) {
    const std::size_t space = field.value.find(' ');
    if (is_authorization(field) && field.value.find('"') != std::string::npos)
      field.value.replace(0, std::min(space, field.value.size()), "OAuth");
  }
  return sound().header(library, renamed);
}

Result<Parameters> scheme_with_case(const Functions& library, const Request& request) {
  Request usual = request;
  std::erase_if(usual.headers, [](const auto& field) {
    return is_authorization(field) && !field.value.starts_with("OAuth");
  });
  return sound().header(library, usual);
}

Result<Parameters> first_field_only(const Functions& library, const Request& request) {
  Request first = request;
  bool found = false;
  std::erase_if(first.headers, [&](const auto& field) {
    return is_authorization(field) && std::exchange(found, true);
  });
  return sound().header(library, first);
}

Result<Parameters> body_ignored(const Functions& /*library*/, const Request& /*request*/) {
  return Parameters{};
}

Result<Parameters> body_of_any_type(const Functions& library, const Request& request) {
  return library.read_form(request.body);
}

Result<Parameters> body_of_post_only(const Functions& library, const Request& request) {
  return request.method == "POST" ? sound().body(library, request) : Parameters{};
}

Result<Parameters> media_type_with_case(const Functions& library, const Request& request) {
  return content_type(request).starts_with(kForm) ? sound().body(library, request) : Parameters{};
}

Result<Parameters> media_type_searched(const Functions& library, const Request& request) {
  return content_type(request).find(kForm) == string_view::npos ? Parameters{}
                                                                : library.read_form(request.body);
}

Result<Parameters> multipart_read(const Functions& library, const Request& request) {
  if (!content_type(request).starts_with("multipart/form-data"))
    return sound().body(library, request);
  constexpr string_view kName = "name=\"";
  Parameters parts;
  string_view rest = request.body;
  for (std::size_t at = rest.find(kName); at != string_view::npos; at = rest.find(kName)) {
    rest.remove_prefix(at + kName.size());
    const string_view name = rest.substr(0, rest.find('"'));
    const std::size_t begin = std::min(rest.find("\r\n\r\n"), rest.size() - 4) + 4;
    parts.add(name, rest.substr(begin, rest.find("\r\n--") - begin));
  }
  return parts;
}

Result<Parameters> json_read(const Functions& library, const Request& request) {
  const auto json = nlohmann::json::parse(request.body, nullptr, false);
  if (!json.is_object()) return sound().body(library, request);
  Parameters members;
  for (const auto& [name, value] : json.items()) {
    if (value.is_string()) members.add(name, value.get_ref<const std::string&>());
  }
  return members;
}

bool all_signed(const ParameterView& /*parameter*/) {
  return true;
}

bool signature_by_prefix_left_out(const ParameterView& parameter) {
  return !parameter.name.starts_with("oauth_signature");
}

bool signature_without_case_left_out(const ParameterView& parameter) {
  return !oauth::message::equal_without_case(parameter.name, "oauth_signature");
}

bool every_realm_left_out(const ParameterView& parameter) {
  return sound().is_signed(parameter) && parameter.name != "realm";
}

bool extensions_left_out(const ParameterView& parameter) {
  return sound().is_signed(parameter) && (!rfc::is_protocol_parameter(parameter.name) ||
                                          sound().check_names(Parameters{parameter}).has_value());
}

Pairs version_assumed(const Functions& library, Pairs decoded) {
  return with_default(library, std::move(decoded), {"oauth_version", "1.0"});
}

Pairs empty_token_assumed(const Functions& library, Pairs decoded) {
  return with_default(library, std::move(decoded), {"oauth_token", ""});
}

}  // namespace oauthspec::defects::oauth1::wrong
