// SPDX-License-Identifier: Apache-2.0
// The kernel for any machine, and what the others are measured against and tested against.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "harness/reference/codec/percent.h"
#include "harness/reference/codec/percent_kernels.h"
#include "harness/reference/codec/percent_tables.h"

namespace oauth::codec::percent {
namespace {

/// What one octet becomes, and how many characters of it count. All `Size` octets are stored at once, so that no store waits for
/// the count; the next piece overwrites what does not count.
template <std::size_t Size>
struct Piece {
  std::array<char, Size - 1> text;
  std::uint8_t size;
};
template <std::size_t Size>
using Pieces = std::array<Piece<Size>, 256>;

/// `escape` stands where a single "%" stands in percent_encode(): "%", or "%25" for encoding twice.
template <std::size_t Size>
consteval Pieces<Size> make_pieces(std::string_view escape) {
  Pieces<Size> pieces{};
  for (std::size_t octet = 0; octet < pieces.size(); ++octet) {
    Piece<Size>& piece = pieces[octet];
    // RFC5849-3.6-2: unreserved characters stay as they are.
    if (is_unreserved(static_cast<unsigned>(octet))) {
      piece.text[piece.size++] = static_cast<char>(octet);
      continue;
    }
    // RFC5849-3.6-3, RFC5849-3.6-4, RFC5849-3.6-5: every other octet is escaped, with upper-case
    // digits.
    for (const char e : escape) piece.text[piece.size++] = e;
    piece.text[piece.size++] = kUpperHex[octet >> 4U];
    piece.text[piece.size++] = kUpperHex[octet & 0x0FU];
  }
  return pieces;
}
constexpr Pieces<4> kOnce = make_pieces<4>("%");
constexpr Pieces<8> kTwice = make_pieces<8>("%25");

constexpr std::uint8_t kNoDigit = 16;

/// The value of a hexadecimal digit of either case, or kNoDigit.
consteval std::array<std::uint8_t, 256> make_values() {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoDigit);
  for (std::size_t value = 0; value < kUpperHex.size(); ++value) {
    const auto digit = static_cast<std::uint8_t>(kUpperHex[value]);
    values[digit] = static_cast<std::uint8_t>(value);
    if (value >= 10) values[digit + ('a' - 'A')] = static_cast<std::uint8_t>(value);
  }
  return values;
}
constexpr auto kValues = make_values();

constexpr std::size_t index(char c) {
  return static_cast<unsigned char>(c);
}

template <std::size_t Size>
char* write_pieces(char* out, std::string_view octets, const Pieces<Size>& pieces) {
  static_assert(sizeof(Piece<Size>) == Size && Size <= kPercentSlack);
  for (const char c : octets) {
    const Piece<Size>& piece = pieces[index(c)];
    std::memcpy(out, &piece, Size);
    out += piece.size;
  }
  return out;
}

char* encode(char* out, std::string_view octets) {
  return write_pieces(out, octets, kOnce);
}

char* encode_twice(char* out, std::string_view octets) {
  return write_pieces(out, octets, kTwice);
}

Decoded decode(char* out, std::string_view text, char plus) {
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c != '%') {
      *out++ = c == '+' ? plus : c;
      ++at;
      continue;
    }
    if (text.size() - at < 3) break;
    // RFC5849-3.6-6: one octet, once.
    const unsigned high = kValues[index(text[at + 1])];
    const unsigned low = kValues[index(text[at + 2])];
    if ((high | low) >= kNoDigit) break;
    *out++ = static_cast<char>(high << 4U | low);
    at += 3;
  }
  return {out, at};
}

/// Up to the first: who takes a text apart often goes on with another mark.
Marks marks(std::string_view text, std::size_t at, Mark mark) {
  const std::size_t size = std::min<std::size_t>(text.size() - at, 64);
  std::size_t next = 0;
  while (next < size && !has_mark(text[at + next], mark)) ++next;
  if (next == size) return {0, size};
  return {std::uint64_t{1} << next, next + 1};
}

}  // namespace

constexpr Kernel portable_kernel{.name = "portable",
                                 .encode = encode,
                                 .encode_twice = encode_twice,
                                 .decode = decode,
                                 .marks = marks};

}  // namespace oauth::codec::percent
