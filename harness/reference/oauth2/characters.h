// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string_view>

namespace oauth::oauth2 {

/// VSCHAR: visible ASCII and the space.
///
/// Spec:   RFC 6749 appendix A
[[nodiscard]] constexpr bool is_vschar(char c) {
  return c >= 0x20 && c <= 0x7E;
}

/// NQCHAR: visible ASCII but the quotation mark and the backslash.
///
/// Spec:   RFC 6749 appendix A
[[nodiscard]] constexpr bool is_nqchar(char c) {
  return c > 0x20 && c <= 0x7E && c != '"' && c != '\\';
}

/// NQSCHAR: NQCHAR and the space.
///
/// Spec:   RFC 6749 appendix A
[[nodiscard]] constexpr bool is_nqschar(char c) {
  return c == ' ' || is_nqchar(c);
}

/// unreserved, which code verifiers and code challenges are made of.
///
/// Spec:   RFC 7636 section 4.1
[[nodiscard]] constexpr bool is_unreserved(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

/// Whether the text has at least one octet, and all are of the class.
template <class Class>
[[nodiscard]] constexpr bool is_all(std::string_view text, Class in_class) {
  return !text.empty() && std::ranges::all_of(text, in_class);
}

}  // namespace oauth::oauth2
