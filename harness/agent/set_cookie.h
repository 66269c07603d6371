// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace oauthspec::agent {

/// What one Set-Cookie header field says. Of an attribute that stands twice the last one counts.
struct SetCookie {
  std::string name;
  std::string value;
  std::optional<std::int64_t> expires;  ///< In seconds since 1970.
  std::optional<std::int64_t> max_age;  ///< In seconds; wins over `expires`.
  std::string domain;                   ///< In lower case, without its leading dot; empty: none.
  std::string path;                     ///< Empty where there is none that begins with "/".
  bool secure = false;
  bool http_only = false;
};

/// Reads a Set-Cookie header field's value as leniently as browsers do.
///
/// Input:  `now` in seconds since 1970, which tells the century of a year with two digits.
/// Output: nothing for a field that is to be ignored: without "=" or a name, with a control character in it, or longer than
///         4096 octets of name and value.
/// Spec:   RFC 6265 section 5.2, and 5.1.1 for dates; the limit is that of draft-ietf-httpbis-rfc6265bis
[[nodiscard]] std::optional<SetCookie> parse_set_cookie(std::string_view text, std::int64_t now);

/// Reads a cookie's date, which may be far from the form that HTTP prescribes: "Thu, 01-Jan-1970 00:00:00 GMT".
///
/// Output: seconds since 1970; nothing where a day, a month, a year or a time is missing or out of bounds.
/// Spec:   RFC 6265 section 5.1.1
[[nodiscard]] std::optional<std::int64_t> parse_cookie_date(std::string_view text);

}  // namespace oauthspec::agent
