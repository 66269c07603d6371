// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/utf8.h"

#include <array>
#include <string>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

const Utf8Judge& right() {
  static const Utf8Judge judge = reference<Utf8Judge>();
  return judge;
}

/// Judges with each sequence of one kind replaced by as many letters.
std::optional<std::size_t> invalid_at_without(std::string_view octets, std::string_view begin,
                                              char low, char high, std::size_t size) {
  std::string text(octets);
  for (std::size_t at = text.find(begin); at != std::string::npos; at = text.find(begin, at + 1)) {
    if (text.size() - at < size) break;
    const auto second = static_cast<unsigned char>(text[at + begin.size()]);
    if (second < static_cast<unsigned char>(low) || second > static_cast<unsigned char>(high)) {
      continue;
    }
    text.replace(at, size, std::string(size, 'a'));
  }
  return right().invalid_at(text);
}

std::optional<std::size_t> with_surrogates(std::string_view octets) {
  return invalid_at_without(octets, "\xED", '\xA0', '\xBF', 3);
}
std::optional<std::size_t> with_overlong(std::string_view octets) {
  return invalid_at_without(octets, "\xC0", '\x80', '\xBF', 2);
}
std::optional<std::size_t> beyond_last(std::string_view octets) {
  return invalid_at_without(octets, "\xF4", '\x90', '\xBF', 4);
}

constexpr auto kBugs = std::to_array<PlantedBug<Utf8Judge>>({
    {"surrogates-pass", "A surrogate is taken for a character.", "RFC 3629 3",
     [](Utf8Judge& judge) { judge.invalid_at = with_surrogates; }},
    {"overlong-forms-pass", "Two octets may stand for an ASCII character.", "RFC 3629 10",
     [](Utf8Judge& judge) { judge.invalid_at = with_overlong; }},
    {"no-last-character", "A character may be above U+10FFFF.", "RFC 3629 3",
     [](Utf8Judge& judge) { judge.invalid_at = beyond_last; }},
});

}  // namespace

template <>
std::span<const PlantedBug<Utf8Judge>> planted_bugs<Utf8Judge>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
