// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/percent.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace oauth::codec {
namespace {

constexpr std::string_view kUpperHex = "0123456789ABCDEF";
constexpr std::string_view kUnreserved =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

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
    const char c = static_cast<char>(octet);
    // RFC5849-3.6-2: unreserved characters stay as they are.
    if (kUnreserved.find(c) != std::string_view::npos) {
      piece.text[piece.size++] = c;
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

/// The place of an octet's encoded form in the order of bytes. "%" comes before every unreserved
/// character, so escaped octets come first, in their own order: that of their upper-case digits.
consteval std::array<std::uint16_t, 256> make_ranks() {
  std::array<std::uint16_t, 256> ranks{};
  for (std::size_t octet = 0; octet < ranks.size(); ++octet) {
    ranks[octet] = static_cast<std::uint16_t>(octet + (kOnce[octet].size == 1 ? 256 : 0));
  }
  return ranks;
}
constexpr auto kRanks = make_ranks();

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

/// Appends a part at a time, so that `out` grows by what is written and not by the room that writing it needs.
template <char* (*write)(char*, std::string_view), std::size_t (*room)(std::size_t)>
void append_in_parts(std::string& out, std::string_view octets) {
  constexpr std::size_t kPart = 256;
  std::array<char, room(kPart)> aside;
  while (!octets.empty()) {
    const std::string_view part = octets.substr(0, kPart);
    octets.remove_prefix(part.size());
    const std::size_t before = out.size();
    if (out.capacity() - before >= room(part.size())) {
      out.resize_and_overwrite(before + room(part.size()), [&](char* text, std::size_t) {
        return static_cast<std::size_t>(write(text + before, part) - text);
      });
    } else {
      out.append(aside.data(), write(aside.data(), part));
    }
  }
}

/// The value of one hexadecimal digit, or -1.
constexpr int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

std::string percent_encode(std::string_view octets) {
  std::string out;
  out.reserve(octets.size());
  append_percent_encoded(out, octets);
  return out;
}

void append_percent_encoded(std::string& out, std::string_view octets) {
  append_in_parts<write_percent_encoded, percent_encoded_room>(out, octets);
}

void append_percent_encoded_twice(std::string& out, std::string_view octets) {
  append_in_parts<write_percent_encoded_twice, percent_encoded_twice_room>(out, octets);
}

char* write_percent_encoded(char* out, std::string_view octets) {
  return write_pieces(out, octets, kOnce);
}

char* write_percent_encoded_twice(char* out, std::string_view octets) {
  return write_pieces(out, octets, kTwice);
}

std::strong_ordering compare_percent_encoded(std::string_view a, std::string_view b) {
  const auto [in_a, in_b] = std::ranges::mismatch(a, b);
  if (in_a != a.end() && in_b != b.end()) return kRanks[index(*in_a)] <=> kRanks[index(*in_b)];
  return a.size() <=> b.size();
}

Result<std::string> percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  if (auto done = append_percent_decoded(out, text); !done) return std::unexpected(done.error());
  return out;
}

Result<void> append_percent_decoded(std::string& out, std::string_view text, char plus) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c != '%') {
      out += c == '+' ? plus : c;
      continue;
    }
    if (text.size() - i < 3) return std::unexpected(Error{Errc::percent_truncated, i});
    // RFC5849-3.6-6: one octet, once.
    const int high = hex_value(text[i + 1]);
    const int low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return std::unexpected(Error{Errc::percent_bad_digit, i});
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return {};
}

}  // namespace oauth::codec
