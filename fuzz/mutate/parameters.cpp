// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/parameters.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>
#include <vector>

#include "fuzz/mutate/choice.h"
#include "fuzz/mutate/text_change.h"
#include "fuzz/mutate/words.h"
#include "harness/reference/codec/percent.h"

namespace oauthspec::fuzz {
namespace {

/// What stands between two "&", as it stands there.
using Pair = std::string;
using Pairs = std::vector<Pair>;

Pairs read_pairs(std::string_view text) {
  Pairs pairs;
  while (true) {
    const std::size_t end = text.find('&');
    pairs.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return pairs;
    text.remove_prefix(end + 1);
  }
}

std::string write_pairs(const Pairs& pairs) {
  std::string text;
  for (const Pair& pair : pairs) {
    if (&pair != &pairs.front()) text += '&';
    text += pair;
  }
  return text;
}

std::string_view name_of(std::string_view pair) {
  return pair.substr(0, pair.find('='));
}

std::string_view value_of(std::string_view pair) {
  const std::size_t equals = pair.find('=');
  return equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
}

Pair pair_of(std::string_view name, std::string_view value) {
  return std::string(name) + '=' + std::string(value);
}

// Each change is of a list that holds one pair at least.

void add(Pairs& pairs, Dice& dice) {
  pairs.push_back(pair_of(pick(kParameterNames, dice), pick(kHostileValues, dice)));
  std::swap(pairs.back(), pick(pairs, dice));
}
void remove(Pairs& pairs, Dice& dice) {
  erase_item(pairs, below(dice, pairs.size()));
}
void repeat(Pairs& pairs, Dice& dice) {
  copy_item(pairs, below(dice, pairs.size()), below(dice, pairs.size() + 1));
}
void swap(Pairs& pairs, Dice& dice) {
  std::swap(pick(pairs, dice), pick(pairs, dice));
}
void rename(Pairs& pairs, Dice& dice) {
  Pair& pair = pick(pairs, dice);
  pair = pair_of(pick(kParameterNames, dice), value_of(pair));
}
void take_value(Pairs& pairs, Dice& dice) {
  Pair& pair = pick(pairs, dice);
  pair = pair_of(name_of(pair), value_of(pick(pairs, dice)));
}
void take_hostile_value(Pairs& pairs, Dice& dice) {
  Pair& pair = pick(pairs, dice);
  pair = pair_of(name_of(pair), pick(kHostileValues, dice));
}
void append_hostile_value(Pairs& pairs, Dice& dice) {
  pick(pairs, dice) += pick(kHostileValues, dice);
}
void change_value(Pairs& pairs, Dice& dice) {
  Pair& pair = pick(pairs, dice);
  pair = pair_of(name_of(pair), change_plain_text(value_of(pair), dice));
}
void drop_equals(Pairs& pairs, Dice& dice) {
  Pair& pair = pick(pairs, dice);
  pair = std::string(name_of(pair)) + std::string(value_of(pair));
}
void encode_again(Pairs& pairs, Dice& dice) {
  Pair& pair = pick(pairs, dice);
  pair = pair_of(name_of(pair), oauth::codec::percent_encode(value_of(pair)));
}
void encode_name(Pairs& pairs, Dice& dice) {
  // Every octet, which no writer does and every reader has to undo.
  Pair& pair = pick(pairs, dice);
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string name;
  for (const char octet : name_of(pair)) {
    const auto value = static_cast<unsigned char>(octet);
    name += {'%', digits[value / 16], digits[value % 16]};
  }
  pair = pair_of(name, value_of(pair));
}
void decode(Pairs& pairs, Dice& dice) {
  Pair& pair = pick(pairs, dice);
  const auto decoded = oauth::codec::percent_decode(value_of(pair));
  if (decoded) pair = pair_of(name_of(pair), *decoded);
}
void turn_case(Pairs& pairs, Dice& dice) {
  Pair& pair = pick(pairs, dice);
  const bool up = one_in(2, dice);
  std::ranges::transform(pair, pair.begin(), [up](unsigned char octet) {
    return static_cast<char>(up ? std::toupper(octet) : std::tolower(octet));
  });
}
void cut_short(Pairs& pairs, Dice& dice) {
  Pair& pair = pick(pairs, dice);
  pair.resize(below(dice, pair.size() + 1));
}
void separate_otherwise(Pairs& pairs, Dice& dice) {
  constexpr auto separators = std::to_array<std::string_view>({";", "&&", ",", "%26", "\n", "?"});
  pick(pairs, dice) += pick(separators, dice);
  // The next pair is now part of this one.
  if (pairs.size() > 1 && one_in(2, dice)) {
    pairs[0] += pairs[1];
    erase_item(pairs, 1);
  }
}
void grow(Pairs& pairs, Dice& dice) {
  Pair& pair = pick(pairs, dice);
  const std::string value(value_of(pair));
  for (std::size_t times = below(dice, 16); times > 0; --times) pair += value;
}

constexpr auto kChanges = std::to_array<void (*)(Pairs&, Dice&)>(
    {add, remove, repeat, swap, rename, take_value, take_hostile_value, append_hostile_value,
     change_value, change_value, drop_equals, encode_again, encode_name, decode, turn_case,
     cut_short, separate_otherwise, grow});

std::string mutate(std::string_view input, std::size_t capacity, Dice& dice, OctetMutator octets) {
  if (one_in(4, dice)) return mutate_octets(input, capacity, octets);
  Pairs pairs = read_pairs(input);
  if (one_in(5, dice)) {
    Pair& pair = pick(pairs, dice);
    pair = pair_of(name_of(pair), mutate_octets(value_of(pair), capacity, octets));
  } else {
    pick(kChanges, dice)(pairs, dice);
  }
  return write_pairs(pairs).substr(0, capacity);
}

std::string cross(std::string_view a, std::string_view b, std::size_t capacity, Dice& dice) {
  return write_pairs(cross_lists(read_pairs(a), read_pairs(b), dice)).substr(0, capacity);
}

}  // namespace

const Mutator& parameters_mutator() {
  static constexpr Mutator mutator{mutate, cross};
  return mutator;
}

}  // namespace oauthspec::fuzz
