// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace oauth::codec {

/// Reads a date of HTTP in its preferred form, "Sun, 06 Nov 1994 08:49:37 GMT".
///
/// Output: seconds since 1970; nothing for other text, or a day that no calendar has. Whether the day's name is right is
///         not looked at.
/// ABNF:   IMF-fixdate = day-name "," SP day SP month SP year SP hour ":" minute ":" second SP GMT
/// Spec:   RFC 7231 section 7.1.1.1, without its obsolete forms
[[nodiscard]] std::optional<std::int64_t> parse_http_date(std::string_view text);

}  // namespace oauth::codec
