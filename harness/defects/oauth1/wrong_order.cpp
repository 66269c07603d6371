// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth1/wrong_order.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include "harness/defects/oauth1/code_points.h"

namespace oauthspec::defects::oauth1::wrong {
namespace {

Pairs encoded(const Functions& library, Pairs decoded) {
  for (Pair& pair : decoded) pair = {library.encode(pair.name), library.encode(pair.value)};
  return decoded;
}

// By what `key` makes of each encoded pair; equal ones stay in the order in which they came. Not by std::stable_sort:
// that of libstdc++ 12 calls what C++17 has deprecated.
template <class Key>
Pairs sorted_by(const Functions& library, Pairs decoded, Key key) {
  Pairs pairs = encoded(library, std::move(decoded));
  std::vector<std::size_t> order(pairs.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::size_t i) { return std::pair(key(pairs[i]), i); });
  Pairs sorted;
  for (const std::size_t i : order) sorted.push_back(std::move(pairs[i]));
  return sorted;
}

std::string lower(string_view text) {
  return sound().scheme(text);
}

double number(const std::string& text) {
  return std::strtod(text.c_str(), nullptr);
}

// Runs of digits are padded with zeros, so that their order is that of their numbers.
std::string padded(string_view text) {
  constexpr std::size_t kWidth = 20;
  constexpr string_view kDigits = "0123456789";
  std::string out;
  while (!text.empty()) {
    const std::size_t digits = std::min(text.find_first_not_of(kDigits), text.size());
    if (digits != 0) out += std::string(kWidth - std::min(kWidth, digits), '0');
    out += text.substr(0, digits);
    text.remove_prefix(digits);
    const std::size_t others = std::min(text.find_first_of(kDigits), text.size());
    out += text.substr(0, others);
    text.remove_prefix(others);
  }
  return out;
}

}  // namespace

Pairs sorted_before_encoding(const Functions& library, Pairs decoded) {
  std::ranges::sort(decoded, {}, [](const Pair& pair) { return std::tie(pair.name, pair.value); });
  return encoded(library, std::move(decoded));
}

Pairs values_not_encoded(const Functions& library, Pairs decoded) {
  for (Pair& pair : decoded) pair.name = library.encode(pair.name);
  std::ranges::sort(decoded, {}, [](const Pair& pair) { return std::tie(pair.name, pair.value); });
  return decoded;
}

Pairs protocol_values_not_encoded(const Functions& library, Pairs decoded) {
  for (Pair& pair : decoded) {
    if (!pair.name.starts_with("oauth_")) pair.value = library.encode(pair.value);
    pair.name = library.encode(pair.name);
  }
  std::ranges::sort(decoded, {}, [](const Pair& pair) { return std::tie(pair.name, pair.value); });
  return decoded;
}

Pairs not_sorted(const Functions& library, Pairs decoded) {
  return encoded(library, std::move(decoded));
}

Pairs sorted_without_case(const Functions& library, Pairs decoded) {
  return sorted_by(library, std::move(decoded), [](const Pair& pair) {
    return std::tuple(lower(pair.name), pair.name, pair.value);
  });
}

Pairs sorted_joined(const Functions& library, Pairs decoded) {
  return sorted_by(library, std::move(decoded),
                   [](const Pair& pair) { return pair.name + "=" + pair.value; });
}

Pairs sorted_by_code_units(const Functions& library, Pairs decoded) {
  std::ranges::sort(
      decoded, {}, [](const Pair& pair) { return std::pair(utf16(pair.name), utf16(pair.value)); });
  return encoded(library, std::move(decoded));
}

Pairs sorted_as_people_do(const Functions& library, Pairs decoded) {
  return sorted_by(library, std::move(decoded),
                   [](const Pair& pair) { return std::pair(padded(pair.name), pair.value); });
}

Pairs sorted_apart(const Functions& library, Pairs decoded) {
  return sorted_by(library, std::move(decoded), [](const Pair& pair) {
    return std::tuple(!pair.name.starts_with("oauth_"), pair.name, pair.value);
  });
}

Pairs values_not_sorted(const Functions& library, Pairs decoded) {
  return sorted_by(library, std::move(decoded), [](const Pair& pair) { return pair.name; });
}

Pairs values_as_numbers(const Functions& library, Pairs decoded) {
  return sorted_by(library, std::move(decoded), [](const Pair& pair) {
    return std::tuple(pair.name, number(pair.value), pair.value);
  });
}

Pairs values_without_case(const Functions& library, Pairs decoded) {
  return sorted_by(library, std::move(decoded), [](const Pair& pair) {
    return std::tuple(pair.name, lower(pair.value), pair.value);
  });
}

Pairs equal_pairs_merged(const Functions& library, Pairs decoded) {
  Pairs pairs = sound().arrange(library, std::move(decoded));
  const auto repeated = std::ranges::unique(pairs);
  pairs.erase(repeated.begin(), repeated.end());
  return pairs;
}

Pairs last_value_only(const Functions& library, Pairs decoded) {
  std::map<std::string, std::string> by_name;
  for (Pair& pair : decoded) by_name.insert_or_assign(pair.name, pair.value);
  Pairs last;
  for (const auto& [name, value] : by_name) last.push_back({name, value});
  return sound().arrange(library, std::move(last));
}

Pairs empty_values_dropped(const Functions& library, Pairs decoded) {
  std::erase_if(decoded, [](const Pair& pair) { return pair.value.empty(); });
  return sound().arrange(library, std::move(decoded));
}

Pairs names_in_lower_case(const Functions& library, Pairs decoded) {
  for (Pair& pair : decoded) pair.name = lower(pair.name);
  return sound().arrange(library, std::move(decoded));
}

std::string equals_sign_left_out(const Pairs& arranged) {
  std::string out;
  for (const Pair& pair : arranged) {
    if (!out.empty()) out += '&';
    out += pair.name;
    if (!pair.value.empty()) out += "=" + pair.value;
  }
  return out;
}

std::string joined_by_commas(const Pairs& arranged) {
  std::string out;
  for (const Pair& pair : arranged) {
    if (!out.empty()) out += ',';
    out += pair.name + "=" + pair.value;
  }
  return out;
}

}  // namespace oauthspec::defects::oauth1::wrong
