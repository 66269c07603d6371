// SPDX-License-Identifier: Apache-2.0
// Where the parts of URLs and forms can end: find_mark.h finds such places, and this is what it and the kernels look up.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace oauth::codec {

/// What an octet can be the end of.
enum class Mark : std::uint8_t {
  name,  ///< A reg-name: none of its characters, or the "%" of an escape.
  path,  ///< A path, likewise; also a query or fragment, but that these may hold a "?".
  form,  ///< A name or value of a form, or of what needs no decoding in it: "&", "=", "%" and "+".
};
inline constexpr std::size_t kMarks = 3;

constexpr bool is_alpha(unsigned octet) {
  return (octet >= 'A' && octet <= 'Z') || (octet >= 'a' && octet <= 'z');
}
constexpr bool is_digit(unsigned octet) {
  return octet >= '0' && octet <= '9';
}

/// ABNF: unreserved / sub-delims
/// Spec: RFC 3986 sections 2.2, 2.3 and 3.2.2
constexpr bool is_reg_name(unsigned octet) {
  return is_alpha(octet) || is_digit(octet) ||
         std::string_view("-._~!$&'()*+,;=").contains(static_cast<char>(octet));
}
/// ABNF: unreserved / sub-delims / ":" / "@" / "/"
/// Spec: RFC 3986 section 3.3
constexpr bool is_path(unsigned octet) {
  return is_reg_name(octet) || octet == ':' || octet == '@' || octet == '/';
}
/// Spec: HTML 4.01 section 17.13.4.1
constexpr bool is_form_mark(unsigned octet) {
  return octet == '&' || octet == '=' || octet == '%' || octet == '+';
}

/// The marks of each octet, the lowest bit for the first of Mark.
inline constexpr auto kMarksOfOctet = [] {
  std::array<std::uint8_t, 256> marks{};
  for (unsigned octet = 0; octet < marks.size(); ++octet) {
    const std::array<bool, kMarks> has{!is_reg_name(octet), !is_path(octet), is_form_mark(octet)};
    for (std::size_t mark = 0; mark < kMarks; ++mark)
      marks[octet] |= static_cast<std::uint8_t>(has[mark] ? 1U << mark : 0U);
  }
  return marks;
}();

constexpr bool has_mark(char c, Mark mark) {
  return (kMarksOfOctet[static_cast<unsigned char>(c)] >> static_cast<unsigned>(mark) & 1U) != 0;
}

}  // namespace oauth::codec
