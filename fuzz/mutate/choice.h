// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "fuzz/mutate/mutator.h"

namespace oauthspec::fuzz {

/// One of a list, which is not empty.
template <class List>
[[nodiscard]] auto& pick(List& list, Dice& dice) {
  return list[below(dice, list.size())];
}

/// Whether one of `of` throws came out.
[[nodiscard]] inline bool one_in(std::size_t of, Dice& dice) {
  return below(dice, of) == 0;
}

/// Puts a copy of the item at `from` in the place of `to`, which moves on.
template <class List>
void copy_item(List& list, std::size_t from, std::size_t to) {
  auto copy = list[from];
  list.insert(list.begin() + static_cast<std::ptrdiff_t>(to), std::move(copy));
}

template <class List>
void erase_item(List& list, std::size_t at) {
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(at));
}

/// What two lists have in their first and last parts, each cut at random.
template <class List>
[[nodiscard]] List cross_lists(const List& a, const List& b, Dice& dice) {
  const auto head = static_cast<std::ptrdiff_t>(below(dice, a.size() + 1));
  const auto tail = static_cast<std::ptrdiff_t>(below(dice, b.size() + 1));
  List made(a.begin(), a.begin() + head);
  made.insert(made.end(), b.end() - tail, b.end());
  return made;
}

}  // namespace oauthspec::fuzz
