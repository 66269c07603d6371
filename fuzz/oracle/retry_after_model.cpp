// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/retry_after_model.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace oauthspec::fuzz {
namespace {

constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
constexpr std::string_view kDigits = "0123456789";

bool is_leap(std::int64_t year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

std::int64_t days_of(std::int64_t year, std::size_t month) {
  constexpr std::array<std::int64_t, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days.at(month) + (month == 1 && is_leap(year) ? 1 : 0);
}

/// The days from the first of January of the year 0 to that of this year.
std::int64_t days_before(std::int64_t year) {
  if (year == 0) return 0;
  const std::int64_t past = year - 1;
  // The year 0 was a leap year.
  return year * 365 + past / 4 - past / 100 + past / 400 + 1;
}

/// The year in which a second since 1970 lies.
std::int64_t year_of(std::int64_t now) {
  const std::int64_t day = now / 86'400 + days_before(1970);
  std::int64_t year = day / 366;
  while (days_before(year + 1) <= day) ++year;
  return year;
}

struct Fields {
  std::int64_t year = 0;
  std::size_t month = 0;  ///< From 0.
  std::int64_t day = 0, hour = 0, minute = 0, second = 0;
};

std::optional<std::int64_t> seconds_of(const Fields& fields) {
  // A leap second is the 61st of its minute.
  const bool fits = fields.day >= 1 && fields.day <= days_of(fields.year, fields.month) &&
                    fields.hour < 24 && fields.minute < 60 && fields.second <= 60;
  if (!fits) return std::nullopt;
  std::int64_t days = days_before(fields.year) - days_before(1970) + fields.day - 1;
  for (std::size_t month = 0; month < fields.month; ++month) days += days_of(fields.year, month);
  return ((days * 24 + fields.hour) * 60 + fields.minute) * 60 + fields.second;
}

/// A text that is taken from left to right; once something is missing, nothing more is found.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  void literal(std::string_view wanted) {
    sound_ = sound_ && text_.starts_with(wanted);
    if (sound_) text_.remove_prefix(wanted.size());
  }
  void letters(std::size_t count) {
    taken(count, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
  }
  std::int64_t number(std::size_t count) {
    std::int64_t value = 0;
    for (const char c : taken(count, kDigits)) value = value * 10 + (c - '0');
    return value;
  }
  std::size_t month() {
    const std::size_t place = kMonths.find(taken(3, kMonths));
    sound_ = sound_ && place != std::string_view::npos && place % 3 == 0;
    return sound_ ? place / 3 : 0;
  }
  /// hour ":" minute ":" second
  void time(Fields& fields) {
    fields.hour = number(2);
    literal(":");
    fields.minute = number(2);
    literal(":");
    fields.second = number(2);
  }
  [[nodiscard]] std::string_view rest() const { return text_; }
  /// Whether all was found, and nothing is left.
  [[nodiscard]] bool at_end() const { return sound_ && text_.empty(); }

 private:
  std::string_view taken(std::size_t count, std::string_view of) {
    const std::string_view found = text_.substr(0, count);
    sound_ =
        sound_ && found.size() == count && found.find_first_not_of(of) == std::string_view::npos;
    if (!sound_) return {};
    text_.remove_prefix(count);
    return found;
  }

  std::string_view text_;
  bool sound_ = true;
};

// IMF-fixdate: Sun, 06 Nov 1994 08:49:37 GMT
std::optional<Fields> fixdate(std::string_view text) {
  Scanner scanner(text);
  Fields fields;
  scanner.letters(3);
  scanner.literal(", ");
  fields.day = scanner.number(2);
  scanner.literal(" ");
  fields.month = scanner.month();
  scanner.literal(" ");
  fields.year = scanner.number(4);
  scanner.literal(" ");
  scanner.time(fields);
  scanner.literal(" GMT");
  return scanner.at_end() ? std::optional(fields) : std::nullopt;
}

// rfc850-date: Sunday, 06-Nov-94 08:49:37 GMT
std::optional<Fields> rfc850_date(std::string_view text, std::int64_t now) {
  Scanner scanner(text);
  Fields fields;
  scanner.letters(std::min(text.find(','), text.size()));
  scanner.literal(", ");
  fields.day = scanner.number(2);
  scanner.literal("-");
  fields.month = scanner.month();
  scanner.literal("-");
  const std::int64_t this_year = year_of(now);
  fields.year = this_year / 100 * 100 + scanner.number(2);
  // More than 50 years in the future is the most recent year in the past with the same last two digits.
  if (fields.year > this_year + 50) fields.year -= 100;
  scanner.literal(" ");
  scanner.time(fields);
  scanner.literal(" GMT");
  return scanner.at_end() ? std::optional(fields) : std::nullopt;
}

// asctime-date: Sun Nov  6 08:49:37 1994
std::optional<Fields> asctime_date(std::string_view text) {
  Scanner scanner(text);
  Fields fields;
  scanner.letters(3);
  scanner.literal(" ");
  fields.month = scanner.month();
  scanner.literal(" ");
  const bool one_digit = scanner.rest().starts_with(' ');
  scanner.literal(one_digit ? " " : "");
  fields.day = scanner.number(one_digit ? 1 : 2);
  scanner.literal(" ");
  scanner.time(fields);
  scanner.literal(" ");
  fields.year = scanner.number(4);
  return scanner.at_end() ? std::optional(fields) : std::nullopt;
}

}  // namespace

std::optional<std::int64_t> model_http_date(std::string_view text, std::int64_t now) {
  for (const auto& fields : {fixdate(text), rfc850_date(text, now), asctime_date(text)}) {
    if (fields) return seconds_of(*fields);
  }
  return std::nullopt;
}

std::optional<std::int64_t> model_retry_after(std::string_view text, std::int64_t now) {
  if (text.empty()) return std::nullopt;
  if (text.find_first_not_of(kDigits) != std::string_view::npos) {
    const auto date = model_http_date(text, now);
    return date ? std::optional(std::max<std::int64_t>(*date - now, 0)) : std::nullopt;
  }
  text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
  constexpr std::string_view most = "9223372036854775807";
  if (text.size() > most.size() || (text.size() == most.size() && text > most)) return std::nullopt;
  return text.empty() ? 0 : std::stoll(std::string(text));
}

}  // namespace oauthspec::fuzz
