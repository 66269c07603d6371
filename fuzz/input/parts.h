// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace oauthspec::fuzz {

/// What stands between the parts of an input: an octet that no UTF-8 holds, so that any text can be a part.
inline constexpr char kPartEnd = '\xff';

/// Takes an input apart in N texts. The last is all that remains, and may hold any octet; parts that are missing are empty.
template <std::size_t N>
[[nodiscard]] std::array<std::string_view, N> split_parts(std::string_view input) {
  static_assert(N > 0);
  std::array<std::string_view, N> parts{};
  for (std::size_t part = 0; part + 1 < N; ++part) {
    const std::size_t end = input.find(kPartEnd);
    parts[part] = input.substr(0, end);
    input = end == std::string_view::npos ? std::string_view() : input.substr(end + 1);
  }
  parts[N - 1] = input;
  return parts;
}

}  // namespace oauthspec::fuzz
