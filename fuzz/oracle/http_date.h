// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace oauthspec::fuzz {

/// What reads the dates of HTTP.
struct HttpDateReader {
  /// Seconds since 1970; `now` tells the century of a year of two digits.
  std::optional<std::int64_t> (*read)(std::string_view text, std::int64_t now) = nullptr;
};

/// Input:      a date; and behind an octet 0xFF the eight octets of a number, from which a time is made up.
/// Properties: what is read is written in each of the three forms and read as the same again; a text that is taken is one of these three,
///             but for the name of its day and the seconds of a leap second; a date of two digits lies at most 50 years ahead.
/// Spec:       RFC 7231 section 7.1.1.1
void check_http_date(const HttpDateReader& reader, std::string_view input);

/// A time in one of the three forms: 0 is the preferred one, 1 that of RFC 850, 2 that of asctime().
[[nodiscard]] std::string model_http_date(std::int64_t seconds, int form);

}  // namespace oauthspec::fuzz
