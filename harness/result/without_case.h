// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string_view>

namespace oauthspec::result {

/// An ASCII letter as a small one, and everything else as it is.
[[nodiscard]] constexpr char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Whether two texts are the same but for the case of ASCII letters.
[[nodiscard]] constexpr bool equal_without_case(std::string_view one, std::string_view other) {
  return std::ranges::equal(one, other, {}, small, small);
}

}  // namespace oauthspec::result
