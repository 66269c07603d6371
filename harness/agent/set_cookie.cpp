// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/set_cookie.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <vector>

#include "harness/agent/ascii.h"
#include "harness/reference/codec/http_date.h"

namespace oauthspec::agent {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// RFC 6265 section 5.1.1: delimiter.
bool is_date_delimiter(char c) {
  const auto octet = static_cast<unsigned char>(c);
  return octet == 0x09 || (octet >= 0x20 && octet <= 0x2F) || (octet >= 0x3B && octet <= 0x40) ||
         (octet >= 0x5B && octet <= 0x60) || (octet >= 0x7B && octet <= 0x7E);
}

std::vector<std::string_view> date_tokens(std::string_view text) {
  std::vector<std::string_view> tokens;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = at;
    while (end < text.size() && !is_date_delimiter(text[end])) ++end;
    if (end > at) tokens.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return tokens;
}

/// Takes a number of `least` to `most` digits off the start; what follows it begins with no digit.
std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  const auto end = std::ranges::find_if_not(text, is_digit);
  const auto size = static_cast<std::size_t>(end - text.begin());
  if (size < least || size > most) return std::nullopt;
  int number = 0;
  for (const char digit : text.substr(0, size)) number = number * 10 + (digit - '0');
  text.remove_prefix(size);
  return number;
}

/// The fields of a date as far as they were found; what stands in another's place is never read again.
struct Found {
  std::optional<std::chrono::seconds> time;
  std::optional<int> day;
  std::optional<int> month;
  std::optional<int> year;
};

std::optional<std::chrono::seconds> read_time(std::string_view token) {
  std::array<int, 3> parts{};
  constexpr std::array<int, 3> kMost = {23, 59, 59};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0 && !token.starts_with(':')) return std::nullopt;
    if (i > 0) token.remove_prefix(1);
    const auto number = take_number(token, 1, 2);
    // A time out of bounds spoils the date; no other token will be a better one.
    if (!number || *number > kMost.at(i)) return std::nullopt;
    parts.at(i) = *number;
  }
  return std::chrono::hours(parts[0]) + std::chrono::minutes(parts[1]) +
         std::chrono::seconds(parts[2]);
}

std::optional<int> read_month(std::string_view token) {
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  const auto* found = std::ranges::find(kMonths, lower(token.substr(0, 3)));
  if (found == kMonths.end()) return std::nullopt;
  return static_cast<int>(found - kMonths.begin()) + 1;
}

std::optional<int> read_year(std::string_view token) {
  const auto year = take_number(token, 2, 4);
  if (!year) return std::nullopt;
  if (*year >= 70 && *year <= 99) return *year + 1900;
  return *year <= 69 ? *year + 2000 : *year;
}

/// Each token is the first of time, day, month and year that it can be and that is not known yet.
void take_token(Found& found, std::string_view token) {
  if (!found.time && (found.time = read_time(token))) return;
  std::string_view rest = token;
  if (!found.day && (found.day = take_number(rest, 1, 2))) return;
  if (!found.month && (found.month = read_month(token))) return;
  if (!found.year) found.year = read_year(token);
}

/// A number with an optional "-" before it; one too large for us is the largest.
std::optional<std::int64_t> read_max_age(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.empty() || !std::ranges::all_of(text, is_digit)) return std::nullopt;
  constexpr std::int64_t kLargest = std::numeric_limits<std::int32_t>::max();
  std::int64_t number = 0;
  for (const char digit : text) number = std::min(kLargest, number * 10 + (digit - '0'));
  return negative ? -number : number;
}

void take_attribute(SetCookie& cookie, std::string_view attribute, std::int64_t now) {
  const std::size_t equals = std::min(attribute.find('='), attribute.size());
  const std::string name = lower(trim(attribute.substr(0, equals)));
  const std::string_view value =
      equals == attribute.size() ? std::string_view() : trim(attribute.substr(equals + 1));
  if (name == "expires") {
    auto date = parse_cookie_date(value);
    if (!date) date = oauth::codec::parse_http_date(value, now);
    if (date) cookie.expires = date;
  } else if (name == "max-age") {
    if (const auto seconds = read_max_age(value)) cookie.max_age = seconds;
  } else if (name == "domain") {
    if (!value.empty()) cookie.domain = lower(value.substr(value.starts_with('.') ? 1 : 0));
  } else if (name == "path") {
    cookie.path = value.starts_with('/') ? value : std::string_view();
  } else if (name == "secure") {
    cookie.secure = true;
  } else if (name == "httponly") {
    cookie.http_only = true;
  }
}

bool has_control_character(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto octet = static_cast<unsigned char>(c);
    return (octet < 0x20 && octet != 0x09) || octet == 0x7F;
  });
}

}  // namespace

std::optional<std::int64_t> parse_cookie_date(std::string_view text) {
  Found found;
  for (const std::string_view token : date_tokens(text)) take_token(found, token);
  if (!found.time || !found.day || !found.month || !found.year) return std::nullopt;
  constexpr int kFirstYear = 1601;
  const std::chrono::year_month_day date{std::chrono::year(*found.year),
                                         std::chrono::month(static_cast<unsigned>(*found.month)),
                                         std::chrono::day(static_cast<unsigned>(*found.day))};
  if (*found.year < kFirstYear || !date.ok()) return std::nullopt;
  const std::chrono::sys_seconds time = std::chrono::sys_days(date) + *found.time;
  return time.time_since_epoch().count();
}

std::optional<SetCookie> parse_set_cookie(std::string_view text, std::int64_t now) {
  if (has_control_character(text)) return std::nullopt;
  const std::size_t pair_end = std::min(text.find(';'), text.size());
  const std::string_view pair = text.substr(0, pair_end);
  const std::size_t equals = pair.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  SetCookie cookie;
  cookie.name = trim(pair.substr(0, equals));
  cookie.value = trim(pair.substr(equals + 1));
  constexpr std::size_t kMost = 4096;
  if (cookie.name.empty() || cookie.name.size() + cookie.value.size() > kMost) return std::nullopt;
  std::size_t at = pair_end;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(';', at + 1), text.size());
    take_attribute(cookie, text.substr(at + 1, end - at - 1), now);
    at = end;
  }
  return cookie;
}

}  // namespace oauthspec::agent
