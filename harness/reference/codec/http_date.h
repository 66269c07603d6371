// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace oauth::codec {

/// Reads a date of HTTP, in its preferred form or in one of the two obsolete ones that a recipient must accept:
/// "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994".
///
/// Input:  `now` in seconds since 1970, which tells the century of a year with two digits.
/// Output: seconds since 1970; nothing for other text, or a day that no calendar has. Whether the day's name is right is
///         not looked at.
/// ABNF:   HTTP-date = IMF-fixdate / rfc850-date / asctime-date
/// Spec:   RFC 7231 section 7.1.1.1
[[nodiscard]] std::optional<std::int64_t> parse_http_date(std::string_view text, std::int64_t now);

}  // namespace oauth::codec
