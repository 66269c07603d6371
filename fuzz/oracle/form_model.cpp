// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/form_model.h"

#include <algorithm>
#include <array>
#include <string>

#include "fuzz/oracle/percent_model.h"

namespace oauthspec::fuzz {
namespace {

constexpr std::string_view kStands =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-._";
constexpr std::string_view kUpperDigits = "0123456789ABCDEF";

consteval std::array<bool, 256> make_stands() {
  std::array<bool, 256> stands{};
  for (const char octet : kStands) stands[static_cast<unsigned char>(octet)] = true;
  return stands;
}
constexpr auto kDoesStand = make_stands();

}  // namespace

std::optional<FormPiece> next_model_piece(std::string_view text, std::size_t& at) {
  while (at < text.size()) {
    const std::size_t begin = at;
    const std::size_t end = std::min(text.find('&', begin), text.size());
    at = end + 1;
    if (end == begin) continue;
    const std::size_t equals = std::min(text.find('=', begin), end);
    const std::size_t value = std::min(equals + 1, end);
    return FormPiece{text.substr(begin, equals - begin), text.substr(value, end - value), begin,
                     value};
  }
  return std::nullopt;
}

std::optional<FormPairs> model_form_decode(std::string_view text) {
  // Kept for the next input: asking a sanitizer for room takes longer than writing into it.
  static std::string spaced;
  // A plus sign that is meant is "%2B", so that the others can be replaced beforehand.
  spaced.assign(text);
  std::ranges::replace(spaced, '+', ' ');
  FormPairs pairs;
  pairs.reserve(static_cast<std::size_t>(std::ranges::count(text, '&')) + 1);
  std::size_t at = 0;
  while (const auto piece = next_model_piece(spaced, at)) {
    auto& [name, value] = pairs.emplace_back();
    if (!append_model_decoded(name, piece->name)) return std::nullopt;
    if (!append_model_decoded(value, piece->value)) return std::nullopt;
  }
  return pairs;
}

std::optional<std::string> first_of(const FormPairs& pairs, std::string_view name) {
  const auto found = std::ranges::find(pairs, name, &FormPairs::value_type::first);
  if (found == pairs.end()) return std::nullopt;
  return found->second;
}

void append_model_form_encoded(std::string& text, std::string_view octets) {
  const std::size_t before = text.size();
  text.resize(before + 3 * octets.size());
  char* end = text.data() + before;
  for (const char octet : octets) {
    const auto number = static_cast<unsigned char>(octet);
    if (octet == ' ') {
      *end++ = '+';
    } else if (kDoesStand[number]) {
      *end++ = octet;
    } else {
      *end++ = '%';
      *end++ = kUpperDigits[number / 16];
      *end++ = kUpperDigits[number % 16];
    }
  }
  text.resize(static_cast<std::size_t>(end - text.data()));
}

}  // namespace oauthspec::fuzz
