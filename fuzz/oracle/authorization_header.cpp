// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/authorization_header.h"

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/input/parts.h"

namespace oauthspec::fuzz {
namespace {

/// Names and values that stand in turn, each behind the other's end.
Pairs split_pairs(std::string_view text) {
  Pairs pairs;
  while (!text.empty()) {
    const auto [name, value, rest] = split_parts<3>(text);
    pairs.emplace_back(name, value);
    text = rest;
  }
  return pairs;
}

/// The text without the white space behind its commas, of which a writer may take as much as it likes.
std::string without_white_space(std::string_view text) {
  std::string out;
  for (const char character : text) {
    const bool white = character == ' ' || character == '\t';
    if (!white || !out.ends_with(',')) out += character;
  }
  return out;
}

void check_writing(const AuthorizationHeaderCodec& codec, const AuthorizationField& field) {
  const auto text = codec.write(field);
  const auto expected = oauth1_model::write_authorization(field);
  holds(text.has_value() == expected.has_value(),
        "a field is written where a field can hold the realm and the names, and nowhere else");
  if (!text || !expected) return;
  holds(without_white_space(*text) == without_white_space(*expected),
        "a field is written as RFC 5849 section 3.5.1 says");
  if (codec.parse == nullptr || oauth1_model::has_name_twice(field.parameters)) return;
  holds(codec.parse(*text) == field, "parsing undoes writing");
}

void check_parsing(const AuthorizationHeaderCodec& codec, std::string_view text) {
  const auto field = codec.parse(text);
  const auto expected = oauth1_model::read_authorization(text);
  holds(field.has_value() == expected.has_value(),
        "a field is taken where the grammar of RFC 5849 section 3.5.1 is kept, and nowhere else");
  if (!field || !expected) return;
  holds(field->realm == expected->realm, "the realm is as it was quoted");
  holds(field->parameters == expected->parameters,
        "names and values are decoded as RFC 5849 section 3.6 says");
  if (codec.write != nullptr) check_writing(codec, *field);
}

}  // namespace

void check_authorization_header(const AuthorizationHeaderCodec& codec, std::string_view input) {
  const std::string_view text = input.substr(0, input.find(kPartEnd));
  if (codec.has_scheme != nullptr) {
    holds(codec.has_scheme(text) == oauth1_model::is_oauth_field(text),
          "the scheme is OAuth in any case, and nothing else is");
  }
  const Turn turn(input, 3);
  if (turn.is(0) && codec.parse != nullptr) check_parsing(codec, text);
  if (codec.write == nullptr || text.size() == input.size()) return;
  const auto [realm, pairs] = split_parts<2>(input.substr(text.size() + 1));
  AuthorizationField field{std::nullopt, split_pairs(pairs)};
  if (turn.is(1)) check_writing(codec, field);
  field.realm = realm;
  if (turn.is(2)) check_writing(codec, field);
}

}  // namespace oauthspec::fuzz
