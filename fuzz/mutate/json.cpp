// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/json.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "fuzz/mutate/choice.h"
#include "fuzz/mutate/json_tree.h"

namespace oauthspec::fuzz {
namespace {

/// Where the JSON of an input begins: behind the empty line of a message, else at once.
std::size_t start_of_json(std::string_view input) {
  if (input.empty() || std::string_view("[{\"").find(input.front()) != std::string_view::npos) {
    return 0;
  }
  const std::size_t end = input.find("\n\n");
  return end == std::string_view::npos ? 0 : end + 2;
}

// Changes that a tree cannot tell: of the text itself.

void insert_mark(std::string& text, Dice& dice) {
  constexpr auto marks = std::to_array<std::string_view>({",",
                                                          ":",
                                                          "\"",
                                                          "\\",
                                                          "{",
                                                          "}",
                                                          "[",
                                                          "]",
                                                          " ",
                                                          "\t",
                                                          "\n",
                                                          "\r",
                                                          "\f",
                                                          "/**/",
                                                          "\xEF\xBB\xBF",
                                                          "\\u0061",
                                                          "\\uD800",
                                                          "\\uDC00\\uD800",
                                                          "\\u0000",
                                                          "\xff",
                                                          "\xC0\xAF",
                                                          "\xED\xA0\x80",
                                                          "+",
                                                          "0",
                                                          "e1",
                                                          "NaN",
                                                          "Infinity",
                                                          "'"});
  text.insert(below(dice, text.size() + 1), pick(marks, dice));
}
void remove_mark(std::string& text, Dice& dice) {
  const std::size_t mark = text.find_first_of(",:\"{}[]", below(dice, text.size() + 1));
  if (mark != std::string::npos) text.erase(mark, 1);
}
/// A letter becomes the escape that stands for it.
void escape_letter(std::string& text, Dice& dice) {
  const std::size_t letter =
      text.find_first_of("abcdefghijklmnopqrstuvwxyz_", below(dice, text.size() + 1));
  if (letter == std::string::npos) return;
  constexpr std::string_view digits = "0123456789abcdef";
  const auto value = static_cast<unsigned char>(text[letter]);
  const std::string escape{'\\', 'u', '0', '0', digits[value / 16], digits[value % 16]};
  text.replace(letter, 1, escape);
}
void cut_short(std::string& text, Dice& dice) {
  text.resize(below(dice, text.size() + 1));
}

constexpr auto kTextChanges = std::to_array<void (*)(std::string&, Dice&)>(
    {insert_mark, remove_mark, escape_letter, cut_short});

std::string changed(std::string_view json, std::size_t capacity, Dice& dice, OctetMutator octets) {
  if (one_in(6, dice)) return mutate_octets(json, capacity, octets);
  std::string text(json);
  auto tree = one_in(5, dice) ? std::nullopt : read_tree(json);
  if (!tree) {
    pick(kTextChanges, dice)(text, dice);
    return text;
  }
  if (one_in(12, dice)) return write_with_a_member_twice(*std::move(tree), dice);
  change_tree(*tree, dice);
  return write_tree(*tree);
}

std::string mutate(std::string_view input, std::size_t capacity, Dice& dice, OctetMutator octets) {
  if (one_in(8, dice)) return mutate_octets(input, capacity, octets);
  const std::size_t start = start_of_json(input);
  std::string text(input.substr(0, start));
  text += changed(input.substr(start), capacity, dice, octets);
  return text.substr(0, capacity);
}

std::string cross(std::string_view a, std::string_view b, std::size_t capacity, Dice& dice) {
  const std::size_t start = start_of_json(a);
  auto tree = read_tree(a.substr(start));
  auto other = tree ? read_tree(b.substr(start_of_json(b))) : std::nullopt;
  std::string text(a.substr(0, start));
  if (!tree || !other) {
    text += b.substr(start_of_json(b));
  } else {
    graft(*tree, *std::move(other), dice);
    text += write_tree(*tree);
  }
  return text.substr(0, capacity);
}

}  // namespace

const Mutator& json_mutator() {
  static constexpr Mutator mutator{mutate, cross};
  return mutator;
}

}  // namespace oauthspec::fuzz
