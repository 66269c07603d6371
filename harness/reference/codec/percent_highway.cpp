// SPDX-License-Identifier: Apache-2.0
// The kernels "sse4" and "avx2". Clean text is found and copied 64 octets at a time. Where anything is escaped, no branch asks what: each four
// octets are laid out as if all were, and a shuffle that is looked up by those that are takes what is not wanted out again.
#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

#include "harness/reference/codec/percent_kernels.h"
#include "harness/reference/codec/percent_tables.h"

// NOLINTBEGIN(readability-identifier-naming): these are Highway's names. Its assertions are in the library.
#define HWY_IS_DEBUG_BUILD 0
#define HWY_COMPILE_ALL_ATTAINABLE
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_AVX3 | HWY_AVX3_DL)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "harness/reference/codec/percent_highway.cpp"
// NOLINTEND(readability-identifier-naming)
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#if HWY_TARGET == HWY_SSE4 || HWY_TARGET == HWY_AVX2

#include "harness/reference/codec/percent_highway-inl.h"

HWY_BEFORE_NAMESPACE();
namespace oauth::codec::percent::HWY_NAMESPACE {
namespace {

using Sixteen = hn::FixedTag<std::uint8_t, 16>;
using Eight = hn::FixedTag<std::uint8_t, 8>;
template <class D>
using Bits = std::conditional_t<hn::MaxLanes(D()) == 16, std::uint16_t, std::uint32_t>;

/// Sixteen of the octets of a vector, which has so many or twice so many.
template <std::size_t part, class D>
HWY_INLINE hn::Vec<Sixteen> sixteen_of(D, hn::Vec<D> octets) {
  if constexpr (hn::MaxLanes(D()) == 16) {
    return octets;
  } else if constexpr (part == 0) {
    return hn::LowerHalf(Sixteen(), octets);
  } else {
    return hn::UpperHalf(Sixteen(), octets);
  }
}

/// Some octets, and which of them are escaped.
template <class D>
struct Group {
  hn::Vec<D> octets;
  hn::Mask<D> escaped;
  Bits<D> escapes;
};

template <class D>
HWY_INLINE Group<D> group_of(D d, hn::Vec<D> octets) {
  const auto escaped = hn::Eq(members(d, kUnreserved, octets), hn::Zero(d));
  return {octets, escaped, bits_of<Bits<D>>(d, escaped)};
}

struct Once {
  static constexpr bool kIsSlow = false;

  template <class D>
  static HWY_INLINE hn::Vec<D> first(D d, const Group<D>& group) {
    return hn::IfThenElse(group.escaped, all_of(d, '%'), group.octets);
  }

  /// Writes four octets, for each of which there are four characters.
  static HWY_INLINE char* pack(char* out, hn::Vec<Sixteen> characters, unsigned escapes) {
    const Sixteen d;
    const Packing<16>& packing = kOncePackings[escapes];
    store(hn::TableLookupBytesOr0(characters, hn::Load(d, packing.shuffle.data())), d, out);
    return out + 4 + 2 * std::popcount(escapes);
  }
};

struct Twice {
  // By 128 bits it takes as long as the table, or longer.
  static constexpr bool kIsSlow = HWY_TARGET == HWY_SSE4;

  template <class D>
  static HWY_INLINE hn::Vec<D> first(D /*d*/, const Group<D>& group) {
    return group.octets;
  }

  static HWY_INLINE char* pack(char* out, hn::Vec<Sixteen> characters, unsigned escapes) {
    const Packing<32>& packing = kTwicePackings[escapes];
#if HWY_TARGET == HWY_AVX2
    const Octets d;
    const auto moved = hn::TableLookupBytesOr0(hn::Combine(d, characters, characters),
                                               hn::Load(d, packing.shuffle.data()));
    store(hn::Or(moved, hn::Load(d, packing.text.data())), d, out);
#else
    const Sixteen d;
    for (std::size_t half = 0; half < 32; half += 16) {
      const auto moved =
          hn::TableLookupBytesOr0(characters, hn::Load(d, packing.shuffle.data() + half));
      store(hn::Or(moved, hn::Load(d, packing.text.data() + half)), d, out + half);
    }
#endif
    return out + 4 + 4 * std::popcount(escapes);
  }
};

/// Four characters to an octet: those to the octets 0 to 3 of each sixteen, 4 to 7, and so on.
template <class D>
struct Characters {
  hn::Vec<D> quarters[4];
};

template <class Form, std::size_t part, class D>
HWY_INLINE char* write_sixteen(char* out, D d, const Characters<D>& characters, unsigned escapes) {
  for (unsigned quarter = 0; quarter < 4; ++quarter) {
    out = Form::pack(out, sixteen_of<part>(d, characters.quarters[quarter]),
                     escapes >> (4 * quarter) & 15U);
  }
  return out;
}

template <class Form, class D>
HWY_INLINE char* write_group(char* out, D d, const Group<D>& group) {
  const hn::Repartition<std::uint16_t, D> d16;
  const auto first = Form::first(d, group);
  const auto high = high_digit(d, group.octets);
  const auto low = low_digit(d, group.octets);
  // RFC5849-3.6-3, RFC5849-3.6-4, RFC5849-3.6-5: "%" and two upper-case digits.
  const auto begin_lower = hn::BitCast(d16, hn::InterleaveLower(d, first, high));
  const auto begin_upper = hn::BitCast(d16, hn::InterleaveUpper(d, first, high));
  const auto end_lower = hn::BitCast(d16, hn::InterleaveLower(d, low, low));
  const auto end_upper = hn::BitCast(d16, hn::InterleaveUpper(d, low, low));
  const Characters<D> characters{hn::BitCast(d, hn::InterleaveLower(d16, begin_lower, end_lower)),
                                 hn::BitCast(d, hn::InterleaveUpper(d16, begin_lower, end_lower)),
                                 hn::BitCast(d, hn::InterleaveLower(d16, begin_upper, end_upper)),
                                 hn::BitCast(d, hn::InterleaveUpper(d16, begin_upper, end_upper))};
  out = write_sixteen<Form, 0>(out, d, characters, group.escapes & 0xFFFFU);
  if constexpr (hn::MaxLanes(D()) == 16) return out;
  return write_sixteen<Form, 1>(out, d, characters, unsigned{group.escapes} >> 16U);
}

/// Writes as many octets as a vector has.
template <class Form, class D>
HWY_INLINE char* write_vector(char* out, D d, const std::uint8_t* octets) {
  const Group<D> group = group_of(d, hn::LoadU(d, octets));
  if (group.escapes != 0) return write_group<Form>(out, d, group);
  store(group.octets, d, out);
  return out + hn::MaxLanes(d);
}

/// Fewer than sixteen octets; none beyond them is read.
HWY_INLINE hn::Vec<Sixteen> load_few(const std::uint8_t* octets, std::size_t size) {
  std::array<std::uint64_t, 2> words{};
  if (size >= 8) {
    std::memcpy(&words[0], octets, 8);
    std::memcpy(&words[1], octets + size - 8, 8);
    // In two steps, for none is by 64 bits.
    words[1] = words[1] >> 8U >> (8 * (15 - size));
  } else if (size >= 4) {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::memcpy(&begin, octets, 4);
    std::memcpy(&end, octets + size - 4, 4);
    words[0] = begin | std::uint64_t{end} << (8 * (size - 4));
  } else {
    for (std::size_t i = 0; i < size; ++i) words[0] |= std::uint64_t{octets[i]} << (8 * i);
  }
  const hn::Repartition<std::uint64_t, Sixteen> d64;
  return hn::BitCast(Sixteen(), hn::LoadU(d64, words.data()));
}

/// Octets that are left to the table where a block has an escape and vectors are no faster.
constexpr std::ptrdiff_t kAfterEscape = 16 * kBlock;

constexpr std::ptrdiff_t kLong = 1024;

template <class Form>
HWY_INLINE char* encode_as(char* out, std::string_view text) {
  const Octets d;
  const Sixteen d16;
  constexpr std::size_t kLanes = hn::MaxLanes(d);
  const std::uint8_t* octets = octets_of(text);
  const std::uint8_t* const end = octets + text.size();
  // Stores that cross no line of the cache are worth it where there are many.
  if (end - octets >= kLong && copy_clean(out, octets)) {
    const auto skip = kLanes - reinterpret_cast<std::uintptr_t>(out) % kLanes;
    octets += skip;
    out += skip;
  }
  for (; end - octets >= std::ptrdiff_t{kBlock}; octets += kBlock) {
    if (copy_clean(out, octets)) {
      out += kBlock;
      continue;
    }
    if constexpr (Form::kIsSlow) {
      // More than the block, since where there is one escape there are more.
      const auto size = std::min<std::ptrdiff_t>(end - octets, kAfterEscape);
      out = portable_kernel.encode_twice(
          out, {reinterpret_cast<const char*>(octets), static_cast<std::size_t>(size)});
      octets += size - std::ptrdiff_t{kBlock};
      continue;
    }
    for (std::size_t at = 0; at < kBlock; at += kLanes) {
      out = kLanes > 16 ? write_vector<Form>(out, d, octets + at)
                        : write_group<Form>(out, d, group_of(d, hn::LoadU(d, octets + at)));
    }
  }
  for (; end - octets >= std::ptrdiff_t{kLanes}; octets += kLanes) {
    out = write_vector<Form>(out, d, octets);
  }
  if (kLanes > 16 && end - octets >= 16) {
    out = write_vector<Form>(out, d16, octets);
    octets += 16;
  }
  if (octets == end) return out;
  const auto left = static_cast<std::size_t>(end - octets);
  Group<Sixteen> group = group_of(d16, load_few(octets, left));
  group.escapes = static_cast<std::uint16_t>(group.escapes & ((1U << left) - 1));
  if (group.escapes == 0) {
    store(group.octets, d16, out);
    return out + left;
  }
  // What stands for the octets that are not there is a character each, at the end.
  return write_group<Form>(out, d16, group) - (16 - left);
}

char* encode(char* out, std::string_view octets) {
  return encode_as<Once>(out, octets);
}

char* encode_twice(char* out, std::string_view octets) {
  return encode_as<Twice>(out, octets);
}

/// Writes those of eight octets that are kept.
HWY_INLINE char* write_kept(char* out, hn::Vec<Eight> octets, unsigned kept) {
  const Eight d;
  store(hn::TableLookupBytesOr0(octets, hn::LoadU(d, kKept[kept].data())), d, out);
  return out + std::popcount(kept);
}

HWY_INLINE char* write_kept(char* out, hn::Vec<Sixteen> octets, unsigned kept) {
  out = write_kept(out, hn::LowerHalf(Eight(), octets), kept & 0xFFU);
  return write_kept(out, hn::UpperHalf(Eight(), octets), kept >> 8U & 0xFFU);
}

/// A text of which the beginning is decoded.
struct Progress {
  char* out;
  const std::uint8_t* text;
  /// Those of the octets at `text` that belong to an escape before them; they are digits.
  unsigned digits;
};

/// Text and what stands one and two places behind.
template <class D>
struct Ahead {
  hn::Vec<D> text;
  hn::Vec<D> next;
  hn::Vec<D> after_next;
};

template <class D>
HWY_INLINE Ahead<D> load_ahead(D d, const std::uint8_t* text) {
  return {hn::LoadU(d, text), hn::LoadU(d, text + 1), hn::LoadU(d, text + 2)};
}

/// Decodes the first `size` octets of a vector, or says that a "%" in it begins no escape.
template <class D>
HWY_INLINE bool decode_group(Progress& progress, D d, const Ahead<D>& ahead, hn::Vec<D> change,
                             std::size_t size = hn::MaxLanes(D())) {
  const auto percents = hn::Eq(ahead.text, all_of(d, '%'));
  if (!are_escapes(d, percents, ahead.next, ahead.after_next)) return false;
  const auto decoded = hn::IfThenElse(percents, escaped_octets(d, ahead.next, ahead.after_next),
                                      with_plus(d, ahead.text, change));
  const std::uint64_t begun = bits_of<Bits<D>>(d, percents);
  const std::uint64_t digits = progress.digits | begun << 1U | begun << 2U;
  const std::uint64_t kept = ~digits & ((std::uint64_t{1} << size) - 1);
  progress.out = write_kept(progress.out, sixteen_of<0>(d, decoded), kept & 0xFFFFU);
  if constexpr (hn::MaxLanes(d) > 16) {
    progress.out = write_kept(progress.out, sixteen_of<1>(d, decoded), kept >> 16U);
  }
  progress.text += size;
  progress.digits = static_cast<unsigned>(digits >> size);
  return true;
}

/// The same for a whole vector behind which there are two more octets; that has no "%" often.
template <class D>
HWY_INLINE bool decode_vector(Progress& progress, D d, hn::Vec<D> change) {
  const Ahead<D> ahead = load_ahead(d, progress.text);
  const bool has_percent = !hn::AllFalse(d, hn::Eq(ahead.text, all_of(d, '%')));
  if (has_percent || progress.digits != 0) return decode_group(progress, d, ahead, change);
  store(with_plus(d, ahead.text, change), d, progress.out);
  progress.out += hn::MaxLanes(d);
  progress.text += hn::MaxLanes(d);
  return true;
}

/// The same for what is left: at most seventeen octets, none beyond which is read. There NUL is seen, which is no digit.
HWY_INLINE bool decode_few(Progress& progress, const std::uint8_t* end, char plus) {
  const Sixteen d;
  const auto change = change_of_plus(d, plus);
  while (progress.text < end) {
    const auto left = static_cast<std::size_t>(end - progress.text);
    const auto text = left < 16 ? load_few(progress.text, left) : hn::LoadU(d, progress.text);
    const Ahead<Sixteen> ahead{text, hn::ShiftRightBytes<1>(d, text),
                               hn::ShiftRightBytes<2>(d, text)};
    // The last two of sixteen may begin what goes on in the seventeenth.
    const std::size_t size = left <= 16 ? left : 14;
    if (!decode_group(progress, d, ahead, change, size)) return false;
  }
  return true;
}

/// Decodes blocks, then vectors; false where a "%" begins no escape.
HWY_INLINE bool decode_all(Progress& progress, const std::uint8_t* end, char plus) {
  const Octets d;
  constexpr std::size_t kLanes = hn::MaxLanes(d);
  const auto change = change_of_plus(d, plus);
  while (end - progress.text >= std::ptrdiff_t{kBlock}) {
    if (progress.digits == 0 && copy_plain(progress.out, progress.text, change)) {
      progress.out += kBlock;
      progress.text += kBlock;
      continue;
    }
    if (end - progress.text < std::ptrdiff_t{kBlock + 2}) break;
    for (std::size_t at = 0; at < kBlock; at += kLanes) {
      if (!decode_group(progress, d, load_ahead(d, progress.text), change)) return false;
    }
  }
  while (end - progress.text >= std::ptrdiff_t{kLanes + 2}) {
    if (!decode_vector(progress, d, change)) return false;
  }
  if (kLanes > 16 && end - progress.text >= 18) {
    if (!decode_vector(progress, Sixteen(), change_of_plus(Sixteen(), plus))) return false;
  }
  return decode_few(progress, end, plus);
}

Decoded decode(char* out, std::string_view text, char plus) {
  const std::uint8_t* const begin = octets_of(text);
  Progress progress{out, begin, 0};
  if (decode_all(progress, begin + text.size(), plus)) return {progress.out, text.size()};
  const auto read =
      static_cast<std::size_t>(progress.text - begin + std::popcount(progress.digits));
  // Where exactly that is, and what stands before it.
  const Decoded rest = portable_kernel.decode(progress.out, text.substr(read), plus);
  return {rest.end, read + rest.read};
}

/// The marks of fewer octets than a vector has, the last of a text. Of a text shorter than a vector nothing beside them can be read.
HWY_INLINE std::uint64_t marks_of_last(std::string_view text, std::size_t size, Mark mark) {
  const Octets d;
  constexpr std::size_t kLanes = hn::MaxLanes(d);
  const std::uint8_t* const end = octets_of(text) + text.size();
  if (text.size() >= kLanes)
    return marks_of(d, hn::LoadU(d, end - kLanes), mark) >> (kLanes - size);
  std::array<std::uint8_t, kLanes> copy{};
  std::memcpy(copy.data() + kLanes - size, end - size, size);
  return marks_of(d, hn::LoadU(d, copy.data()), mark) >> (kLanes - size);
}

Marks marks(std::string_view text, std::size_t at, Mark mark) {
  const Octets d;
  constexpr std::size_t kLanes = hn::MaxLanes(d);
  const std::size_t size = std::min<std::size_t>(text.size() - at, 64);
  std::uint64_t found = 0;
  std::size_t in_block = 0;
  for (; size - in_block >= kLanes; in_block += kLanes) {
    found |= marks_of(d, hn::LoadU(d, octets_of(text) + at + in_block), mark) << in_block;
  }
  if (in_block < size) found |= marks_of_last(text, size - in_block, mark) << in_block;
  return {found, size};
}

}  // namespace

// Named once for each set of instructions.
extern const Kernel kKernel;
constexpr Kernel kKernel{.name = HWY_TARGET == HWY_SSE4 ? "sse4" : "avx2",
                         .encode = encode,
                         .encode_twice = encode_twice,
                         .decode = decode,
                         .marks = marks};

}  // namespace oauth::codec::percent::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif

#if HWY_ONCE
namespace oauth::codec::percent {

constexpr Kernel sse4_kernel = N_SSE4::kKernel;
constexpr Kernel avx2_kernel = N_AVX2::kKernel;

}  // namespace oauth::codec::percent
#endif
