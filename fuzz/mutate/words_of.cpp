// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/words_of.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "fuzz/mutate/choice.h"
#include "fuzz/mutate/text_change.h"

namespace oauthspec::fuzz {
namespace {

constexpr std::string_view kMarks = "\"=&? \n,;#{}[]\xff";

/// Far behind, nothing more is learnt.
constexpr std::size_t kEnough = 256;

std::vector<std::string_view> words_in(std::string_view input) {
  std::vector<std::string_view> words;
  std::size_t begin = input.find_first_not_of(kMarks);
  while (begin < input.size() && words.size() < kEnough) {
    const std::size_t end = std::min(input.find_first_of(kMarks, begin), input.size());
    words.push_back(input.substr(begin, end - begin));
    begin = input.find_first_not_of(kMarks, end);
  }
  return words;
}

/// What stands before a word, and behind it.
std::string_view before(std::string_view input, std::string_view word) {
  return input.substr(0, static_cast<std::size_t>(word.data() - input.data()));
}
std::string_view behind(std::string_view input, std::string_view word) {
  return input.substr(before(input, word).size() + word.size());
}

std::string with_other(std::string_view input, std::string_view word, std::string_view other) {
  std::string changed(before(input, word));
  changed += other;
  changed += behind(input, word);
  return changed;
}

}  // namespace

std::string exchange_word(std::string_view input, Dice& dice) {
  const auto words = words_in(input);
  if (words.empty()) return std::string(input);
  return with_other(input, pick(words, dice), pick(words, dice));
}

std::string change_one_of_two(std::string_view input, Dice& dice) {
  auto words = words_in(input);
  const auto places = [all = words](std::string_view word) {
    return std::ranges::count(all, word);
  };
  std::erase_if(words, [&places](std::string_view word) { return places(word) < 2; });
  if (words.empty()) return std::string(input);
  const std::string_view word = pick(words, dice);
  return with_other(input, word, change_plain_text(word, dice));
}

std::string change_word_everywhere(std::string_view input, Dice& dice) {
  const auto words = words_in(input);
  if (words.empty()) return std::string(input);
  const std::string_view chosen = pick(words, dice);
  const std::string other = change_plain_text(chosen, dice);
  std::string changed;
  std::string_view rest = input;
  for (const std::string_view word : words) {
    if (word != chosen) continue;
    changed += before(rest, word);
    changed += other;
    rest = behind(input, word);
  }
  changed += rest;
  return changed;
}

}  // namespace oauthspec::fuzz
