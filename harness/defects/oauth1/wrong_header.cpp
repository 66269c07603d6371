// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth1/wrong_header.h"

#include <algorithm>
#include <vector>

#include "harness/defects/oauth1/wrong_encoding.h"
#include "harness/reference/codec/auth_param.h"
#include "harness/reference/codec/percent.h"

namespace oauthspec::defects::oauth1::wrong {
namespace {

using oauth::codec::AuthParam;
using oauth::codec::percent_decode;

using Decode = Result<std::string> (*)(string_view);

// The grammar is kept; `add` says what becomes of each parameter.
template <class Add>
Result<Header> read_params(string_view field, Add add) {
  if (!rfc::has_oauth_scheme(field)) return refuse(Errc::header_scheme);
  const auto credentials = oauth::codec::parse_auth_params(field);
  if (!credentials) return std::unexpected(credentials.error());
  Header header;
  for (const AuthParam& param : credentials->params) {
    if (Result<void> done = add(header, param); !done) return std::unexpected(done.error());
  }
  return header;
}

// All but the realm is decoded by these two.
Result<Header> read_by(string_view field, Decode decode_name, Decode decode_value) {
  return read_params(field, [&](Header& header, const AuthParam& param) -> Result<void> {
    if (param.name == "realm") {
      header.realm = param.value;
      return {};
    }
    const auto name = decode_name(param.name);
    if (!name) return std::unexpected(name.error());
    const auto value = decode_value(param.value);
    if (!value) return std::unexpected(value.error());
    header.parameters.add(*name, *value);
    return {};
  });
}

// What is left of a rightly read header.
Result<Header> without(string_view field, auto is_dropped) {
  auto header = sound().parse_header(field);
  if (!header) return header;
  Parameters kept;
  for (const ParameterView parameter : header->parameters) {
    if (!is_dropped(parameter)) kept.add(parameter);
  }
  header->parameters = kept;
  return header;
}

string_view trimmed(string_view text, string_view characters) {
  const std::size_t begin = text.find_first_not_of(characters);
  if (begin == string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(characters) - begin + 1);
}

std::vector<string_view> split(string_view text, string_view separator) {
  std::vector<string_view> pieces;
  for (std::size_t end = text.find(separator); end != string_view::npos;
       end = text.find(separator)) {
    pieces.push_back(text.substr(0, end));
    text.remove_prefix(end + separator.size());
  }
  pieces.push_back(text);
  return pieces;
}

// Name and value of one piece; what stands behind no "=" is an empty value.
Result<void> add_piece(Header& header, string_view piece) {
  const std::size_t equals = std::min(piece.find('='), piece.size());
  const string_view name = trimmed(piece.substr(0, equals), " \t\"");
  const string_view value = trimmed(piece.substr(std::min(equals + 1, piece.size())), " \t\"");
  if (name == "realm") {
    header.realm = value;
    return {};
  }
  const auto decoded = percent_decode(value);
  if (!decoded) return std::unexpected(decoded.error());
  header.parameters.add(name, *decoded);
  return {};
}

Result<Header> split_at(string_view field, string_view separator) {
  if (!rfc::has_oauth_scheme(field)) return refuse(Errc::header_scheme);
  Header header;
  const std::size_t space = std::min(field.find_first_of(" \t"), field.size());
  for (const string_view piece : split(field.substr(space), separator)) {
    if (auto done = add_piece(header, piece); !done) return std::unexpected(done.error());
  }
  return header;
}

}  // namespace

Result<Header> scheme_case_sensitive(string_view field) {
  if (!field.starts_with("OAuth")) return refuse(Errc::header_scheme);
  return sound().parse_header(field);
}

Result<Header> scheme_by_prefix(string_view field) {
  constexpr string_view kScheme = "OAuth";
  if (!oauth::message::equal_without_case(field.substr(0, kScheme.size()), kScheme))
    return refuse(Errc::header_scheme);
  const std::size_t space = field.find_first_of(" \t");
  // Behind a scheme that is longer, whatever follows the first space; else whatever follows the scheme.
  const std::size_t begin =
      field.find('=') < space ? kScheme.size() : std::min(space, field.size());
  return sound().parse_header("OAuth " + std::string(field.substr(begin)));
}

Result<Header> scheme_unchecked(string_view field) {
  const std::size_t space = std::min(field.find_first_of(" \t"), field.size());
  return split_at("OAuth" + std::string(field.substr(space)), ",");
}

Result<Header> split_at_commas(string_view field) {
  return split_at(field, ",");
}

Result<Header> split_at_comma_and_space(string_view field) {
  return split_at(field, ", ");
}

Result<Header> split_at_equals_signs(string_view field) {
  return read_params(field, [](Header& header, const AuthParam& param) -> Result<void> {
    const auto pieces = split(param.value, "=");
    if (param.name == "realm") {
      header.realm = pieces[0];
      return {};
    }
    const auto value = percent_decode(pieces[0]);
    if (!value) return std::unexpected(value.error());
    header.parameters.add(param.name, *value);
    return {};
  });
}

Result<Header> piece_without_equals_sign_crashes(string_view field) {
  const std::size_t space = std::min(field.find_first_of(" \t"), field.size());
  for (const string_view piece : split(field.substr(space), ","))
    static_cast<void>(split(piece, "=").at(1));
  return sound().parse_header(field);
}

Result<Header> semicolon_between_parameters(string_view field) {
  std::string commas(field);
  std::ranges::replace(commas, ';', ',');
  return sound().parse_header(commas);
}

Result<Header> rest_ignored(string_view field) {
  for (std::size_t end = field.size(); end != string_view::npos && end != 0;
       end = field.rfind(',', end - 1)) {
    if (auto header = sound().parse_header(field.substr(0, end))) return header;
  }
  return sound().parse_header(field);
}

Result<Header> header_plus_as_space(string_view field) {
  return read_by(field, percent_decode, decoded_plus_as_space);
}

Result<Header> header_not_decoded(string_view field) {
  return read_by(field, percent_decode, not_decoded);
}

Result<Header> header_decoded_twice(string_view field) {
  return read_by(field, percent_decode, decoded_twice);
}

Result<Header> header_as_latin_1(string_view field) {
  return read_by(field, percent_decode, decoded_as_latin_1);
}

Result<Header> header_values_trimmed(string_view field) {
  return read_by(field, percent_decode, [](string_view value) {
    return changed(percent_decode(value),
                   [](const std::string& text) { return std::string(trimmed(text, " ")); });
  });
}

Result<Header> header_values_cut_to_buffer(string_view field) {
  constexpr std::size_t kBuffer = 1024;
  return read_by(field, percent_decode,
                 [](string_view value) { return percent_decode(value.substr(0, kBuffer)); });
}

Result<Header> header_values_end_at_nul(string_view field) {
  return read_by(field, percent_decode, [](string_view value) {
    return changed(percent_decode(value),
                   [](const std::string& text) { return text.substr(0, text.find('\0')); });
  });
}

Result<Header> header_names_not_decoded(string_view field) {
  return read_by(field, not_decoded, percent_decode);
}

Result<Header> header_empty_dropped(string_view field) {
  return without(field, [](const ParameterView& parameter) { return parameter.value.empty(); });
}

Result<Header> header_names_in_lower_case(string_view field) {
  return read_by(
      field, [](string_view name) { return changed(percent_decode(name), sound().scheme); },
      percent_decode);
}

Result<Header> header_lower_case_escapes_kept(string_view field) {
  return read_by(field, percent_decode, lower_case_escapes_kept);
}

Result<Header> header_first_of_name_only(string_view field) {
  return read_params(field, [](Header& header, const AuthParam& param) -> Result<void> {
    if (header.parameters.find(param.name)) return {};
    return add_piece(header, std::string(param.name) + "=" + param.value);
  });
}

Result<Header> header_duplicates_kept(string_view field) {
  return read_by(field, percent_decode, percent_decode);
}

Result<Header> header_oauth_names_only(string_view field) {
  return without(field, [](const ParameterView& parameter) {
    return !rfc::is_protocol_parameter(parameter.name);
  });
}

Result<Header> realm_as_parameter(string_view field) {
  auto header = sound().parse_header(field);
  if (header && header->realm) header->parameters.add("realm", *header->realm);
  return header;
}

Result<Header> realm_dropped(string_view field) {
  auto header = sound().parse_header(field);
  if (header) header->realm.reset();
  return header;
}

Result<Header> realm_searched(string_view field) {
  return without(field, [](const ParameterView& parameter) {
    return parameter.name.find("realm") != string_view::npos ||
           parameter.value.find("realm") != string_view::npos;
  });
}

Result<Header> last_realm_counts(string_view field) {
  auto header = header_duplicates_kept(field);
  if (header && header->parameters.has_duplicate_name()) return refuse(Errc::parameter_duplicated);
  return header;
}

}  // namespace oauthspec::defects::oauth1::wrong
