// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/http_date.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace oauth::codec {
namespace {

constexpr std::string_view kForm = "Xxx, 00 Xxx 0000 00:00:00 GMT";
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// Whether letters stand for letters and digits for digits, and all else is the same.
bool has_form(std::string_view text) {
  if (text.size() != kForm.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool fits = kForm[i] == '0'                      ? text[i] >= '0' && text[i] <= '9'
                      : kForm[i] == 'X' || kForm[i] == 'x' ? is_letter(text[i])
                                                           : text[i] == kForm[i];
    if (!fits) return false;
  }
  return true;
}

/// The number that stands at a place where has_form() found digits.
int number(std::string_view text, std::size_t at, std::size_t digits) {
  int value = 0;
  for (const char c : text.substr(at, digits)) value = 10 * value + (c - '0');
  return value;
}

}  // namespace

std::optional<std::int64_t> parse_http_date(std::string_view text) {
  if (!has_form(text)) return std::nullopt;
  const auto* const month = std::ranges::find(kMonths, text.substr(8, 3));
  if (month == kMonths.end()) return std::nullopt;
  const std::chrono::year_month_day day(
      std::chrono::year(number(text, 12, 4)),
      std::chrono::month(static_cast<unsigned>(month - kMonths.begin()) + 1),
      std::chrono::day(static_cast<unsigned>(number(text, 5, 2))));
  const int hours = number(text, 17, 2);
  const int minutes = number(text, 20, 2);
  const int seconds = number(text, 23, 2);
  // 60: a leap second.
  if (!day.ok() || hours > 23 || minutes > 59 || seconds > 60) return std::nullopt;
  const auto time = std::chrono::sys_days(day) + std::chrono::hours(hours) +
                    std::chrono::minutes(minutes) + std::chrono::seconds(seconds);
  return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

}  // namespace oauth::codec
