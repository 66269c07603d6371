// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/percent_model.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace oauthspec::fuzz {
namespace {

constexpr std::string_view kUnreserved =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
constexpr std::string_view kUpperDigits = "0123456789ABCDEF";
constexpr std::string_view kDigitsOfEitherCase = "0123456789abcdef0123456789ABCDEF";
constexpr std::uint8_t kNone = 16;

// Both rules are asked of every octet once, so that a model takes no longer than what it judges.
consteval std::array<bool, 256> make_unreserved() {
  std::array<bool, 256> unreserved{};
  for (const char octet : kUnreserved) unreserved[static_cast<unsigned char>(octet)] = true;
  return unreserved;
}
constexpr auto kIsUnreserved = make_unreserved();

consteval std::array<std::uint8_t, 256> make_digits() {
  std::array<std::uint8_t, 256> digits{};
  digits.fill(kNone);
  for (std::size_t place = 0; place < kDigitsOfEitherCase.size(); ++place) {
    digits[static_cast<unsigned char>(kDigitsOfEitherCase[place])] =
        static_cast<std::uint8_t>(place % 16);
  }
  return digits;
}
constexpr auto kDigits = make_digits();

}  // namespace

void append_model_encoded(std::string& text, std::string_view octets) {
  const std::size_t before = text.size();
  text.resize(before + 3 * octets.size());
  char* end = text.data() + before;
  for (const char octet : octets) {
    const auto value = static_cast<unsigned char>(octet);
    if (kIsUnreserved[value]) {
      *end++ = octet;
      continue;
    }
    *end++ = '%';
    *end++ = kUpperDigits[value / 16];
    *end++ = kUpperDigits[value % 16];
  }
  text.resize(static_cast<std::size_t>(end - text.data()));
}

unsigned hexadecimal_value(char character) {
  return kDigits[static_cast<unsigned char>(character)];
}

bool append_model_decoded(std::string& octets, std::string_view text) {
  const std::size_t before = octets.size();
  octets.resize(before + text.size());
  char* end = octets.data() + before;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      *end++ = text[at];
      continue;
    }
    if (text.size() - at < 3) return false;
    const unsigned high = hexadecimal_value(text[at + 1]);
    const unsigned low = hexadecimal_value(text[at + 2]);
    if (high == kNone || low == kNone) return false;
    *end++ = static_cast<char>(high * 16 + low);
    at += 2;
  }
  octets.resize(static_cast<std::size_t>(end - octets.data()));
  return true;
}

}  // namespace oauthspec::fuzz
