// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace oauthspec::defects::oauth1 {

/// The code points of UTF-8. An octet that belongs to none is the code point of its value, as ISO 8859-1 has it.
[[nodiscard]] std::vector<char32_t> code_points(std::string_view octets);

/// The code units of UTF-16.
[[nodiscard]] std::vector<char16_t> utf16(std::string_view octets);

/// One code point as UTF-8; a surrogate too, which no UTF-8 has.
[[nodiscard]] std::string utf8(char32_t code_point);

/// The octets with U+FFFD for each one that is no part of UTF-8.
[[nodiscard]] std::string with_replacements(std::string_view octets);

}  // namespace oauthspec::defects::oauth1
