// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/authorization_header.h"

#include <algorithm>
#include <array>
#include <string>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"
#include "harness/reference/codec/percent.h"

namespace oauthspec::fuzz {
namespace {

const AuthorizationHeaderCodec& right() {
  static const AuthorizationHeaderCodec codec = reference<AuthorizationHeaderCodec>();
  return codec;
}

std::optional<AuthorizationField> parse_by_commas(std::string_view text) {
  const std::size_t quote = text.find('"');
  const std::size_t comma = text.find(',', std::min(quote, text.size()));
  const std::size_t end = text.find('"', std::min(quote, text.size() - 1) + 1);
  if (comma != std::string_view::npos && end != std::string_view::npos && comma < end)
    return std::nullopt;
  return right().parse(text);
}

std::optional<AuthorizationField> parse_realm_anywhere(std::string_view text) {
  auto field = right().parse(text);
  if (!field) return field;
  std::erase_if(field->parameters, [](const auto& pair) { return pair.second.contains("realm"); });
  return field;
}

std::optional<AuthorizationField> parse_first_of_two(std::string_view text) {
  auto field = right().parse(text);
  const std::size_t comma = text.rfind(',');
  if (field || comma == std::string_view::npos) return field;
  // Where a name stands twice, the second is passed over.
  field = right().parse(text.substr(0, comma));
  const auto last = right().parse("OAuth " + std::string(text.substr(comma + 1)));
  if (!field || !last || last->parameters.empty()) return std::nullopt;
  field->parameters.push_back(last->parameters.front());
  if (!oauth1_model::has_name_twice(field->parameters)) return std::nullopt;
  field->parameters.pop_back();
  return field;
}

std::optional<std::string> write_with_slashes(const AuthorizationField& field) {
  auto text = right().write(field);
  if (!text) return text;
  for (std::size_t at = 0; (at = text->find("%2F", at)) != std::string::npos;)
    text->replace(at, 3, "/");
  return text;
}

std::optional<std::string> write_escaped_as_it_is(const AuthorizationField& field) {
  AuthorizationField decoded = field;
  for (auto& [name, value] : decoded.parameters) {
    const auto plain = oauth::codec::percent_decode(value);
    if (plain) value = *plain;
  }
  return right().write(decoded);
}

std::optional<std::string> write_any_realm(const AuthorizationField& field) {
  AuthorizationField mended = field;
  const std::size_t line_end = field.realm.value_or("").find('\n');
  if (line_end == std::string::npos) return right().write(field);
  mended.realm->at(line_end) = ' ';
  return right().write(mended);
}

constexpr auto kBugs = std::to_array<PlantedBug<AuthorizationHeaderCodec>>({
    {"comma-splits-values", "A field is refused whose first value holds a comma.",
     "simple_oauth #14, newman #653",
     [](AuthorizationHeaderCodec& codec) { codec.parse = parse_by_commas; }},
    {"realm-in-a-value", "A parameter is lost whose value holds the letters of realm.",
     "python-oauth2 #151",
     [](AuthorizationHeaderCodec& codec) { codec.parse = parse_realm_anywhere; }},
    {"first-of-two", "Of two parameters of one name the first is taken.", "RFC 5849 3.1",
     [](AuthorizationHeaderCodec& codec) { codec.parse = parse_first_of_two; }},
    {"slash-stands-unescaped", "A slash of a value is written as it is.", "mastercard python #35",
     [](AuthorizationHeaderCodec& codec) { codec.write = write_with_slashes; }},
    {"escaped-text-is-left-alone", "A value that holds escapes already is not encoded.",
     "postman #678, requests-oauth #29",
     [](AuthorizationHeaderCodec& codec) { codec.write = write_escaped_as_it_is; }},
    {"line-end-in-the-realm", "A realm with a line end is written.", "hermes-relay #368",
     [](AuthorizationHeaderCodec& codec) { codec.write = write_any_realm; }},
});

}  // namespace

template <>
std::span<const PlantedBug<AuthorizationHeaderCodec>> planted_bugs<AuthorizationHeaderCodec>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
