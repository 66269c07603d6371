// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/scope.h"

#include <algorithm>
#include <array>

#include "fuzz/oracle/request_model.h"
#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

using Tokens = std::vector<std::string>;

std::optional<Tokens> parse_comma(std::string_view text) {
  if (!text.contains(',')) return reference<ScopeReader>().parse(text);
  std::string spaced(text);
  std::ranges::replace(spaced, ',', ' ');
  return reference<ScopeReader>().parse(spaced);
}

std::optional<Tokens> parse_beyond_ascii(std::string_view text) {
  std::string plain(text);
  for (char& c : plain) {
    if (static_cast<unsigned char>(c) >= 0x80) c = 'x';
  }
  if (!reference<ScopeReader>().parse(plain)) return std::nullopt;
  Tokens tokens;
  for (const std::string_view token : model_split(text, ' ')) tokens.emplace_back(token);
  return tokens;
}

std::optional<Tokens> parse_without_wildcard(std::string_view text) {
  auto tokens = reference<ScopeReader>().parse(text);
  if (tokens) std::erase(*tokens, "*");
  return tokens;
}

ScopeVerdict compare_parts(const Tokens& requested, const std::optional<Tokens>& granted) {
  auto verdict = reference<ScopeReader>().compare(requested, granted);
  std::string text;
  for (const std::string& token : granted.value_or(Tokens())) text += token + ' ';
  std::erase_if(verdict.missing, [&](const std::string& token) { return text.contains(token); });
  verdict.sufficient = verdict.missing.empty();
  return verdict;
}

ScopeVerdict compare_without_case(const Tokens& requested, const std::optional<Tokens>& granted) {
  auto verdict = reference<ScopeReader>().compare(requested, granted);
  std::erase_if(verdict.missing, [&](const std::string& token) {
    return std::ranges::any_of(granted.value_or(Tokens()), [&](const std::string& other) {
      return model_lower(other) == model_lower(token);
    });
  });
  verdict.sufficient = verdict.missing.empty();
  return verdict;
}

ScopeVerdict compare_numbers(const Tokens& requested, const std::optional<Tokens>& granted) {
  auto verdict = reference<ScopeReader>().compare(requested, granted);
  if (granted && granted->size() >= requested.size()) verdict.sufficient = true;
  return verdict;
}

constexpr auto kBugs = std::to_array<PlantedBug<ScopeReader>>({
    {"comma-separates", "A comma separates tokens, as a space does.", "RFC 6749 A.4",
     [](ScopeReader& reader) { reader.parse = parse_comma; }},
    {"beyond-ascii", "A token may hold octets beyond ASCII.", "RFC 6749 3.3",
     [](ScopeReader& reader) { reader.parse = parse_beyond_ascii; }},
    {"wildcard-lost", "A token of one asterisk is a wildcard, and none of the list.",
     "doorkeeper wildcards", [](ScopeReader& reader) { reader.parse = parse_without_wildcard; }},
    {"part-of-a-token", "A token is granted where it is a part of another.", "RFC 6749 3.3",
     [](ScopeReader& reader) { reader.compare = compare_parts; }},
    {"case-folded", "Tokens are compared without case.", "ory/fosite CVE-2020-15234",
     [](ScopeReader& reader) { reader.compare = compare_without_case; }},
    {"counted", "As many tokens as were asked for are enough.", "spring CVE-2022-31690",
     [](ScopeReader& reader) { reader.compare = compare_numbers; }},
});

}  // namespace

template <>
std::span<const PlantedBug<ScopeReader>> planted_bugs<ScopeReader>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
