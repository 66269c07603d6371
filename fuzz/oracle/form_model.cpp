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

std::vector<FormPiece> model_form_pieces(std::string_view text) {
  std::vector<FormPiece> pieces;
  pieces.reserve(static_cast<std::size_t>(std::ranges::count(text, '&')) + 1);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('&', at), text.size());
    const std::size_t equals = std::min(text.find('=', at), end);
    const std::size_t value = std::min(equals + 1, end);
    if (end > at) {
      pieces.push_back({text.substr(at, equals - at), text.substr(value, end - value), at, value});
    }
    at = end + 1;
  }
  return pieces;
}

std::optional<FormPairs> model_form_decode(std::string_view text) {
  // A plus sign that is meant is "%2B", so that the others can be replaced beforehand.
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  FormPairs pairs;
  const auto pieces = model_form_pieces(spaced);
  pairs.reserve(pieces.size());
  for (const FormPiece& piece : pieces) {
    auto& [name, value] = pairs.emplace_back();
    if (!append_model_decoded(name, piece.name)) return std::nullopt;
    if (!append_model_decoded(value, piece.value)) return std::nullopt;
  }
  return pairs;
}

std::optional<std::string> first_of(const FormPairs& pairs, std::string_view name) {
  const auto found = std::ranges::find(pairs, name, &FormPairs::value_type::first);
  if (found == pairs.end()) return std::nullopt;
  return found->second;
}

void append_model_form_encoded(std::string& text, std::string_view octets) {
  for (const char octet : octets) {
    const auto number = static_cast<unsigned char>(octet);
    if (octet == ' ') {
      text += '+';
    } else if (kDoesStand[number]) {
      text += octet;
    } else {
      text += '%';
      text += kUpperDigits[number / 16];
      text += kUpperDigits[number % 16];
    }
  }
}

}  // namespace oauthspec::fuzz
