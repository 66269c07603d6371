// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/base64.h"

#include <array>
#include <cstddef>
#include <cstring>

namespace oauth::codec {
namespace {

constexpr std::string_view kStandard =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrl =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t kNoDigit = 64;

consteval std::array<std::uint8_t, 256> make_values(std::string_view digits) {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoDigit);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    values[static_cast<unsigned char>(digits[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}
constexpr auto kStandardValues = make_values(kStandard);
constexpr auto kUrlValues = make_values(kUrl);

/// The two digits of each twelve bits: every signature that is made goes through here.
using Pairs = std::array<std::array<char, 2>, 4096>;
consteval Pairs make_pairs(std::string_view digits) {
  Pairs pairs{};
  for (std::size_t bits = 0; bits < pairs.size(); ++bits)
    pairs[bits] = {digits[bits >> 6U], digits[bits & 63U]};
  return pairs;
}
constexpr Pairs kStandardPairs = make_pairs(kStandard);
constexpr Pairs kUrlPairs = make_pairs(kUrl);

std::span<const std::uint8_t> octets_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// The text without its padding, or where the padding is wrong.
Result<std::string_view> without_padding(std::string_view text, Base64 alphabet) {
  if (alphabet == Base64::url) return text;
  if (text.size() % 4 != 0) return std::unexpected(Error{Errc::base64_invalid, text.size()});
  std::size_t size = text.size();
  for (int i = 0; i < 2 && size > 0 && text[size - 1] == '='; ++i) --size;
  return text.substr(0, size);
}

/// Writes three octets for each four digits, up to the first four that are not all digits.
char* write_groups(char* out, std::string_view text, const std::array<std::uint8_t, 256>& values) {
  for (; text.size() >= 4; text.remove_prefix(4)) {
    const auto value = [&](std::size_t at) {
      return unsigned{values[static_cast<unsigned char>(text[at])]};
    };
    const unsigned first = value(0);
    const unsigned second = value(1);
    const unsigned third = value(2);
    const unsigned fourth = value(3);
    if (((first | second | third | fourth) & kNoDigit) != 0) break;
    *out++ = static_cast<char>(first << 2U | second >> 4U);
    *out++ = static_cast<char>((second << 4U | third >> 2U) & 0xFFU);
    *out++ = static_cast<char>((third << 6U | fourth) & 0xFFU);
  }
  return out;
}

}  // namespace

std::string base64_encode(std::span<const std::uint8_t> octets, Base64 alphabet) {
  std::string out;
  append_base64(out, octets, alphabet);
  return out;
}

std::string base64_encode(std::string_view octets, Base64 alphabet) {
  return base64_encode(octets_of(octets), alphabet);
}

void append_base64(std::string& out, std::span<const std::uint8_t> octets, Base64 alphabet) {
  const std::size_t before = out.size();
  out.resize_and_overwrite(before + base64_room(octets.size()), [&](char* text, std::size_t) {
    return static_cast<std::size_t>(write_base64(text + before, octets, alphabet) - text);
  });
}

char* write_base64(char* out, std::span<const std::uint8_t> octets, Base64 alphabet) {
  const char* const digits = (alphabet == Base64::standard ? kStandard : kUrl).data();
  const Pairs& pairs = alphabet == Base64::standard ? kStandardPairs : kUrlPairs;
  for (; octets.size() >= 3; octets = octets.subspan(3)) {
    const unsigned group = unsigned{octets[0]} << 16U | unsigned{octets[1]} << 8U | octets[2];
    std::memcpy(out, pairs[group >> 12U].data(), 2);
    std::memcpy(out + 2, pairs[group & 4095U].data(), 2);
    out += 4;
  }
  if (octets.empty()) return out;
  const unsigned group =
      unsigned{octets[0]} << 16U | (octets.size() == 2 ? unsigned{octets[1]} << 8U : 0);
  *out++ = digits[group >> 18U & 63U];
  *out++ = digits[group >> 12U & 63U];
  if (octets.size() == 2) *out++ = digits[group >> 6U & 63U];
  if (alphabet == Base64::standard) {
    for (std::size_t filled = octets.size(); filled < 3; ++filled) *out++ = '=';
  }
  return out;
}

Result<std::string> base64_decode(std::string_view text, Base64 alphabet) {
  const auto& values = alphabet == Base64::standard ? kStandardValues : kUrlValues;
  const auto digits = without_padding(text, alphabet);
  if (!digits) return std::unexpected(digits.error());
  std::string out;
  std::size_t read = 0;
  out.resize_and_overwrite(digits->size() / 4 * 3 + 2, [&](char* octets, std::size_t) {
    char* const end = write_groups(octets, *digits, values);
    read = static_cast<std::size_t>(end - octets) / 3 * 4;
    return end - octets;
  });
  // Fewer than four characters, or four with one that is no digit.
  unsigned bits = 0;
  unsigned held = 0;  // how many of the low bits of `bits` wait to be written
  for (; read < digits->size(); ++read) {
    const std::uint8_t value = values[static_cast<unsigned char>((*digits)[read])];
    if (value == kNoDigit) return std::unexpected(Error{Errc::base64_invalid, read});
    bits = bits << 6U | value;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>(bits >> held & 0xFFU);
    bits &= (1U << held) - 1;
  }
  // A lone character holds no octet; bits beyond the last octet must be zero.
  if (held >= 6 || bits != 0) return std::unexpected(Error{Errc::base64_invalid, digits->size()});
  return out;
}

}  // namespace oauth::codec
