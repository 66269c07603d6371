// SPDX-License-Identifier: Apache-2.0
// What the kernels of percent_kernels.h look up.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "harness/reference/codec/marks.h"

namespace oauth::codec::percent {

inline constexpr std::string_view kUpperHex = "0123456789ABCDEF";

/// ABNF: unreserved = ALPHA / DIGIT / "-" / "." / "_" / "~"
/// Spec: RFC 3986 section 2.3
constexpr bool is_unreserved(unsigned octet) {
  return is_alpha(octet) || is_digit(octet) || octet == '-' || octet == '.' || octet == '_' ||
         octet == '~';
}

/// The place of an octet's encoded form in the order of bytes. "%" comes before every unreserved character, so escaped octets come first, in
/// their own order: that of their upper-case digits.
inline constexpr auto kRanks = [] {
  std::array<std::uint16_t, 256> ranks{};
  for (unsigned octet = 0; octet < ranks.size(); ++octet)
    ranks[octet] = static_cast<std::uint16_t>(octet + (is_unreserved(octet) ? 256 : 0));
  return ranks;
}();
constexpr std::uint16_t rank(char c) {
  return kRanks[static_cast<unsigned char>(c)];
}

/// ABNF: HEXDIG, of either case
/// Spec: RFC 3986 section 2.1
constexpr bool is_hex_digit(unsigned octet) {
  return is_digit(octet) || (octet >= 'A' && octet <= 'F') || (octet >= 'a' && octet <= 'f');
}

/// A row of sixteen octets that four bits choose from, all places of a vector at once.
using Row = std::array<std::uint8_t, 16>;

/// Says of each octet whether it is one of a set: where `low` of its lower four bits and `high` of its upper four have a bit in common. A
/// bit stands for each row of ASCII that the set has members in.
struct Classes {
  alignas(16) Row low{};
  alignas(16) Row high{};
};

consteval Classes make_classes(bool (*is_member)(unsigned)) {
  Classes classes;
  constexpr unsigned kFirstRow = 2;
  constexpr unsigned kLastRow = 7;
  for (unsigned row = kFirstRow; row <= kLastRow; ++row) {
    const auto bit = static_cast<std::uint8_t>(1U << (row - kFirstRow));
    classes.high[row] = bit;
    for (unsigned column = 0; column < 16; ++column) {
      if (is_member(row << 4U | column)) classes.low[column] |= bit;
    }
  }
  return classes;
}
inline constexpr Classes kUnreserved = make_classes(is_unreserved);
inline constexpr Classes kHexDigits = make_classes(is_hex_digit);

/// Which octets have a mark: those outside of a set, or inside.
struct MarkClasses {
  Classes classes;
  std::uint64_t inside;  ///< All bits set, or none.
};
/// For each of Mark.
inline constexpr std::array<MarkClasses, kMarks> kMarkClasses{{
    {make_classes(is_reg_name), 0},
    {make_classes(is_path), 0},
    {make_classes(is_form_mark), ~std::uint64_t{0}},
}};

/// A place of a shuffle that gives NUL.
inline constexpr std::uint8_t kNothing = 0x80;

/// How four octets, each as four characters, become their encoded form, for each set of those that are escaped: a shuffle, and what is put
/// where that gives NUL. The first character is the octet itself where it is not escaped, the two behind it are its digits.
template <std::size_t Size>
struct Packing {
  alignas(Size) std::array<std::uint8_t, Size> shuffle;
  alignas(Size) std::array<std::uint8_t, Size> text;
};
template <std::size_t Size>
using Packings = std::array<Packing<Size>, 16>;

/// `escape` stands before the digits; where it is empty, the first character does.
template <std::size_t Size>
consteval Packings<Size> make_packings(std::string_view escape) {
  Packings<Size> packings{};
  for (unsigned escaped = 0; escaped < packings.size(); ++escaped) {
    Packing<Size>& packing = packings[escaped];
    packing.shuffle.fill(kNothing);
    std::size_t at = 0;
    for (unsigned octet = 0; octet < 4; ++octet) {
      const auto first = static_cast<std::uint8_t>(4 * octet);
      const bool is_escaped = (escaped >> octet & 1U) != 0;
      if (!is_escaped || escape.empty()) packing.shuffle[at++] = first;
      if (!is_escaped) continue;
      for (const char c : escape) packing.text[at++] = static_cast<std::uint8_t>(c);
      packing.shuffle[at++] = first + 1;
      packing.shuffle[at++] = first + 2;
    }
  }
  return packings;
}
inline constexpr Packings<16> kOncePackings = make_packings<16>("");
inline constexpr Packings<32> kTwicePackings = make_packings<32>("%25");

/// For each set of eight octets that are kept, how they move together.
consteval std::array<std::array<std::uint8_t, 8>, 256> make_kept() {
  std::array<std::array<std::uint8_t, 8>, 256> shuffles{};
  for (std::size_t kept = 0; kept < shuffles.size(); ++kept) {
    std::size_t at = 0;
    shuffles[kept].fill(kNothing);
    for (std::uint8_t octet = 0; octet < 8; ++octet) {
      if ((kept >> octet & 1U) != 0) shuffles[kept][at++] = octet;
    }
  }
  return shuffles;
}
inline constexpr auto kKept = make_kept();

}  // namespace oauth::codec::percent
