// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "harness/reference/base/error.h"

namespace oauth::codec {

/// Which of the two alphabets of RFC 4648 is meant, and whether "=" fills the last group.
enum class Base64 : std::uint8_t {
  standard,  ///< "+" and "/", padded: RFC 2045 section 6.8 without its line breaks.
  url,       ///< "-" and "_", not padded: RFC 7515 section 2.
};

[[nodiscard]] std::string base64_encode(std::span<const std::uint8_t> octets,
                                        Base64 alphabet = Base64::standard);
[[nodiscard]] std::string base64_encode(std::string_view octets,
                                        Base64 alphabet = Base64::standard);

/// Appends what base64_encode() gives.
void append_base64(std::string& out, std::span<const std::uint8_t> octets,
                   Base64 alphabet = Base64::standard);

/// How many characters so many octets become in the standard alphabet, with padding; without it they are at most as many.
[[nodiscard]] constexpr std::size_t base64_room(std::size_t octets) {
  return (octets + 2) / 3 * 4;
}

/// Writes what base64_encode() gives into base64_room(octets.size()) characters, and allocates nothing.
///
/// Output: the end of the text.
[[nodiscard]] char* write_base64(char* out, std::span<const std::uint8_t> octets,
                                 Base64 alphabet = Base64::standard);

/// Reads exactly what base64_encode() writes: no white space, and no stray bits in the last
/// character.
///
/// Errors: base64_invalid with the position of the first character that does not fit.
/// Spec:   RFC 4648 sections 3.2, 3.3 and 3.5
[[nodiscard]] Result<std::string> base64_decode(std::string_view text,
                                                Base64 alphabet = Base64::standard);

}  // namespace oauth::codec
