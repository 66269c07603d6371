// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/http_date.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctime>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/input/parts.h"

namespace oauthspec::fuzz {
namespace {

constexpr int kForms = 3;
constexpr int kRfc850 = 1;
constexpr std::int64_t kFirst = -62135596800;  // 0001-01-01
constexpr std::int64_t kLast = 253402300799;   // 9999-12-31
constexpr std::int64_t kDay = 86400;

/// A time of the years that four digits can write, from any octets.
std::int64_t time_of(std::string_view octets) {
  std::uint64_t number = 0;
  for (const char octet : octets.substr(0, sizeof number)) {
    number = number << 8U | static_cast<unsigned char>(octet);
  }
  return kFirst + static_cast<std::int64_t>(number % static_cast<std::uint64_t>(kLast - kFirst));
}

std::tm calendar(std::int64_t seconds) {
  const std::time_t time = seconds;
  std::tm parts{};
  gmtime_r(&time, &parts);
  return parts;
}

/// A form that a time has is read as that time.
void check_written(const HttpDateReader& reader, std::int64_t seconds, int form) {
  holds(reader.read(model_http_date(seconds, form), seconds) == seconds,
        "a date that is written in each of the three forms is read");
}

/// Whether two dates are the same text but for the letters of the day's name.
bool is_spelt(std::string_view text, std::string_view expected) {
  const auto behind_name = [](std::string_view date) {
    return date.substr(std::min(date.find_first_of(", "), date.size()));
  };
  return behind_name(text) == behind_name(expected);
}

void check_read(const HttpDateReader& reader, std::string_view text, std::int64_t now) {
  const auto read = reader.read(text, now);
  if (!read) return;
  const bool is_leap = text.contains(":60");
  const std::int64_t seconds = *read - (is_leap ? 1 : 0);
  bool is_of_a_form = false;
  for (int form = 0; form < kForms; ++form) {
    std::string expected = model_http_date(seconds, form);
    if (is_leap) expected.replace(expected.find(":59", expected.find(':') + 1), 3, ":60");
    // asctime() writes a day of one digit behind a space; readers take a zero for it.
    std::string zero = expected;
    if (form == 2 && zero[8] == ' ') zero[8] = '0';
    is_of_a_form = is_of_a_form || is_spelt(text, expected) || is_spelt(text, zero);
  }
  holds(is_of_a_form, "what is read is a date in one of the three forms");
  if (text.contains('-')) {
    holds(calendar(seconds).tm_year - calendar(now).tm_year <= 50,
          "a year of two digits lies at most 50 years ahead");
  }
}

}  // namespace

std::string model_http_date(std::int64_t seconds, int form) {
  constexpr std::array<const char*, kForms> kFormats = {
      "%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"};
  const std::tm parts = calendar(seconds);
  std::array<char, 64> text{};
  const std::size_t size =
      std::strftime(text.data(), text.size(), kFormats.at(static_cast<std::size_t>(form)), &parts);
  std::string date(text.data(), size);
  // strftime() writes a year before 1000 with less than four digits.
  if (form == kRfc850 || parts.tm_year >= 1000 - 1900) return date;
  const std::string year = std::to_string(parts.tm_year + 1900);
  const std::size_t at = form == 0 ? 12 : date.size() - year.size();
  return date.insert(at, 4 - year.size(), '0');
}

void check_http_date(const HttpDateReader& reader, std::string_view input) {
  if (reader.read == nullptr) return;
  const auto [text, octets] = split_parts<2>(input);
  const std::int64_t time = time_of(octets);
  const Turn turn(input, kForms + 1);
  for (int form = 0; form < kForms; ++form) {
    if (turn.is(static_cast<std::size_t>(form))) check_written(reader, time, form);
  }
  if (turn.is(kForms)) check_read(reader, text, time - time % kDay);
}

}  // namespace oauthspec::fuzz
