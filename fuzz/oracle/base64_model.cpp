// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/base64_model.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace oauthspec::fuzz {
namespace {

constexpr std::string_view kStandard =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrl =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t kNone = 64;
constexpr std::size_t kBitsOfADigit = 6;
constexpr std::size_t kBitsOfAnOctet = 8;

consteval std::array<std::uint8_t, 256> make_values(std::string_view alphabet) {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNone);
  for (std::size_t value = 0; value < alphabet.size(); ++value) {
    values[static_cast<unsigned char>(alphabet[value])] = static_cast<std::uint8_t>(value);
  }
  return values;
}
constexpr auto kStandardValues = make_values(kStandard);
constexpr auto kUrlValues = make_values(kUrl);

/// Takes numbers of some bits apart and puts their bits together in numbers of others.
class Bits {
 public:
  void put(unsigned value, std::size_t size) {
    bits_ = bits_ << size | value;
    held_ += size;
  }
  [[nodiscard]] bool has(std::size_t size) const { return held_ >= size; }
  [[nodiscard]] std::size_t held() const { return held_; }
  unsigned take(std::size_t size) {
    held_ -= size;
    const unsigned value = bits_ >> held_;
    bits_ &= (1U << held_) - 1;
    return value;
  }

 private:
  unsigned bits_ = 0;
  std::size_t held_ = 0;
};

/// The octets of a text's digits up to the first character that is none; left-over bits are dropped.
std::string octets_of_digits(std::string_view text, bool is_url) {
  const auto& values = is_url ? kUrlValues : kStandardValues;
  // Of its size before it is written to: what makes it longer octet by octet takes a sanitizer's time.
  std::string octets(text.size() * kBitsOfADigit / kBitsOfAnOctet, '\0');
  auto next = octets.begin();
  Bits bits;
  for (const char character : text) {
    const unsigned value = values[static_cast<unsigned char>(character)];
    if (value == kNone) break;
    bits.put(value, kBitsOfADigit);
    if (bits.has(kBitsOfAnOctet)) *next++ = static_cast<char>(bits.take(kBitsOfAnOctet));
  }
  octets.erase(next, octets.end());
  return octets;
}

}  // namespace

std::string model_base64_encode(std::string_view octets, bool is_url) {
  const std::string_view alphabet = is_url ? kUrl : kStandard;
  std::string text((octets.size() + 2) / 3 * 4, '=');
  auto next = text.begin();
  Bits bits;
  for (const char octet : octets) {
    bits.put(static_cast<unsigned char>(octet), kBitsOfAnOctet);
    while (bits.has(kBitsOfADigit)) *next++ = alphabet[bits.take(kBitsOfADigit)];
  }
  if (bits.held() > 0) {
    bits.put(0, kBitsOfADigit - bits.held());
    *next++ = alphabet[bits.take(kBitsOfADigit)];
  }
  // What is left is the padding.
  if (is_url) text.erase(next, text.end());
  return text;
}

std::optional<std::string> model_base64_decode(std::string_view text, bool is_url) {
  std::string octets = octets_of_digits(text, is_url);
  if (model_base64_encode(octets, is_url) != text) return std::nullopt;
  return octets;
}

}  // namespace oauthspec::fuzz
