// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace oauth::codec {

/// Whether `c` may stand in a token: any CHAR but controls and separators.
///
/// Spec:   RFC 2616 section 2.2
[[nodiscard]] constexpr bool is_token_character(char c) {
  constexpr std::string_view kSeparators = "()<>@,;:\\\"/[]?={} \t";
  return c > 0x20 && c < 0x7F && kSeparators.find(c) == std::string_view::npos;
}

}  // namespace oauth::codec
