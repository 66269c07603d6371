// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/www_authenticate.h"

#include <algorithm>
#include <set>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/oracle/alphabet.h"

namespace oauthspec::fuzz {
namespace {

constexpr Alphabet kTchar(
    "!#$%&'*+-.^_`|~ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
constexpr Alphabet kToken68("-._~+/ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
constexpr std::string_view kSpaces = " \t";

bool is_tchar(char c) {
  return kTchar.contains(c);
}

bool is_control(char c) {
  return (c >= '\0' && c < ' ' && c != '\t') || c == '\x7f';
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpaces);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpaces) - begin + 1);
}

/// RFC 7230 section 3.2.4: a line that is folded is one line.
std::string unfolded(std::string_view field) {
  std::string line;
  for (std::size_t at = 0; at < field.size(); ++at) {
    const std::string_view here = field.substr(at, 3);
    if (here == "\r\n " || here == "\r\n\t") {
      ++at;
      continue;
    }
    line += field[at];
  }
  return line;
}

/// RFC 7230 section 7: the elements of a list, empty ones left out; nothing where a quoted string has no end.
std::optional<std::vector<std::string_view>> elements_of(std::string_view line) {
  std::vector<std::string_view> elements;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= line.size(); ++at) {
    if (at == line.size() || (line[at] == ',' && !quoted)) {
      const auto element = trimmed(line.substr(begin, at - begin));
      if (!element.empty()) elements.push_back(element);
      begin = at + 1;
    } else if (line[at] == '"') {
      quoted = !quoted;
    } else if (line[at] == '\\' && quoted) {
      ++at;
    }
    if (at > line.size()) return std::nullopt;
  }
  if (quoted) return std::nullopt;
  return elements;
}

/// token / quoted-string
std::optional<std::string> value_of(std::string_view text) {
  if (!text.empty() && std::ranges::all_of(text, is_tchar)) return std::string(text);
  if (text.size() < 2 || text.front() != '"') return std::nullopt;
  std::string value;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '"') return at + 1 == text.size() ? std::optional(value) : std::nullopt;
    if (text[at] == '\\') ++at;
    if (at == text.size() || is_control(text[at])) return std::nullopt;
    value += text[at];
  }
  return std::nullopt;
}

std::size_t token_size(std::string_view text) {
  const auto end = std::ranges::find_if_not(text, is_tchar);
  return static_cast<std::size_t>(end - text.begin());
}

/// auth-param = token BWS "=" BWS ( token / quoted-string )
std::optional<std::pair<std::string, std::string>> parameter_of(std::string_view text) {
  const std::size_t size = token_size(text);
  const std::string_view rest = trimmed(text.substr(size));
  if (size == 0 || !rest.starts_with('=')) return std::nullopt;
  auto value = value_of(trimmed(rest.substr(1)));
  if (!value) return std::nullopt;
  return std::pair(model_lower(text.substr(0, size)), *std::move(value));
}

/// token68 = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="
bool is_token68(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  return !text.empty() && std::ranges::all_of(text, [](char c) { return kToken68.contains(c); });
}

/// auth-scheme [ 1*SP ( token68 / auth-param ) ]
std::optional<AuthChallenge> challenge_of(std::string_view text) {
  const std::size_t size = token_size(text);
  if (size == 0) return std::nullopt;
  AuthChallenge challenge{model_lower(text.substr(0, size)), std::nullopt, {}};
  const std::string_view rest = trimmed(text.substr(size));
  if (rest.empty()) return challenge;
  if (!kSpaces.contains(text[size])) return std::nullopt;
  if (is_token68(rest)) {
    challenge.token68 = rest;
    return challenge;
  }
  auto parameter = parameter_of(rest);
  if (!parameter) return std::nullopt;
  challenge.parameters.push_back(*std::move(parameter));
  return challenge;
}

bool repeats_a_name(const std::vector<AuthChallenge>& challenges) {
  return std::ranges::any_of(challenges, [](const AuthChallenge& challenge) {
    std::set<std::string_view> names;
    for (const auto& parameter : challenge.parameters) names.insert(parameter.first);
    return names.size() < challenge.parameters.size();
  });
}

void check_field(const ChallengeCodec& codec, std::string_view field) {
  // Whether a backslash can stand before a folded line is nowhere said.
  if (field.contains("\\\r\n")) return;
  const auto read = codec.parse(field);
  const auto expected = model_challenges(field);
  if (!expected) {
    holds(!read || read->empty(), "what the grammar has not is refused");
    return;
  }
  if (!read) {
    holds(expected->repeats_a_name, "what the grammar has is read");
    return;
  }
  holds(*read == expected->challenges, "challenges are read as RFC 7235 section 4.1 says");
}

/// RFC 7230 section 3.2.2
void check_fields_in_a_row(const ChallengeCodec& codec, std::string_view field) {
  const auto once = codec.parse(field);
  if (!once || once->empty()) return;
  const std::string text(field);
  const auto twice = codec.parse(text + ", " + text);
  auto expected = *once;
  expected.insert(expected.end(), once->begin(), once->end());
  holds(twice && *twice == expected, "two fields are the same as one with a comma");
}

void check_written_again(const ChallengeCodec& codec, std::string_view field) {
  const auto read = codec.parse(field);
  if (!read) return;
  for (const AuthChallenge& challenge : *read) {
    if (challenge.token68) continue;
    const auto written = codec.write(challenge.scheme, challenge.parameters);
    holds(written.has_value(), "what was read can be written");
    if (!written) continue;
    const auto again = codec.parse(*written);
    holds(again && *again == std::vector{challenge}, "what is written is read as the same");
  }
}

void check_written(const ChallengeCodec& codec, std::string_view value) {
  const PairList parameters{{"realm", std::string(value)}, {"error", "invalid_token"}};
  const auto written = codec.write("Bearer", parameters);
  holds(written.has_value() != std::ranges::any_of(value, is_control),
        "a value is refused for a control character, and for nothing else");
  if (!written) return;
  const auto expected = model_challenges(*written);
  holds(expected &&
            expected->challenges == std::vector{AuthChallenge{"bearer", std::nullopt, parameters}},
        "a challenge that is written holds what it was given");
}

}  // namespace

std::optional<ModelChallenges> model_challenges(std::string_view field) {
  const std::string line = unfolded(field);
  const auto elements = elements_of(line);
  if (!elements || elements->empty()) return std::nullopt;
  std::vector<AuthChallenge> challenges;
  for (const std::string_view element : *elements) {
    if (auto parameter = parameter_of(element)) {
      if (challenges.empty() || challenges.back().token68) return std::nullopt;
      challenges.back().parameters.push_back(*std::move(parameter));
    } else if (auto challenge = challenge_of(element)) {
      challenges.push_back(*std::move(challenge));
    } else {
      return std::nullopt;
    }
  }
  const bool repeated = repeats_a_name(challenges);
  return ModelChallenges{std::move(challenges), repeated};
}

void check_www_authenticate(const ChallengeCodec& codec, std::string_view octets) {
  const Turn turn(octets, 4);
  if (turn.is(0) && codec.parse != nullptr) check_field(codec, octets);
  if (turn.is(1) && codec.parse != nullptr) check_fields_in_a_row(codec, octets);
  if (turn.is(2) && codec.write != nullptr) check_written(codec, octets);
  if (turn.is(3) && codec.parse != nullptr && codec.write != nullptr)
    check_written_again(codec, octets);
}

}  // namespace oauthspec::fuzz
