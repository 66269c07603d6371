// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/error_response.h"

#include <algorithm>
#include <array>

#include "fuzz/planted/edit_json.h"
#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;
using oauth::message::HeaderField;
using oauth::message::Response;

const ErrorResponseReader& right() {
  static const auto reader = reference<ErrorResponseReader>();
  return reader;
}

bool is_challenge(const HeaderField& field) {
  return same_without_case(field.name, "WWW-Authenticate");
}

std::optional<Members> keep_description(const Response& response) {
  json description;
  const auto edited = with_edited_body(response, [&description](json& object) {
    const auto found = object.find("error_description");
    if (found == object.end() || !found->is_string()) return;
    description = *found;
    object.erase(found);
  });
  auto read = right().parse_body(edited);
  if (read && !description.is_null()) (*read)["error_description"] = description;
  return read;
}

std::optional<Members> absent_if_null(const Response& response) {
  return right().parse_body(with_edited_body(response, [](json& object) {
    for (const char* name : {"error_description", "error_uri"}) {
      if (object.contains(name) && object[name].is_null()) object.erase(name);
    }
  }));
}

/// Whatever quotation marks there are, a comma ends a parameter.
std::optional<Members> split_at_commas(const Response& response) {
  Response changed = response;
  for (HeaderField& field : changed.headers) {
    if (!is_challenge(field)) continue;
    const std::size_t open = field.value.find('"');
    const std::size_t comma = field.value.find(',', std::min(open, field.value.size()));
    const std::size_t close = field.value.find('"', std::min(open, field.value.size() - 1) + 1);
    if (comma == std::string::npos || close == std::string::npos || close < comma) continue;
    field.value.erase(comma, close - comma);
  }
  return right().parse_challenge(changed);
}

std::optional<Members> first_field_only(const Response& response) {
  Response changed = response;
  const auto first = std::ranges::find_if(changed.headers, is_challenge);
  if (first != changed.headers.end()) {
    const auto others = std::ranges::remove_if(first + 1, changed.headers.end(), is_challenge);
    changed.headers.erase(others.begin(), others.end());
  }
  return right().parse_challenge(changed);
}

/// Each quoted pair as one that stands for itself and its backslash.
std::string with_backslashes(std::string_view field) {
  std::string kept;
  for (std::size_t at = 0; at < field.size(); ++at) {
    kept += field[at];
    if (field[at] != '\\' || at + 1 == field.size()) continue;
    kept += '\\';
    if (field[++at] == '"' || field[at] == '\\') kept += '\\';
    kept += field[at];
  }
  return kept;
}

std::optional<Members> keep_backslashes(const Response& response) {
  Response changed = response;
  for (HeaderField& field : changed.headers) {
    if (is_challenge(field)) field.value = with_backslashes(field.value);
  }
  return right().parse_challenge(changed);
}

std::optional<std::string> write_unescaped(const Members& members) {
  auto field = right().write_challenge(members);
  if (field) std::erase(*field, '\\');
  return field;
}

constexpr auto kBugs = std::to_array<PlantedBug<ErrorResponseReader>>({
    {"description-holds-anything", "error_description may hold quotation marks and line ends.",
     "RFC 6749 5.2", [](ErrorResponseReader& reader) { reader.parse_body = keep_description; }},
    {"null-is-absent", "A member that is null counts as absent.", "oauth2-rs #320",
     [](ErrorResponseReader& reader) { reader.parse_body = absent_if_null; }},
    {"comma-in-quotes-ends-a-parameter", "A comma inside quotation marks ends the parameter.",
     "simple_oauth #14, hwi #120",
     [](ErrorResponseReader& reader) { reader.parse_challenge = split_at_commas; }},
    {"first-field-only", "Only the first WWW-Authenticate field is read.", "RFC 7235 4.1",
     [](ErrorResponseReader& reader) { reader.parse_challenge = first_field_only; }},
    {"quoted-pair-keeps-its-backslash", "A backslash inside quotation marks stays.",
     "RFC 7230 3.2.6",
     [](ErrorResponseReader& reader) { reader.parse_challenge = keep_backslashes; }},
    {"challenge-is-written-unescaped", "A realm is put in quotation marks and not escaped.",
     "mod_auth_openidc #68",
     [](ErrorResponseReader& reader) { reader.write_challenge = write_unescaped; }},
});

}  // namespace

template <>
std::span<const PlantedBug<ErrorResponseReader>> planted_bugs<ErrorResponseReader>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
