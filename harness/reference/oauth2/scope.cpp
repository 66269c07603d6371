// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/scope.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "harness/reference/oauth2/characters.h"

namespace oauth::oauth2 {
namespace {

std::unexpected<Error> invalid(std::size_t offset) {
  return std::unexpected(Error{Errc::scope_invalid, offset});
}

using Tokens = std::set<std::string>;

Scope without(const Tokens& from, const Tokens& taken) {
  Scope rest;
  std::ranges::set_difference(from, taken, std::back_inserter(rest));
  return rest;
}

}  // namespace

Result<Scope> parse_scope(std::string_view text) {
  // RFC6749-A.4-1, RFC6749-3.3-1: tokens, each separated by one space.
  Scope scope;
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view token = text.substr(begin, end - begin);
    const auto* const stranger = std::ranges::find_if_not(token, is_nqchar);
    if (token.empty() || stranger != token.end()) {
      return invalid(begin + static_cast<std::size_t>(stranger - token.begin()));
    }
    scope.emplace_back(token);
    if (end == text.size()) return scope;
    begin = end + 1;
  }
}

Result<std::string> write_scope(const Scope& scope) {
  if (scope.empty()) return invalid(0);
  std::string text;
  for (const std::string& token : scope) {
    if (!is_all(token, is_nqchar)) return invalid(text.size());
    if (!text.empty()) text += ' ';
    text += token;
  }
  return text;
}

ScopeDifference compare_scope(const Scope& requested, const std::optional<Scope>& granted) {
  // RFC6749-5.1-10: a response without a scope grants what was asked for.
  if (!granted) return {};
  // RFC6749-3.3-1: order has no meaning, case has.
  const Tokens asked(requested.begin(), requested.end());
  const Tokens given(granted->begin(), granted->end());
  return {without(asked, given), without(given, asked)};
}

}  // namespace oauth::oauth2
