// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/form.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

const FormCodec& right() {
  static const FormCodec codec = reference<FormCodec>();
  return codec;
}

std::optional<FormPairs> decode_semicolons(std::string_view text) {
  std::string with_ampersands(text);
  std::ranges::replace(with_ampersands, ';', '&');
  return right().decode(with_ampersands);
}

std::optional<FormPairs> decode_into_map(std::string_view text) {
  auto pairs = right().decode(text);
  if (!pairs) return std::nullopt;
  std::map<std::string, std::size_t> seen;
  FormPairs kept;
  for (auto& pair : *pairs) {
    const auto [place, is_new] = seen.emplace(pair.first, kept.size());
    if (is_new) {
      kept.push_back(std::move(pair));
    } else {
      kept[place->second].second = std::move(pair.second);
    }
  }
  return kept;
}

/// The name and the value of each pair are what splitting at "=" gives first and second.
std::optional<FormPairs> decode_split_at_equals(std::string_view text) {
  std::string cut;
  for (const FormPiece& piece : right().split(text)) {
    cut.append(cut.empty() ? "" : "&").append(piece.name).append("=");
    cut.append(piece.value.substr(0, piece.value.find('=')));
  }
  return right().decode(cut);
}

/// Each pair is taken off a text of which the rest is copied.
std::optional<FormPairs> decode_copying_rests(std::string_view text) {
  std::string rest(text);
  for (std::size_t end = rest.find('&'); end != std::string::npos; end = rest.find('&')) {
    rest = std::string(rest.substr(end + 1));
  }
  return right().decode(text);
}

std::string encode_as_oauth1(std::string_view octets) {
  std::string text = right().encode(octets);
  for (std::size_t at = text.find('*'); at != std::string::npos; at = text.find('*', at + 3)) {
    text.replace(at, 1, "%2A");
  }
  return text;
}

std::string write_plain_plus(const FormPairs& pairs) {
  std::string text = right().write(pairs);
  for (std::size_t at = text.find("%2B"); at != std::string::npos; at = text.find("%2B", at)) {
    text.replace(at, 3, "+");
  }
  return text;
}

constexpr auto kBugs = std::to_array<PlantedBug<FormCodec>>({
    {"semicolon-separates", "A semicolon ends a pair, as an ampersand does.",
     "CPython CVE-2021-23336", [](FormCodec& codec) { codec.decode = decode_semicolons; }},
    {"last-of-a-name-wins", "Of several parameters of one name the last is kept.",
     "Keycloak CVE-2026-9689", [](FormCodec& codec) { codec.decode = decode_into_map; }},
    {"value-ends-at-equals", "A value ends at an equals sign in it.", "oauthlib #186",
     [](FormCodec& codec) { codec.decode = decode_split_at_equals; }},
    {"rests-are-copied", "What follows each pair is copied.", "golang-jwt CVE-2025-30204",
     [](FormCodec& codec) { codec.decode = decode_copying_rests; }},
    {"asterisk-is-escaped", "Forms are encoded by the table of OAuth 1.0.", "jersey #783",
     [](FormCodec& codec) { codec.encode = encode_as_oauth1; }},
    {"plus-is-not-escaped", "A plus sign is written as it is.", "mastercard python #35",
     [](FormCodec& codec) { codec.write = write_plain_plus; }},
});

}  // namespace

template <>
std::span<const PlantedBug<FormCodec>> planted_bugs<FormCodec>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
