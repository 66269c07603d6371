// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>

#include "harness/agent/ascii.h"
#include "harness/agent/html.h"

namespace oauthspec::agent {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view skip_space(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(" \t\n\f\r"), text.size()));
}

/// Without "url =", where that stands before an address.
std::string_view without_keyword(std::string_view text) {
  if (lower(text.substr(0, 3)) != "url") return text;
  const std::string_view rest = skip_space(text.substr(3));
  return rest.starts_with('=') ? skip_space(rest.substr(1)) : text;
}

std::string_view without_quotes(std::string_view text) {
  if (!text.starts_with('"') && !text.starts_with('\'')) return text;
  const std::size_t end = text.find(text.front(), 1);
  return text.substr(1, end == std::string_view::npos ? end : end - 1);
}

}  // namespace

std::optional<Refresh> parse_refresh(std::string_view text) {
  text = skip_space(text);
  const auto digits =
      static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
  if (digits == 0 && !text.starts_with('.')) return std::nullopt;
  constexpr unsigned kLongest = 100'000'000;
  Refresh refresh;
  for (const char digit : text.substr(0, digits))
    refresh.seconds = std::min(kLongest, refresh.seconds * 10 + static_cast<unsigned>(digit - '0'));
  text.remove_prefix(digits);
  text.remove_prefix(std::min(text.find_first_not_of("0123456789."), text.size()));
  if (text.empty()) return refresh;
  // One of these has to stand between the time and the address.
  if (std::string_view(";, \t\n\f\r").find(text.front()) == std::string_view::npos)
    return std::nullopt;
  text = skip_space(text);
  if (text.starts_with(';') || text.starts_with(',')) text = skip_space(text.substr(1));
  refresh.url = std::string(trim(without_quotes(without_keyword(text))));
  return refresh;
}

}  // namespace oauthspec::agent
