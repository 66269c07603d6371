// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/percent.h"

#include <algorithm>
#include <array>
#include <string>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"
#include "harness/reference/codec/percent.h"

namespace oauthspec::fuzz {
namespace {

std::string encode_lower(std::string_view octets) {
  std::string text = oauth::codec::percent_encode(octets);
  for (std::size_t at = text.find('%'); at != std::string::npos; at = text.find('%', at + 3)) {
    for (std::size_t digit = at + 1; digit < at + 3; ++digit) {
      if (text[digit] >= 'A') text[digit] = static_cast<char>(text[digit] + ('a' - 'A'));
    }
  }
  return text;
}

std::string encode_once_only(std::string_view octets) {
  const auto plain = oauth::codec::percent_decode(octets);
  return octets.contains('%') && plain ? std::string(octets) : oauth::codec::percent_encode(octets);
}

std::string encode_as_text(std::string_view octets) {
  return oauth::codec::percent_encode(octets.substr(0, octets.find('\0')));
}

std::optional<std::string> decode_plus(std::string_view text) {
  auto decoded = oauth::codec::percent_decode(text);
  if (!decoded) return std::nullopt;
  std::ranges::replace(*decoded, '+', ' ');
  return *std::move(decoded);
}

std::optional<std::string> decode_cut_short(std::string_view text) {
  const std::size_t at = text.rfind('%');
  const bool cut = at != std::string_view::npos && text.size() - at < 3;
  auto decoded = oauth::codec::percent_decode(cut ? text.substr(0, at) : text);
  if (!decoded) return std::nullopt;
  if (cut) *decoded += text.substr(at);
  return *std::move(decoded);
}

std::string encode_with_tilde(std::string_view octets) {
  std::string text = oauth::codec::percent_encode(octets);
  for (std::size_t at = text.find('~'); at != std::string::npos; at = text.find('~', at)) {
    text.replace(at, 1, "%7E");
  }
  return text;
}

int compare_plain(std::string_view a, std::string_view b) {
  return a.compare(b);
}

std::size_t two() {
  return 2;
}

/// A vector's table of what stays as it is lacks "~", which the loop for the octets behind the last vector knows.
PercentOutcome escape_tilde_in_vectors(std::size_t implementation, std::string_view octets) {
  constexpr std::size_t kLanes = 16;
  PercentOutcome outcome = reference<PercentCodec>().by(0, octets);
  const std::string_view in_vectors = octets.substr(0, octets.size() / kLanes * kLanes);
  if (implementation == 0 || !in_vectors.contains('~')) return outcome;
  static std::string encoded;
  encoded = encode_with_tilde(octets);
  outcome.encoded = encoded;
  return outcome;
}

constexpr auto kBugs = std::to_array<PlantedBug<PercentCodec>>({
    {"lower-case-digits", "Escapes are written with lower-case digits.", "RFC 5849 3.6",
     [](PercentCodec& codec) { codec.encode = encode_lower; }},
    {"escaped-text-is-left-alone", "Text that holds escapes already is not encoded.",
     "postman #678, requests-oauth #29",
     [](PercentCodec& codec) { codec.encode = encode_once_only; }},
    {"text-ends-at-nul", "What follows a NUL is lost.", "C strings",
     [](PercentCodec& codec) { codec.encode = encode_as_text; }},
    {"plus-is-a-space", "A plus sign is decoded as a space.", "WP-API #65",
     [](PercentCodec& codec) { codec.decode = decode_plus; }},
    {"cut-escape-is-text", "An escape that is cut short at the end is taken as text.",
     "RFC 3986 2.1", [](PercentCodec& codec) { codec.decode = decode_cut_short; }},
    {"sorted-before-encoding", "Texts are ordered as they are before they are encoded.",
     "oauth_reverse_proxy #6", [](PercentCodec& codec) { codec.compare_encoded = compare_plain; }},
    {"vectors-escape-the-tilde",
     "Vector instructions escape a tilde, which scalar ones leave alone.",
     "form encoders for RFC 3986, jersey #783",
     [](PercentCodec& codec) {
       codec.implementations = two;
       codec.by = escape_tilde_in_vectors;
     }},
});

}  // namespace

template <>
std::span<const PlantedBug<PercentCodec>> planted_bugs<PercentCodec>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
