// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/mutate/mutator.h"

namespace oauthspec::fuzz {

/// Changes an octet where no engine is at hand that would: it is turned, put in or left out.
///
/// Output: the new size, at most `capacity`.
[[nodiscard]] std::size_t change_octet(std::uint8_t* octets, std::size_t size, std::size_t capacity,
                                       Dice& dice);

/// The same as an octet mutator, by a fixed rule of the octets themselves, so that the same octets give the same.
[[nodiscard]] std::size_t change_octets(std::uint8_t* octets, std::size_t size,
                                        std::size_t capacity);

/// A text with a mark put in that parsers stumble over, a stretch of it left out or put twice, or a letter of the other case.
[[nodiscard]] std::string change_plain_text(std::string_view text, Dice& dice);

/// A text changed as one of the grammars has it that OAuth's texts are of, and still UTF-8 where it was.
[[nodiscard]] std::string change_text(std::string_view text, Dice& dice);

}  // namespace oauthspec::fuzz
