// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fuzz/mutate/mutator.h"

namespace oauthspec::fuzz {

/// An input in which one word, which is what stands between two marks of any of the grammars, takes the place of another.
[[nodiscard]] std::string exchange_word(std::string_view input, Dice& dice);

/// An input in which a word that stands twice is changed in one of its places, a little: what is compared is nearly the same. Where no
/// word stands twice, it is as it was.
[[nodiscard]] std::string change_one_of_two(std::string_view input, Dice& dice);

/// An input in which one word is changed wherever it stands, so that what was the same stays the same.
[[nodiscard]] std::string change_word_everywhere(std::string_view input, Dice& dice);

}  // namespace oauthspec::fuzz
