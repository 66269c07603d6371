// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/www_authenticate.h"

#include <algorithm>
#include <array>
#include <map>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

using Challenges = std::optional<std::vector<AuthChallenge>>;

Challenges parse_rightly(std::string_view field) {
  return reference<ChallengeCodec>().parse(field);
}

/// Each backslash stands for itself, and what follows it ends the string where it is a quotation mark.
Challenges parse_without_escapes(std::string_view field) {
  std::string doubled;
  for (const char c : field) doubled += c == '\\' ? "\\\\" : std::string(1, c);
  return parse_rightly(doubled);
}

Challenges parse_realm_anywhere(std::string_view field) {
  auto read = parse_rightly(field);
  if (!read) return read;
  for (AuthChallenge& challenge : *read) {
    std::erase_if(challenge.parameters, [](const auto& parameter) {
      return parameter.first != "realm" && parameter.second.contains("realm");
    });
  }
  return read;
}

Challenges parse_no_empty_value(std::string_view field) {
  auto read = parse_rightly(field);
  const bool empty = read && std::ranges::any_of(*read, [](const AuthChallenge& challenge) {
                       return std::ranges::any_of(challenge.parameters, [](const auto& parameter) {
                         return parameter.second.empty();
                       });
                     });
  return empty ? std::nullopt : std::move(read);
}

/// As a map does that names are put into.
Challenges parse_last_of_two(std::string_view field) {
  const auto expected = model_challenges(field);
  if (!expected || !expected->repeats_a_name) return parse_rightly(field);
  auto challenges = expected->challenges;
  for (AuthChallenge& challenge : challenges) {
    std::map<std::string, std::string> by_name;
    for (const auto& [name, value] : challenge.parameters) by_name[name] = value;
    challenge.parameters.assign(by_name.begin(), by_name.end());
  }
  return challenges;
}

Challenges parse_one_of_a_scheme(std::string_view field) {
  auto read = parse_rightly(field);
  if (!read) return read;
  std::vector<AuthChallenge> kept;
  for (AuthChallenge& challenge : *read) {
    if (std::ranges::find(kept, challenge.scheme, &AuthChallenge::scheme) == kept.end()) {
      kept.push_back(std::move(challenge));
    }
  }
  return kept;
}

std::optional<std::string> write_line_ends(std::string_view scheme, const PairList& parameters) {
  PairList changed = parameters;
  for (auto& parameter : changed) std::erase(parameter.second, '\n');
  return reference<ChallengeCodec>().write(scheme, changed);
}

constexpr auto kBugs = std::to_array<PlantedBug<ChallengeCodec>>({
    {"escape-is-text", "A backslash in a quoted string stands for itself.", "RFC 7230 3.2.6",
     [](ChallengeCodec& codec) { codec.parse = parse_without_escapes; }},
    {"realm-anywhere", "A parameter whose value holds the word realm is taken for the realm.",
     "python-oauth2 #151", [](ChallengeCodec& codec) { codec.parse = parse_realm_anywhere; }},
    {"empty-value-refused", "A value between quotation marks must not be empty.", "oauthlib #186",
     [](ChallengeCodec& codec) { codec.parse = parse_no_empty_value; }},
    {"last-of-two-names", "Of two parameters of one name the last is taken.",
     "Keycloak CVE-2026-9689", [](ChallengeCodec& codec) { codec.parse = parse_last_of_two; }},
    {"one-challenge-a-scheme", "A second challenge of a scheme is lost.", "RFC 7235 2.1",
     [](ChallengeCodec& codec) { codec.parse = parse_one_of_a_scheme; }},
    {"line-end-written", "A line end in a value is no reason to refuse it.", "hermes-relay #368",
     [](ChallengeCodec& codec) { codec.write = write_line_ends; }},
});

}  // namespace

template <>
std::span<const PlantedBug<ChallengeCodec>> planted_bugs<ChallengeCodec>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
