// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace oauthspec::fuzz {

/// The seconds since 1970 of an HTTP-date; nothing for other text. `now` tells the century of a year with two digits.
///
/// Spec:   RFC 7231 section 7.1.1.1
[[nodiscard]] std::optional<std::int64_t> model_http_date(std::string_view text, std::int64_t now);

/// The seconds that a Retry-After field asks for; nothing where it says none that 64 bits hold. A date that is past is 0.
///
/// ABNF:   Retry-After = HTTP-date / 1*DIGIT
/// Spec:   RFC 7231 section 7.1.3
[[nodiscard]] std::optional<std::int64_t> model_retry_after(std::string_view text,
                                                            std::int64_t now);

}  // namespace oauthspec::fuzz
