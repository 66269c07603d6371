// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fuzz/mutate/mutator.h"

namespace oauthspec::fuzz {

/// Whether a text is a whole number, in digits, which may be negative.
[[nodiscard]] bool is_number(std::string_view text);

/// A number that is one more or less, twice or half as much, of the other sign, or where a type ends; of a number.
[[nodiscard]] std::string change_number(std::string_view number, Dice& dice);

}  // namespace oauthspec::fuzz
