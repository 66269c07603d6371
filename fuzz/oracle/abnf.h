// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string_view>

/// The character classes of RFC 6749 appendix A, as its ABNF prints them.
namespace oauthspec::fuzz {

// VSCHAR = %x20-7E
[[nodiscard]] constexpr bool in_vschar(char c) {
  return c >= '\x20' && c <= '\x7e';
}

// NQCHAR = %x21 / %x23-5B / %x5D-7E
[[nodiscard]] constexpr bool in_nqchar(char c) {
  return c == '\x21' || (c >= '\x23' && c <= '\x5b') || (c >= '\x5d' && c <= '\x7e');
}

// NQSCHAR = %x20-21 / %x23-5B / %x5D-7E
[[nodiscard]] constexpr bool in_nqschar(char c) {
  return c == '\x20' || in_nqchar(c);
}

/// 1*<class>
[[nodiscard]] inline bool one_or_more(std::string_view text, bool (*in_class)(char)) {
  return !text.empty() && std::ranges::all_of(text, in_class);
}

}  // namespace oauthspec::fuzz
