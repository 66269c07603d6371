// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/challenge.h"

#include <algorithm>
#include <set>

#include "harness/reference/codec/auth_param.h"
#include "harness/reference/codec/field_scanner.h"

namespace oauth::codec {
namespace {

std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

constexpr bool is_token68_character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~+/").find(c) != std::string_view::npos;
}

/// The length of a token68 that `rest` starts with and that a comma or the end follows; 0 where there is none.
std::size_t token68_size(std::string_view rest) {
  std::size_t end = 0;
  while (end < rest.size() && is_token68_character(rest[end])) ++end;
  if (end == 0) return 0;
  while (end < rest.size() && rest[end] == '=') ++end;
  FieldScanner behind(rest.substr(end));
  behind.skip_white_space();
  return behind.at_end() || behind.rest().front() == ',' ? end : 0;
}

/// RFC 7235 section 2.1: a list of challenges, and of parameters inside each, both separated by commas.
class ChallengeReader {
 public:
  explicit ChallengeReader(std::string_view field) : scanner_(field) {}

  Result<std::vector<Challenge>> read() {
    while (next_element()) {
      if (auto done = take_element(); !done) return std::unexpected(done.error());
      scanner_.skip_white_space();
      if (!scanner_.at_end() && scanner_.rest().front() != ',') return malformed();
    }
    if (challenges_.empty()) return malformed();
    return std::move(challenges_);
  }

 private:
  [[nodiscard]] std::unexpected<Error> malformed() const {
    return std::unexpected(Error{Errc::challenge_malformed, scanner_.position()});
  }

  /// RFC 7230 section 7: empty elements of a list are passed over.
  bool next_element() {
    do {
      scanner_.skip_white_space();
    } while (scanner_.take(','));
    return !scanner_.at_end();
  }

  /// A new challenge, or one more parameter of the last one.
  Result<void> take_element() {
    const std::size_t before = scanner_.position();
    const std::string_view word = scanner_.take_token();
    if (word.empty()) return malformed();
    const bool spaced = scanner_.skip_white_space();
    if (!scanner_.at_end() && scanner_.rest().front() == '=') return take_value(word, before);
    challenges_.push_back({in_lower_case(word), std::nullopt, {}});
    names_.clear();
    if (!spaced || scanner_.at_end() || scanner_.rest().front() == ',') return {};
    if (const std::size_t size = token68_size(scanner_.rest()); size > 0) {
      challenges_.back().token68 = std::string(scanner_.rest().substr(0, size));
      scanner_.skip(size);
      return {};
    }
    return take_first_parameter();
  }

  Result<void> take_first_parameter() {
    const std::size_t before = scanner_.position();
    const std::string_view name = scanner_.take_token();
    scanner_.skip_white_space();
    if (name.empty()) return malformed();
    return take_value(name, before);
  }

  /// "=" and the value of a parameter of the last challenge.
  Result<void> take_value(std::string_view name, std::size_t name_offset) {
    if (challenges_.empty() || challenges_.back().token68 || !scanner_.take('=')) {
      return malformed();
    }
    scanner_.skip_white_space();
    std::string value;
    if (scanner_.take('"')) {
      auto quoted = scanner_.take_quoted();
      if (!quoted) return malformed();
      value = std::move(*quoted);
    } else {
      value = scanner_.take_token();
      if (value.empty()) return malformed();
    }
    std::string lower = in_lower_case(name);
    // RFC 7235 section 2.1: each name once in a challenge.
    if (!names_.insert(lower).second) {
      return std::unexpected(Error{Errc::challenge_malformed, name_offset});
    }
    challenges_.back().parameters.emplace_back(std::move(lower), std::move(value));
    return {};
  }

  FieldScanner scanner_;
  std::vector<Challenge> challenges_;
  // Of the last challenge; an ordered set, since whoever sends them could choose names that all hash alike.
  std::set<std::string> names_;
};

}  // namespace

std::optional<std::string_view> Challenge::find(std::string_view name) const {
  const auto found =
      std::ranges::find(parameters, name, &std::pair<std::string, std::string>::first);
  if (found == parameters.end()) return std::nullopt;
  return found->second;
}

Result<std::vector<Challenge>> parse_challenges(std::string_view field) {
  return ChallengeReader(field).read();
}

Result<std::string> write_challenge(
    std::string_view scheme,
    const std::vector<std::pair<std::string_view, std::string_view>>& parameters) {
  std::string text(scheme);
  char separator = ' ';
  for (const auto& [name, value] : parameters) {
    if (separator == ',') text += ',';
    text += ' ';
    separator = ',';
    text.append(name).append("=");
    if (auto done = append_quoted(text, value); !done) return std::unexpected(done.error());
  }
  return text;
}

}  // namespace oauth::codec
