// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace oauthspec::fuzz {

/// A set of characters, and the place of each. A search through the text itself would be as plain, but sanitizers make it slow.
class Alphabet {
 public:
  consteval explicit Alphabet(std::string_view characters) {
    for (std::size_t place = 0; place < characters.size(); ++place) {
      places_[static_cast<unsigned char>(characters[place])] =
          static_cast<unsigned char>(place + 1);
    }
  }
  [[nodiscard]] bool contains(char c) const { return places_[static_cast<unsigned char>(c)] > 0; }
  /// Of a character that stands there twice, the last place.
  [[nodiscard]] std::optional<std::size_t> place(char c) const {
    const std::size_t place = places_[static_cast<unsigned char>(c)];
    return place == 0 ? std::nullopt : std::optional(place - 1);
  }

 private:
  std::array<unsigned char, 256> places_{};
};

}  // namespace oauthspec::fuzz
