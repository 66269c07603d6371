// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth2/form_text.h"

#include <array>
#include <ranges>

#include "harness/reference/codec/form.h"

namespace oauthspec::defects::oauth2 {

WrittenPairs pairs_of(string_view form) {
  WrittenPairs pairs;
  for (const auto part : std::views::split(form, '&')) {
    const string_view pair(part.begin(), part.end());
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (!pair.empty())
      pairs.push_back({std::string(pair.substr(0, equals)),
                       std::string(pair.substr(std::min(equals + 1, pair.size())))});
  }
  return pairs;
}

std::string written(const WrittenPairs& pairs) {
  std::string form;
  for (const auto& [name, value] : pairs)
    form.append(form.empty() ? "" : "&").append(name).append("=").append(value);
  return form;
}

std::string form_encoded(string_view octets) {
  return oauth::codec::form_encode(octets);
}

std::string form_decoded(string_view text) {
  std::string octets;
  return oauth::codec::append_form_decoded(octets, text) ? octets : std::string(text);
}

namespace wrong {

void delimiters_unescaped(std::string& text) {
  constexpr auto kDelimiters = std::to_array<std::pair<string_view, string_view>>(
      {{"%26", "&"}, {"%3D", "="}, {"%23", "#"}, {"%3F", "?"}, {"%3B", ";"}, {"%2B", "+"}});
  for (const auto& [escape, sign] : kDelimiters) replace_all(text, escape, sign);
}

void plus_unescaped(std::string& text) {
  replace_all(text, "%2B", "+");
}

void encoded_again(std::string& text) {
  text = form_encoded(text);
}

void escapes_left_alone(std::string& text) {
  replace_all(text, "%25", "%");
}

void utf8_as_latin1(std::string& text) {
  std::string narrow;
  const std::string octets = form_decoded(text);
  for (std::size_t i = 0; i < octets.size(); ++i) {
    const auto octet = static_cast<unsigned char>(octets[i]);
    if (octet < 0x80U) {
      narrow.push_back(octets[i]);
    } else if (octet >= 0xC0U) {
      narrow.push_back('?');
    }
  }
  text = form_encoded(narrow);
}

void value_trimmed(std::string& text) {
  const std::size_t begin = text.find_first_not_of(' ');
  text =
      begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

void value_in_lower_case(std::string& text) {
  to_lower(text);
}

void value_cut(std::string& text) {
  constexpr std::size_t kBuffer = 255;
  if (text.size() > kBuffer) text.resize(kBuffer);
}

void leading_zeros_lost(std::string& text) {
  if (!text.empty() && text.find_first_not_of("0123456789") == std::string::npos)
    text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));
}

void scope_separated_by_commas(std::string& text) {
  std::ranges::replace(text, ' ', ',');
}

void last_of_each(WrittenPairs& pairs) {
  WrittenPairs last;
  for (const WrittenPair& pair : pairs) {
    std::erase_if(last, [&](const WrittenPair& one) { return one.name == pair.name; });
    last.push_back(pair);
  }
  pairs = std::move(last);
}

}  // namespace wrong
}  // namespace oauthspec::defects::oauth2
