// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/utf8.h"

#include <cstddef>

namespace oauth::codec {
namespace {

/// What RFC 3629 section 4 allows after a first octet: how many more, and the range of the second.
struct Sequence {
  std::size_t size;
  unsigned char second_low;
  unsigned char second_high;
};

constexpr Sequence sequence_of(unsigned char first) {
  if (first < 0x80) return {1, 0, 0};
  if (first < 0xC2) return {0, 0, 0};
  if (first < 0xE0) return {2, 0x80, 0xBF};
  if (first == 0xE0) return {3, 0xA0, 0xBF};  // no overlong forms
  if (first == 0xED) return {3, 0x80, 0x9F};  // no surrogates
  if (first < 0xF0) return {3, 0x80, 0xBF};
  if (first == 0xF0) return {4, 0x90, 0xBF};  // no overlong forms
  if (first < 0xF4) return {4, 0x80, 0xBF};
  if (first == 0xF4) return {4, 0x80, 0x8F};  // nothing above U+10FFFF
  return {0, 0, 0};
}

constexpr bool starts_with_sequence(std::string_view octets, const Sequence& sequence) {
  if (sequence.size == 0 || octets.size() < sequence.size) return false;
  if (sequence.size == 1) return true;
  const auto second = static_cast<unsigned char>(octets[1]);
  if (second < sequence.second_low || second > sequence.second_high) return false;
  for (const char c : octets.substr(2, sequence.size - 2)) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80) return false;
  }
  return true;
}

}  // namespace

Result<void> check_utf8(std::string_view octets) {
  for (std::size_t at = 0; at < octets.size();) {
    const Sequence sequence = sequence_of(static_cast<unsigned char>(octets[at]));
    if (!starts_with_sequence(octets.substr(at), sequence)) {
      return std::unexpected(Error{Errc::utf8_invalid, at});
    }
    at += sequence.size;
  }
  return {};
}

}  // namespace oauth::codec
