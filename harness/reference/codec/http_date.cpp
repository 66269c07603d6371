// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/http_date.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace oauth::codec {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr int kCentury = 100;
constexpr int kFarFuture = 50;  // years

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// Whether a letter stands for each 'x' of the form, a digit for each '0', one of a number with a space in place of its
/// first digit for '_', and all else is the same.
bool has_form(std::string_view text, std::string_view form) {
  return std::ranges::equal(text, form, [](char c, char wanted) {
    switch (wanted) {
      case 'x':
        return is_letter(c);
      case '0':
        return is_digit(c);
      case '_':
        return is_digit(c) || c == ' ';
      default:
        return c == wanted;
    }
  });
}

/// The number of digits and spaces, as has_form() found them.
int number(std::string_view text) {
  int value = 0;
  for (const char c : text) value = 10 * value + (c == ' ' ? 0 : c - '0');
  return value;
}

/// The seconds of a day, month and year, and of a time as in "08:49:37".
std::optional<std::int64_t> seconds(int year, std::string_view month_name, std::string_view day,
                                    std::string_view time) {
  const auto* const month = std::ranges::find(kMonths, month_name);
  if (month == kMonths.end()) return std::nullopt;
  const std::chrono::year_month_day date(
      std::chrono::year(year),
      std::chrono::month(static_cast<unsigned>(month - kMonths.begin()) + 1),
      std::chrono::day(static_cast<unsigned>(number(day))));
  const std::chrono::hours hours(number(time.substr(0, 2)));
  const std::chrono::minutes minutes(number(time.substr(3, 2)));
  const std::chrono::seconds second(number(time.substr(6, 2)));
  // 60: a leap second.
  if (!date.ok() || hours.count() > 23 || minutes.count() > 59 || second.count() > 60) {
    return std::nullopt;
  }
  return (std::chrono::sys_days(date).time_since_epoch() + hours + minutes + second) /
         std::chrono::seconds(1);
}

/// RFC 7231 section 7.1.1.1: more than 50 years in the future is the same year of the century before.
int whole_year(int two_digits, std::int64_t now) {
  const std::chrono::sys_seconds point{std::chrono::seconds(now)};
  const int this_year = static_cast<int>(
      std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(point)).year());
  const int year = this_year - this_year % kCentury + two_digits;
  return year > this_year + kFarFuture ? year - kCentury : year;
}

std::optional<std::int64_t> fixdate(std::string_view text) {
  if (!has_form(text, "xxx, 00 xxx 0000 00:00:00 GMT")) return std::nullopt;
  return seconds(number(text.substr(12, 4)), text.substr(8, 3), text.substr(5, 2),
                 text.substr(17, 8));
}

std::optional<std::int64_t> rfc850_date(std::string_view text, std::int64_t now) {
  const std::size_t comma = std::min(text.find(','), text.size());
  if (!std::ranges::all_of(text.substr(0, comma), is_letter)) return std::nullopt;
  const std::string_view rest = text.substr(comma);
  if (!has_form(rest, ", 00-xxx-00 00:00:00 GMT")) return std::nullopt;
  return seconds(whole_year(number(rest.substr(9, 2)), now), rest.substr(5, 3), rest.substr(2, 2),
                 rest.substr(12, 8));
}

std::optional<std::int64_t> asctime_date(std::string_view text) {
  if (!has_form(text, "xxx xxx _0 00:00:00 0000")) return std::nullopt;
  return seconds(number(text.substr(20, 4)), text.substr(4, 3), text.substr(8, 2),
                 text.substr(11, 8));
}

}  // namespace

std::optional<std::int64_t> parse_http_date(std::string_view text, std::int64_t now) {
  if (const auto date = fixdate(text)) return date;
  if (const auto date = rfc850_date(text, now)) return date;
  return asctime_date(text);
}

}  // namespace oauth::codec
