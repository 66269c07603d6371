// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/percent.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace oauth::codec {
namespace {

constexpr std::string_view kUpperHex = "0123456789ABCDEF";
constexpr std::string_view kUnreserved =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

/// What one octet becomes: up to five characters ("%25XX"), and how many of them count.
struct Piece {
  std::array<char, 5> text;
  std::uint8_t size;
};
using Pieces = std::array<Piece, 256>;

/// `escape` stands where a single "%" stands in percent_encode(): "%", or "%25" for encoding twice.
consteval Pieces make_pieces(std::string_view escape) {
  Pieces pieces{};
  for (std::size_t octet = 0; octet < pieces.size(); ++octet) {
    Piece& piece = pieces[octet];
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
constexpr Pieces kOnce = make_pieces("%");
constexpr Pieces kTwice = make_pieces("%25");

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

/// Most octets of a request are unreserved: they are copied a run at a time.
void append_pieces(std::string& out, std::string_view octets, const Pieces& pieces) {
  const auto escaped = [&](char c) { return pieces[index(c)].size != 1; };
  while (true) {
    const auto stop = std::ranges::find_if(octets, escaped);
    const auto run = static_cast<std::size_t>(stop - octets.begin());
    out.append(octets, 0, run);
    if (run == octets.size()) return;
    const Piece& piece = pieces[index(octets[run])];
    out.append(piece.text.data(), piece.size);
    octets.remove_prefix(run + 1);
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
  append_pieces(out, octets, kOnce);
}

void append_percent_encoded_twice(std::string& out, std::string_view octets) {
  append_pieces(out, octets, kTwice);
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
