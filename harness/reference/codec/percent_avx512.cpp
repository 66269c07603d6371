// SPDX-License-Identifier: Apache-2.0
// The kernel "avx512", which takes 64 octets at a time at any density of escapes: each octet is laid out in all characters that it may become,
// NUL where it does not, and the instructions of AVX-512 VBMI2 move together what is left. The last octets of a text are loaded by a mask.
#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "harness/reference/codec/percent_kernels.h"
#include "harness/reference/codec/percent_tables.h"

// NOLINTBEGIN(readability-identifier-naming): these are Highway's names. Its assertions are in the library.
#define HWY_IS_DEBUG_BUILD 0
#define HWY_WANT_AVX3_DL
#define HWY_COMPILE_ALL_ATTAINABLE
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SSE4 | HWY_AVX2 | HWY_AVX3)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "harness/reference/codec/percent_avx512.cpp"
// NOLINTEND(readability-identifier-naming)
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#if HWY_TARGET == HWY_AVX3_DL

#include "harness/reference/codec/percent_highway-inl.h"

HWY_BEFORE_NAMESPACE();
namespace oauth::codec::percent::HWY_NAMESPACE {
namespace {

using Pairs = hn::Repartition<std::uint16_t, Octets>;
using Quads = hn::Repartition<std::uint32_t, Octets>;

constexpr std::size_t kVector = 64;

HWY_INLINE hn::Vec<Octets> load(const std::uint8_t* octets, std::size_t size) {
  const Octets d;
  return size >= kVector ? hn::LoadU(d, octets) : hn::MaskedLoad(hn::FirstN(d, size), d, octets);
}

/// Stores the characters that are not NUL, which no encoded text has.
HWY_INLINE char* store_dense(char* out, hn::Vec<Octets> characters) {
  const Octets d;
  const auto kept = hn::Ne(characters, hn::Zero(d));
  store(hn::Compress(characters, kept), d, out);
  return out + hn::CountTrue(d, kept);
}

/// Moves octets so that interleaving them within each 128 bits, which is what vectors offer, brings them into their order again: the quad q
/// of each 128 bits b becomes the quad b of the 128 bits q.
HWY_INLINE hn::Vec<Octets> transposed(hn::Vec<Octets> octets) {
  static constexpr std::array<std::int32_t, 16> kFrom{0, 4, 8,  12, 1, 5, 9,  13,
                                                      2, 6, 10, 14, 3, 7, 11, 15};
  const Octets d;
  const Quads quads;
  return hn::BitCast(d, hn::TableLookupLanes(hn::BitCast(quads, octets),
                                             hn::SetTableIndices(quads, kFrom.data())));
}

/// The two halves of each 128 bits of two vectors, interleaved.
template <class D>
struct Interleaved {
  hn::Vec<D> lower;
  hn::Vec<D> upper;
};

template <class D, class V>
HWY_INLINE Interleaved<D> interleaved(D d, V a, V b) {
  const auto as_a = hn::BitCast(d, a);
  const auto as_b = hn::BitCast(d, b);
  return {hn::InterleaveLower(d, as_a, as_b), hn::InterleaveUpper(d, as_a, as_b)};
}

/// The characters of octets that are escaped, and NUL for others; and those that stand in any case.
struct Characters {
  hn::Mask<Octets> escaped;
  hn::Vec<Octets> first;
  hn::Vec<Octets> high;
  hn::Vec<Octets> low;
};

/// RFC5849-3.6-3, RFC5849-3.6-4, RFC5849-3.6-5: "%" and two upper-case digits for what is not unreserved. What is beyond the text is NUL,
/// and no octet of it.
HWY_INLINE Characters characters(hn::Vec<Octets> octets, hn::Mask<Octets> in_text) {
  const Octets d;
  const auto escaped = hn::And(in_text, hn::Eq(members(d, kUnreserved, octets), hn::Zero(d)));
  return {escaped, hn::IfThenElse(escaped, all_of(d, '%'), octets),
          hn::IfThenElseZero(escaped, high_digit(d, octets)),
          hn::IfThenElseZero(escaped, low_digit(d, octets))};
}

struct Once {
  static HWY_INLINE char* write(char* out, hn::Vec<Octets> octets, hn::Mask<Octets> in_text,
                                std::size_t size) {
    const Octets d;
    const Pairs pairs;
    const Characters of = characters(octets, in_text);
    const auto begin = interleaved(d, transposed(of.first), transposed(of.high));
    const auto end = interleaved(d, transposed(of.low), hn::Zero(d));
    const auto lower = interleaved(pairs, begin.lower, end.lower);
    out = store_dense(out, hn::BitCast(d, lower.lower));
    if (size > 16) out = store_dense(out, hn::BitCast(d, lower.upper));
    if (size <= 32) return out;
    const auto upper = interleaved(pairs, begin.upper, end.upper);
    out = store_dense(out, hn::BitCast(d, upper.lower));
    return size > 48 ? store_dense(out, hn::BitCast(d, upper.upper)) : out;
  }
};

struct Twice {
  /// Sixteen octets, of which each has a quad in both vectors.
  static HWY_INLINE char* write_group(char* out, hn::Vec<Pairs> begin, hn::Vec<Pairs> end) {
    const Octets d;
    const auto both = interleaved(Quads(), begin, end);
    // Each 128 bits have two octets' characters.
    out = store_dense(out, hn::BitCast(d, both.lower));
    return store_dense(out, hn::BitCast(d, both.upper));
  }

  /// As transposed(), but for pairs of octets, four 128 bits of which make eight octets.
  static HWY_INLINE hn::Vec<Octets> transposed_pairs(hn::Vec<Octets> octets) {
    alignas(16) static constexpr Row kFrom{0, 1, 8, 9, 2, 3, 10, 11, 4, 5, 12, 13, 6, 7, 14, 15};
    return transposed(look_up_in(octets, kFrom));
  }

  static HWY_INLINE hn::Vec<Octets> look_up_in(hn::Vec<Octets> octets, const Row& from) {
    return hn::TableLookupBytes(octets, hn::LoadDup128(Octets(), from.data()));
  }

  static HWY_INLINE char* write(char* out, hn::Vec<Octets> octets, hn::Mask<Octets> in_text,
                                std::size_t size) {
    const Octets d;
    const Pairs pairs;
    const Characters of = characters(octets, in_text);
    const auto first = transposed_pairs(of.first);
    const auto escaped = hn::Eq(first, all_of(d, '%'));
    const auto begin = interleaved(d, first, hn::IfThenElseZero(escaped, all_of(d, '2')));
    const auto middle =
        interleaved(d, hn::IfThenElseZero(escaped, all_of(d, '5')), transposed_pairs(of.high));
    const auto end = interleaved(d, transposed_pairs(of.low), hn::Zero(d));
    const auto begin_lower = interleaved(pairs, begin.lower, middle.lower);
    const auto end_lower = interleaved(pairs, end.lower, hn::Zero(d));
    out = write_group(out, begin_lower.lower, end_lower.lower);
    if (size > 16) out = write_group(out, begin_lower.upper, end_lower.upper);
    if (size <= 32) return out;
    const auto begin_upper = interleaved(pairs, begin.upper, middle.upper);
    const auto end_upper = interleaved(pairs, end.upper, hn::Zero(d));
    out = write_group(out, begin_upper.lower, end_upper.lower);
    return size > 48 ? write_group(out, begin_upper.upper, end_upper.upper) : out;
  }
};

template <class Form>
HWY_INLINE char* encode_as(char* out, std::string_view text) {
  const Octets d;
  const std::uint8_t* octets = octets_of(text);
  std::size_t left = text.size();
  for (; left >= kBlock; left -= kBlock, octets += kBlock) {
    if (copy_clean(out, octets)) {
      out += kBlock;
      continue;
    }
    for (std::size_t at = 0; at < kBlock; at += kVector) {
      out = Form::write(out, hn::LoadU(d, octets + at), hn::FirstN(d, kVector), kVector);
    }
  }
  while (left > 0) {
    const std::size_t size = std::min(left, kVector);
    const auto block = load(octets, size);
    const auto in_text = hn::FirstN(d, size);
    const auto reserved = hn::Eq(members(d, kUnreserved, block), hn::Zero(d));
    if (hn::AllFalse(d, hn::And(in_text, reserved))) {
      // RFC5849-3.6-2: unreserved characters stay as they are.
      store(block, d, out);
      out += size;
    } else {
      out = Form::write(out, block, in_text, size);
    }
    octets += size;
    left -= size;
  }
  return out;
}

char* encode(char* out, std::string_view octets) {
  return encode_as<Once>(out, octets);
}

char* encode_twice(char* out, std::string_view octets) {
  return encode_as<Twice>(out, octets);
}

HWY_INLINE hn::Mask<Octets> mask_of(std::uint64_t bits) {
  const auto bytes = std::bit_cast<std::array<std::uint8_t, 8>>(bits);
  return hn::LoadMaskBits(Octets(), bytes.data());
}

Decoded decode(char* out, std::string_view text, char plus) {
  const Octets d;
  const std::uint8_t* const octets = octets_of(text);
  const auto change = change_of_plus(d, plus);
  std::size_t at = 0;
  // Those of the next octets that belong to an escape before them; they are digits.
  std::uint64_t digits = 0;
  while (at < text.size()) {
    const std::size_t left = text.size() - at;
    if (left >= kBlock && digits == 0 && copy_plain(out, octets + at, change)) {
      out += kBlock;
      at += kBlock;
      continue;
    }
    const std::size_t size = std::min(left, kVector);
    const auto block = load(octets + at, size);
    const auto plain = with_plus(d, block, change);
    const auto percents = hn::Eq(block, all_of(d, '%'));
    const auto begun = bits_of<std::uint64_t>(d, percents);
    if ((begun | digits) == 0) {
      store(plain, d, out);
      out += size;
      at += size;
      continue;
    }
    // Beyond the text there is NUL, which is no digit.
    const auto next = load(octets + at + 1, left - 1);
    const auto after_next =
        load(octets + at + std::min<std::size_t>(left, 2), left - std::min<std::size_t>(left, 2));
    if (!are_escapes(d, percents, next, after_next)) break;
    const auto decoded = hn::IfThenElse(percents, escaped_octets(d, next, after_next), plain);
    const std::uint64_t in_text =
        size == kVector ? ~std::uint64_t{0} : (std::uint64_t{1} << size) - 1;
    const std::uint64_t kept = in_text & ~(digits | begun << 1U | begun << 2U);
    digits = begun >> 62U | begun >> 63U;
    store(hn::Compress(decoded, mask_of(kept)), d, out);
    out += std::popcount(kept);
    at += size;
  }
  if (at == text.size()) return {out, at};
  at += static_cast<std::size_t>(std::popcount(digits));
  // It begins with what is refused, or with what stands before that.
  const Decoded rest = portable_kernel.decode(out, text.substr(at), plus);
  return {rest.end, at + rest.read};
}

Marks marks(std::string_view text, std::size_t at, Mark mark) {
  const Octets d;
  const std::size_t size = std::min(text.size() - at, kVector);
  const auto octets = load(octets_of(text) + at, size);
  return {marks_of(d, octets, mark) & ~std::uint64_t{0} >> (kVector - size), size};
}

}  // namespace

extern const Kernel kKernel;
constexpr Kernel kKernel{.name = "avx512",
                         .encode = encode,
                         .encode_twice = encode_twice,
                         .decode = decode,
                         .marks = marks};

}  // namespace oauth::codec::percent::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif

#if HWY_ONCE
namespace oauth::codec::percent {

constexpr Kernel avx512_kernel = N_AVX3_DL::kKernel;

}  // namespace oauth::codec::percent
#endif
