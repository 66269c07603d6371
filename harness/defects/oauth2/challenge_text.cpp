// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth2/challenge_text.h"

#include <algorithm>
#include <array>
#include <ranges>
#include <utility>

#include "harness/defects/oauth2/octets.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr string_view kSpaces = " \t";

string_view trimmed(string_view text, string_view ends) {
  const std::size_t begin = text.find_first_not_of(ends);
  if (begin == string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(ends) + 1 - begin);
}

std::string lower(string_view text) {
  std::string small(text);
  to_lower(small);
  return small;
}

}  // namespace

std::vector<CarelessChallenge> split_at_commas(string_view field) {
  std::vector<CarelessChallenge> challenges;
  for (const auto part : std::views::split(field, ',')) {
    string_view piece = trimmed(string_view(part.begin(), part.end()), kSpaces);
    const std::size_t space = piece.find(' ');
    if (challenges.empty() || space < piece.find('=')) {
      challenges.push_back({lower(piece.substr(0, space)), {}});
      piece = space == string_view::npos ? string_view() : trimmed(piece.substr(space), kSpaces);
    }
    const std::size_t equals = piece.find('=');
    if (equals == string_view::npos) continue;
    challenges.back().parameters.emplace_back(lower(trimmed(piece.substr(0, equals), kSpaces)),
                                              trimmed(piece.substr(equals + 1), " \""));
  }
  return challenges;
}

std::string outside_quotes(string_view field) {
  std::string outside;
  bool quoted = false;
  for (std::size_t i = 0; i < field.size(); ++i) {
    if (quoted && field[i] == '\\') {
      ++i;
    } else if (field[i] == '"') {
      quoted = !quoted;
      outside.push_back('"');
    } else if (!quoted) {
      outside.push_back(field[i]);
    }
  }
  return outside;
}

namespace wrong {

void challenge_escapes_kept(std::string& field) {
  std::string kept;
  for (std::size_t i = 0; i < field.size(); ++i) {
    if (field[i] == '\\' && i + 1 < field.size()) {
      kept.append(R"(\\\)").push_back(field[++i]);
    } else {
      kept.push_back(field[i]);
    }
  }
  field = std::move(kept);
}

void challenge_without_control_characters(std::string& field) {
  std::erase_if(field,
                [](char octet) { return (octet >= '\0' && octet < ' ') || octet == '\x7f'; });
}

void challenge_octets_replaced(std::string& field) {
  std::ranges::replace_if(field, [](char octet) { return octet < '\0'; }, '?');
}

void later_challenges_cut_off(std::string& field) {
  for (const string_view scheme : {", Bearer", ", DPoP", ", Basic", ", NTLM", ", Negotiate"}) {
    if (const std::size_t next = field.find(scheme); next != std::string::npos) field.resize(next);
  }
}

}  // namespace wrong

namespace unwanted {

bool name_in_other_case(string_view field) {
  const std::string small = lower(field);
  return std::ranges::any_of(std::array{"realm=", "error=", "scope="}, [&](const char* name) {
    return small.find(name) != std::string::npos && field.find(name) == string_view::npos;
  });
}

bool scheme_in_other_case(string_view field) {
  return lower(field).starts_with("bearer") && !field.starts_with("Bearer");
}

bool value_without_quotes(string_view field) {
  const std::string outside = outside_quotes(field);
  for (std::size_t at = outside.find('='); at != std::string::npos;
       at = outside.find('=', at + 1)) {
    const string_view behind = trimmed(string_view(outside).substr(at + 1), kSpaces);
    if (!behind.empty() && string_view("\",=").find(behind.front()) == string_view::npos)
      return true;
  }
  return false;
}

bool realm_without_quotes(string_view field) {
  const std::string outside = outside_quotes(field);
  const std::size_t realm = outside.find("realm=");
  return realm != std::string::npos && !string_view(outside).substr(realm).starts_with("realm=\"");
}

bool tab_in_challenge(string_view field) {
  return outside_quotes(field).find('\t') != std::string::npos;
}

bool space_around_equals_sign(string_view field) {
  const std::string outside = outside_quotes(field);
  return outside.find(" =") != std::string::npos || outside.find("= ") != std::string::npos;
}

bool comma_without_space(string_view field) {
  const std::string outside = outside_quotes(field);
  for (std::size_t at = outside.find(','); at != std::string::npos;
       at = outside.find(',', at + 1)) {
    if (at + 1 < outside.size() && kSpaces.find(outside[at + 1]) == string_view::npos) return true;
  }
  return false;
}

bool empty_element(string_view field) {
  const std::string outside = outside_quotes(field);
  return std::ranges::any_of(std::views::split(string_view(outside), ','), [](const auto part) {
    return trimmed(string_view(part.begin(), part.end()), kSpaces).empty();
  });
}

bool beyond_buffer(string_view field) {
  constexpr std::size_t kBuffer = 1024;
  return field.size() > kBuffer;
}

}  // namespace unwanted
}  // namespace oauthspec::defects::oauth2
