// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth1/code_points.h"

#include <algorithm>

#include "harness/reference/codec/utf8.h"

namespace oauthspec::defects::oauth1 {
namespace {

// How many octets the character at the start of `octets` has; 0 where there is none.
std::size_t character_size(std::string_view octets) {
  for (std::size_t size = 1; size <= std::min<std::size_t>(4, octets.size()); ++size) {
    if (oauth::codec::check_utf8(octets.substr(0, size))) return size;
  }
  return 0;
}

char32_t decode(std::string_view character) {
  const auto octet = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(character[i]));
  };
  if (character.size() == 1) return octet(0);
  char32_t code_point = octet(0) & (0xFFU >> (character.size() + 1));
  for (std::size_t i = 1; i < character.size(); ++i)
    code_point = code_point << 6U | (octet(i) & 0x3FU);
  return code_point;
}

}  // namespace

std::vector<char32_t> code_points(std::string_view octets) {
  std::vector<char32_t> all;
  while (!octets.empty()) {
    const std::size_t size = std::max<std::size_t>(character_size(octets), 1);
    all.push_back(decode(octets.substr(0, size)));
    octets.remove_prefix(size);
  }
  return all;
}

std::vector<char16_t> utf16(std::string_view octets) {
  std::vector<char16_t> units;
  for (const char32_t code_point : code_points(octets)) {
    if (code_point < 0x10000) {
      units.push_back(static_cast<char16_t>(code_point));
      continue;
    }
    units.push_back(static_cast<char16_t>(0xD800 + ((code_point - 0x10000) >> 10U)));
    units.push_back(static_cast<char16_t>(0xDC00 + ((code_point - 0x10000) & 0x3FFU)));
  }
  return units;
}

std::string utf8(char32_t code_point) {
  const auto last = [&](unsigned shift) {
    return static_cast<char>(0x80U | ((code_point >> shift) & 0x3FU));
  };
  if (code_point < 0x80) return {static_cast<char>(code_point)};
  if (code_point < 0x800) return {static_cast<char>(0xC0U | (code_point >> 6U)), last(0)};
  if (code_point < 0x10000)
    return {static_cast<char>(0xE0U | (code_point >> 12U)), last(6), last(0)};
  return {static_cast<char>(0xF0U | (code_point >> 18U)), last(12), last(6), last(0)};
}

std::string with_replacements(std::string_view octets) {
  std::string out;
  while (!octets.empty()) {
    const std::size_t size = character_size(octets);
    out += size == 0 ? std::string_view("\xEF\xBF\xBD") : octets.substr(0, size);
    octets.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return out;
}

}  // namespace oauthspec::defects::oauth1
