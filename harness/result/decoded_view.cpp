// SPDX-License-Identifier: Apache-2.0
#include "harness/result/decoded_view.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <numeric>
#include <optional>
#include <utility>

namespace oauthspec::result {
namespace {

std::optional<std::uint32_t> whole_number(std::string_view digits, int base) {
  std::uint32_t value = 0;
  const char* const begin = digits.data();
  const auto [end, error] = std::from_chars(begin, begin + digits.size(), value, base);
  if (error != std::errc() || end != begin + digits.size()) return std::nullopt;
  return value;
}

std::optional<std::uint32_t> hexadecimal(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  return whole_number(text.substr(at, count), 16);
}

// Copies a view piece by piece, each piece decoded or as it is.
class Decoding {
 public:
  explicit Decoding(const DecodedView& from) : from_(from) {
    to_.text.reserve(from.text.size());
    to_.origin.reserve(from.text.size() + 1);
  }

  [[nodiscard]] bool more() const { return at_ < from_.text.size(); }
  [[nodiscard]] std::string_view text() const { return from_.text; }
  [[nodiscard]] std::size_t at() const { return at_; }

  /// The next `size` octets stand for `octets`.
  void take(std::size_t size, std::string_view octets) {
    to_.text += octets;
    to_.origin.insert(to_.origin.end(), octets.size(), from_.place(at_));
    at_ += size;
  }
  /// The next `size` octets stay as they are.
  void keep(std::size_t size) {
    to_.text += text().substr(at_, size);
    const auto begin = static_cast<std::ptrdiff_t>(to_.origin.size());
    to_.origin.resize(to_.origin.size() + size);
    if (from_.origin.empty()) {
      std::iota(to_.origin.begin() + begin, to_.origin.end(), at_);
    } else {
      std::copy_n(from_.origin.begin() + static_cast<std::ptrdiff_t>(at_), size,
                  to_.origin.begin() + begin);
    }
    at_ += size;
  }
  /// Keeps what stands before the next octet of this kind.
  void keep_before(char octet) { keep(std::min(text().find(octet, at_), text().size()) - at_); }
  /// The same, of either kind.
  void keep_before(char one, char other) {
    std::size_t end = at_;
    while (end < text().size() && text()[end] != one && text()[end] != other) ++end;
    keep(end - at_);
  }

  DecodedView end() {
    to_.origin.push_back(from_.place(text().size()));
    return std::move(to_);
  }

 private:
  const DecodedView& from_;
  DecodedView to_;
  std::size_t at_ = 0;
};

DecodedView unescaped(const DecodedView& view, char plus) {
  constexpr std::size_t kEscape = 3;
  Decoding decoding(view);
  for (decoding.keep_before('%', '+'); decoding.more(); decoding.keep_before('%', '+')) {
    const char c = decoding.text()[decoding.at()];
    const auto octet = c == '%' ? hexadecimal(decoding.text(), decoding.at() + 1, 2) : std::nullopt;
    if (octet) {
      decoding.take(kEscape, std::string(1, static_cast<char>(*octet)));
    } else if (c == '+') {
      decoding.take(1, std::string_view(&plus, 1));
    } else {
      decoding.keep(1);
    }
  }
  return decoding.end();
}

std::string utf8(std::uint32_t point) {
  constexpr std::uint32_t kOneOctet = 0x80;
  constexpr std::uint32_t kTwoOctets = 0x800;
  constexpr std::uint32_t kThreeOctets = 0x10000;
  const auto lead = [&](unsigned shift, unsigned mark) {
    return static_cast<char>(mark | (point >> shift));
  };
  const auto trail = [&](unsigned shift) {
    return static_cast<char>(0x80U | ((point >> shift) & 0x3FU));
  };
  if (point < kOneOctet) return {static_cast<char>(point)};
  if (point < kTwoOctets) return {lead(6, 0xC0), trail(0)};
  if (point < kThreeOctets) return {lead(12, 0xE0), trail(6), trail(0)};
  return {lead(18, 0xF0), trail(12), trail(6), trail(0)};
}

// "\uNNNN" at the decoding's place; two of them where the first is half of a pair.
void take_unicode(Decoding& decoding, std::uint32_t unit) {
  constexpr std::size_t kEscape = 6;
  constexpr std::uint32_t kHigh = 0xD800;
  constexpr std::uint32_t kLow = 0xDC00;
  constexpr std::uint32_t kHalf = 0x400;
  const std::string_view rest = decoding.text().substr(decoding.at() + kEscape);
  if (unit >= kHigh && unit < kLow && rest.starts_with("\\u")) {
    const auto low = hexadecimal(rest, 2, 4);
    if (low && *low >= kLow && *low < kLow + kHalf) {
      const std::uint32_t point = 0x10000 + (unit - kHigh) * kHalf + (*low - kLow);
      return decoding.take(2 * kEscape, utf8(point));
    }
  }
  decoding.take(kEscape, utf8(unit));
}

// What a letter behind "\" stands for.
std::optional<char> named_escape(char letter) {
  constexpr std::string_view kLetters = "\"\\/'nrtbf0";
  constexpr std::string_view kMeanings("\"\\/'\n\r\t\b\f\0", kLetters.size());
  const std::size_t found = kLetters.find(letter);
  if (found == std::string_view::npos) return std::nullopt;
  return kMeanings[found];
}

void take_backslash(Decoding& decoding) {
  constexpr std::size_t kOctetEscape = 4;
  const std::string_view text = decoding.text();
  const std::size_t at = decoding.at();
  const char letter = at + 1 < text.size() ? text[at + 1] : '\0';
  if (letter == 'u') {
    if (const auto unit = hexadecimal(text, at + 2, 4)) return take_unicode(decoding, *unit);
  }
  if (letter == 'x') {
    if (const auto octet = hexadecimal(text, at + 2, 2)) {
      return decoding.take(kOctetEscape, std::string(1, static_cast<char>(*octet)));
    }
  }
  if (const auto meant = named_escape(letter)) return decoding.take(2, std::string(1, *meant));
  decoding.keep(1);
}

// What stands between "&" and ";" in a character reference.
std::optional<std::string> referenced(std::string_view reference) {
  constexpr std::uint32_t kEndOfUnicode = 0x110000;
  constexpr std::array kNames{std::pair("amp", "&"),  std::pair("lt", "<"),
                              std::pair("gt", ">"),   std::pair("quot", "\""),
                              std::pair("apos", "'"), std::pair("plus", "+"),
                              std::pair("sol", "/"),  std::pair("equals", "=")};
  for (const auto& [name, octets] : kNames) {
    if (reference == name) return octets;
  }
  if (!reference.starts_with('#')) return std::nullopt;
  reference.remove_prefix(1);
  const bool hex = reference.starts_with('x') || reference.starts_with('X');
  const auto point = whole_number(reference.substr(hex ? 1 : 0), hex ? 16 : 10);
  if (!point || *point >= kEndOfUnicode) return std::nullopt;
  return utf8(*point);
}

}  // namespace

DecodedView view_of(std::string_view text) {
  return {.text = std::string(text), .origin = {}};
}

DecodedView percent_decoded(const DecodedView& view) {
  return unescaped(view, '+');
}

DecodedView form_decoded(const DecodedView& view) {
  return unescaped(view, ' ');
}

DecodedView backslash_decoded(const DecodedView& view) {
  Decoding decoding(view);
  for (decoding.keep_before('\\'); decoding.more(); decoding.keep_before('\\')) {
    take_backslash(decoding);
  }
  return decoding.end();
}

DecodedView entity_decoded(const DecodedView& view) {
  constexpr std::size_t kLongest = 10;  // "&#x0010FFFF;", say.
  Decoding decoding(view);
  for (decoding.keep_before('&'); decoding.more(); decoding.keep_before('&')) {
    const std::string_view rest = decoding.text().substr(decoding.at() + 1, kLongest + 1);
    const std::size_t end = rest.find(';');
    const auto octets =
        end == std::string_view::npos ? std::nullopt : referenced(rest.substr(0, end));
    if (octets) {
      decoding.take(end + 2, *octets);
    } else {
      decoding.keep(1);
    }
  }
  return decoding.end();
}

}  // namespace oauthspec::result
