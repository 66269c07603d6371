// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/guessing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <set>

namespace oauthspec::checks {

std::string altered(std::string_view text) {
  constexpr std::array<std::string_view, 3> kKinds = {"0123456789", "abcdefghijklmnopqrstuvwxyz",
                                                      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"};
  std::string other(text);
  for (char& character : other) {
    for (const std::string_view kind : kKinds) {
      const auto at = kind.find(character);
      if (at != std::string_view::npos) {
        character = kind[(at + 1) % kind.size()];
        return other;
      }
    }
  }
  return other + "x";
}

double bits_to_guess(const std::vector<std::string>& values) {
  if (values.empty()) return 0;
  const std::size_t shortest = std::ranges::min_element(values, {}, &std::string::size)->size();
  std::size_t places = 0;
  std::set<char> alphabet;
  for (std::size_t place = 0; place < shortest; ++place) {
    std::set<char> here;
    for (const std::string& value : values) here.insert(value[place]);
    if (here.size() > 1) {
      ++places;
      alphabet.insert(here.begin(), here.end());
    }
  }
  return places == 0
             ? 0
             : static_cast<double>(places) * std::log2(static_cast<double>(alphabet.size()));
}

}  // namespace oauthspec::checks
