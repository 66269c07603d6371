// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/base64.h"

#include <algorithm>
#include <array>
#include <string>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

const Base64Codec& right() {
  static const Base64Codec codec = reference<Base64Codec>();
  return codec;
}

/// Of the last character before padding some bits belong to no octet; any text that differs in them alone is taken.
std::optional<std::string> decode_stray_bits(std::string_view text) {
  const std::size_t last = text.find_last_not_of('=');
  if (right().decode(text) || last == std::string_view::npos) return right().decode(text);
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::size_t value = digits.find(text[last]);
  if (value == std::string_view::npos) return std::nullopt;
  const std::size_t stray = last + 2 == text.size() ? 3 : 15;
  std::string mended(text);
  mended[last] = digits[value & ~stray];
  return right().decode(mended);
}

std::optional<std::string> decode_url_padded(std::string_view text) {
  return right().decode_url(text.substr(0, text.find_last_not_of('=') + 1));
}

std::optional<std::string> decode_either_alphabet(std::string_view text) {
  std::string standard(text);
  std::ranges::replace(standard, '-', '+');
  std::ranges::replace(standard, '_', '/');
  return right().decode(standard);
}

std::optional<std::string> decode_white_space(std::string_view text) {
  std::string bare(text);
  std::erase(bare, '\n');
  return right().decode(bare);
}

/// As MIME has it: lines of 76 characters.
std::string encode_lines(std::string_view octets) {
  constexpr std::size_t kLine = 76;
  std::string text = right().encode(octets);
  for (std::size_t at = kLine; at < text.size(); at += kLine + 1) text.insert(at, 1, '\n');
  return text;
}

constexpr auto kBugs = std::to_array<PlantedBug<Base64Codec>>({
    {"stray-bits-are-dropped", "The bits after the last octet need not be zero.", "RFC 4648 3.5",
     [](Base64Codec& codec) { codec.decode = decode_stray_bits; }},
    {"padding-without-need", "Base64 without padding is read with any number of \"=\" behind it.",
     "RFC 7515 2", [](Base64Codec& codec) { codec.decode_url = decode_url_padded; }},
    {"either-alphabet", "The characters of both alphabets are read.", "RFC 4648 3.3",
     [](Base64Codec& codec) { codec.decode = decode_either_alphabet; }},
    {"line-ends-are-skipped", "Line ends are passed over.", "RFC 4648 3.3",
     [](Base64Codec& codec) { codec.decode = decode_white_space; }},
    {"lines-of-76", "A line ends after 76 characters.", "RFC 4648 3.1",
     [](Base64Codec& codec) { codec.encode = encode_lines; }},
});

}  // namespace

template <>
std::span<const PlantedBug<Base64Codec>> planted_bugs<Base64Codec>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
