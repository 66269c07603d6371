// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

namespace oauth::codec {

/// Which octets may stand in a token.
inline constexpr auto kTokenCharacters = [] {
  std::array<bool, 256> characters{};
  for (unsigned c = 0x21; c < 0x7F; ++c)
    characters[c] = !std::string_view("()<>@,;:\\\"/[]?={}").contains(static_cast<char>(c));
  return characters;
}();

/// Whether `c` may stand in a token: any CHAR but controls and separators.
///
/// Spec:   RFC 2616 section 2.2
[[nodiscard]] constexpr bool is_token_character(char c) {
  return kTokenCharacters[static_cast<unsigned char>(c)];
}

}  // namespace oauth::codec
