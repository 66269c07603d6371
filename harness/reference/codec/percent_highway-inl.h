// SPDX-License-Identifier: Apache-2.0
// What the kernels for x86-64 have in common; compiled once for each set of instructions, as Google Highway has it. Of Highway only headers
// are used: its library would bring a C++ standard library along.
#if defined(OAUTHSPEC_PERCENT_HIGHWAY_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef OAUTHSPEC_PERCENT_HIGHWAY_INL
#undef OAUTHSPEC_PERCENT_HIGHWAY_INL
#else
#define OAUTHSPEC_PERCENT_HIGHWAY_INL
#endif

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include <hwy/highway.h>

#include "harness/reference/codec/marks.h"
#include "harness/reference/codec/percent_tables.h"

HWY_BEFORE_NAMESPACE();
namespace oauth::codec::percent::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using Octets = hn::ScalableTag<std::uint8_t>;

/// What is looked at together, and copied where nothing in it is to be changed: as much as registers hold.
constexpr std::size_t kVectors = HWY_TARGET == HWY_AVX2 ? 8 : 4;
constexpr std::size_t kBlock = kVectors * hn::MaxLanes(Octets());

HWY_INLINE const std::uint8_t* octets_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

template <class D>
HWY_INLINE void store(hn::Vec<D> octets, D d, char* to) {
  hn::StoreU(octets, d, reinterpret_cast<std::uint8_t*>(to));
}

template <class D>
HWY_INLINE hn::Vec<D> all_of(D d, char c) {
  return hn::Set(d, static_cast<std::uint8_t>(c));
}

template <class D>
HWY_INLINE hn::Vec<D> look_up(D d, const Row& row, hn::Vec<D> indices) {
  return hn::TableLookupBytes(hn::LoadDup128(d, row.data()), indices);
}

/// Zero for each octet that is no member. Of an index the lower four bits count; above 0x7F it finds zero.
template <class D>
HWY_INLINE hn::Vec<D> members(D d, const Classes& classes, hn::Vec<D> octets) {
  return hn::And(look_up(d, classes.low, octets),
                 look_up(d, classes.high, hn::ShiftRight<4>(octets)));
}

/// `Bits` has one for each octet. A wider one would be read from memory that was just written in part, for which it would have to wait.
template <typename Bits, class D>
HWY_INLINE Bits bits_of(D d, hn::Mask<D> mask) {
  std::array<std::uint8_t, sizeof(Bits)> bytes;
  static_assert(hn::MaxLanes(d) == 8 * bytes.size());
  hn::StoreMaskBits(d, mask, bytes.data());
  return std::bit_cast<Bits>(bytes);
}

template <class D>
using BitsOf =
    std::conditional_t<hn::MaxLanes(D()) == 16, std::uint16_t,
                       std::conditional_t<hn::MaxLanes(D()) == 32, std::uint32_t, std::uint64_t>>;

/// The octets of a vector that have a mark.
template <class D>
HWY_INLINE std::uint64_t marks_of(D d, hn::Vec<D> octets, Mark mark) {
  using Bits = BitsOf<D>;
  const MarkClasses& of = kMarkClasses[static_cast<std::size_t>(mark)];
  const auto outside = bits_of<Bits>(d, hn::Eq(members(d, of.classes, octets), hn::Zero(d)));
  return static_cast<Bits>(outside ^ static_cast<Bits>(of.inside));
}

/// The digit for each number below 16.
template <class D>
HWY_INLINE hn::Vec<D> digits_of(D d, hn::Vec<D> numbers) {
  alignas(16) static constexpr Row kDigits{'0', '1', '2', '3', '4', '5', '6', '7',
                                           '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};
  return look_up(d, kDigits, numbers);
}

/// The digits that an octet is escaped with.
template <class D>
HWY_INLINE hn::Vec<D> high_digit(D d, hn::Vec<D> octets) {
  return digits_of(d, hn::ShiftRight<4>(octets));
}

template <class D>
HWY_INLINE hn::Vec<D> low_digit(D d, hn::Vec<D> octets) {
  return digits_of(d, hn::And(octets, hn::Set(d, 0x0F)));
}

/// The values of hexadecimal digits; of what is none, anything.
template <class D>
HWY_INLINE hn::Vec<D> values(D d, hn::Vec<D> digits) {
  // "A" and "a" end in 1, and stand for 10.
  alignas(16) static constexpr Row kToAdd{0, 0, 0, 0, 9, 0, 9};
  return hn::Add(hn::And(digits, hn::Set(d, 0x0F)), look_up(d, kToAdd, hn::ShiftRight<4>(digits)));
}

/// What escapes stand for, by the octets one and two places behind each.
template <class D>
HWY_INLINE hn::Vec<D> escaped_octets(D d, hn::Vec<D> next, hn::Vec<D> after_next) {
  return hn::Or(hn::ShiftLeft<4>(values(d, next)), values(d, after_next));
}

/// Whether each of `percents` has two digits behind it.
template <class D>
HWY_INLINE bool are_escapes(D d, hn::Mask<D> percents, hn::Vec<D> next, hn::Vec<D> after_next) {
  const auto digits = hn::Min(members(d, kHexDigits, next), members(d, kHexDigits, after_next));
  return hn::AllFalse(d, hn::And(percents, hn::Eq(digits, hn::Zero(d))));
}

/// Text in which each "+" is changed by the bits of `changed`.
template <class D>
HWY_INLINE hn::Vec<D> with_plus(D d, hn::Vec<D> text, hn::Vec<D> changed) {
  return hn::Xor(text, hn::IfThenElseZero(hn::Eq(text, all_of(d, '+')), changed));
}

template <class D>
HWY_INLINE hn::Vec<D> change_of_plus(D d, char plus) {
  return hn::Xor(all_of(d, '+'), all_of(d, plus));
}

struct Block {
  hn::Vec<Octets> vectors[kVectors];
};

HWY_INLINE Block load_block(const std::uint8_t* octets) {
  const Octets d;
  Block block;
#pragma GCC unroll 8
  for (std::size_t i = 0; i < kVectors; ++i) {
    block.vectors[i] = hn::LoadU(d, octets + i * hn::MaxLanes(d));
  }
  return block;
}

/// Copies a block whose octets are all unreserved (RFC5849-3.6-2), and says so.
HWY_INLINE bool copy_clean(char* out, const std::uint8_t* octets) {
  const Octets d;
  const Block block = load_block(octets);
  auto least = members(d, kUnreserved, block.vectors[0]);
#pragma GCC unroll 8
  for (std::size_t i = 1; i < kVectors; ++i) {
    least = hn::Min(least, members(d, kUnreserved, block.vectors[i]));
  }
  if (!hn::AllFalse(d, hn::Eq(least, hn::Zero(d)))) return false;
#pragma GCC unroll 8
  for (std::size_t i = 0; i < kVectors; ++i) {
    store(block.vectors[i], d, out + i * hn::MaxLanes(d));
  }
  return true;
}

/// Copies a block that has no "%".
HWY_INLINE bool copy_plain(char* out, const std::uint8_t* text, hn::Vec<Octets> change) {
  const Octets d;
  const Block block = load_block(text);
  auto percents = hn::Eq(block.vectors[0], all_of(d, '%'));
#pragma GCC unroll 8
  for (std::size_t i = 1; i < kVectors; ++i) {
    percents = hn::Or(percents, hn::Eq(block.vectors[i], all_of(d, '%')));
  }
  if (!hn::AllFalse(d, percents)) return false;
#pragma GCC unroll 8
  for (std::size_t i = 0; i < kVectors; ++i) {
    store(with_plus(d, block.vectors[i], change), d, out + i * hn::MaxLanes(d));
  }
  return true;
}

}  // namespace
}  // namespace oauth::codec::percent::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
