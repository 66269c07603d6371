// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/text_change.h"

#include <algorithm>
#include <array>
#include <functional>
#include <span>

#include "fuzz/mutate/choice.h"
#include "fuzz/mutate/headers.h"
#include "fuzz/mutate/json.h"
#include "fuzz/mutate/parameters.h"
#include "fuzz/mutate/words.h"
#include "harness/reference/codec/utf8.h"

namespace oauthspec::fuzz {
namespace {

/// What parsers stumble over, in any grammar.
constexpr auto kMarks = std::to_array<std::string_view>({"%",
                                                         "%2",
                                                         "%20",
                                                         "%25",
                                                         "%2f",
                                                         "%2F",
                                                         "%00",
                                                         "%FF",
                                                         "+",
                                                         "&",
                                                         "=",
                                                         ";",
                                                         ",",
                                                         "\"",
                                                         "\\",
                                                         "/",
                                                         "//",
                                                         "..",
                                                         ".",
                                                         ":",
                                                         ":80",
                                                         ":443",
                                                         "@",
                                                         "#",
                                                         "?",
                                                         " ",
                                                         "\t",
                                                         "\n",
                                                         "\r\n",
                                                         "~",
                                                         "*",
                                                         "'",
                                                         "a",
                                                         "A",
                                                         "0",
                                                         "-1",
                                                         "[::1]",
                                                         "localhost",
                                                         "\xC3\xA9",
                                                         "\xE3\x80\x82",
                                                         "\xF0\x9F\x98\x80",
                                                         "\x7F"});

/// Anywhere; or at one of the ends, where many readers cut.
std::string with_mark(std::string text, Dice& dice) {
  const std::size_t place = below(dice, 4);
  const std::size_t inside = place == 0 ? 0 : below(dice, text.size() + 1);
  text.insert(place == 1 ? text.size() : inside, pick(kMarks, dice));
  return text;
}
/// What comparisons are lax about: a slash, a dot or a space at the end.
std::string with_other_end(std::string text, Dice& dice) {
  if (!text.empty() && one_in(3, dice)) {
    text.pop_back();
    return text;
  }
  return text + "//. "[below(dice, 4)];
}
std::string without_stretch(std::string text, Dice& dice) {
  const std::size_t at = below(dice, text.size() + 1);
  return text.erase(at, 1 + below(dice, 4));
}
std::string with_repetition(std::string text, Dice& dice) {
  const std::size_t at = below(dice, text.size() + 1);
  return text.insert(at, text.substr(at, 1 + below(dice, 8)));
}
std::string with_other_case(std::string text, Dice& dice) {
  const std::size_t letter = text.find_first_of(
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", below(dice, text.size() + 1));
  if (letter != std::string::npos) text[letter] = static_cast<char>(text[letter] ^ 0x20);
  return text;
}
std::string hostile(std::string /*text*/, Dice& dice) {
  return std::string(pick(kHostileValues, dice));
}

std::string by(const Mutator& mutator, std::string_view text, Dice& dice) {
  return mutator.mutate(text, text.size() + 256, dice, change_octets);
}
std::string as_parameters(std::string text, Dice& dice) {
  return by(parameters_mutator(), text, dice);
}
std::string as_json(std::string text, Dice& dice) {
  return by(json_mutator(), text, dice);
}

/// The parameters of a header field's value, as the mutator of messages changes them.
std::string as_field(std::string text, Dice& dice) {
  const std::string message = "GET h\nA: " + text + "\n\n";
  const std::string changed = by(headers_mutator(), message, dice);
  constexpr std::string_view start = "GET h\nA: ";
  if (!changed.starts_with(start)) return text;
  return changed.substr(start.size(), changed.find('\n', start.size()) - start.size());
}

constexpr auto kPlainChanges = std::to_array<std::string (*)(std::string, Dice&)>(
    {with_mark, with_mark, without_stretch, with_repetition, with_other_case, with_other_end});

constexpr auto kChanges = std::to_array<std::string (*)(std::string, Dice&)>(
    {with_mark, with_mark, without_stretch, with_repetition, with_other_case, with_other_end,
     hostile, as_parameters, as_json, as_field});

}  // namespace

std::size_t change_octet(std::uint8_t* octets, std::size_t size, std::size_t capacity, Dice& dice) {
  if (capacity == 0) return 0;
  const std::span all(octets, capacity);
  if (size == capacity || (size > 0 && one_in(3, dice))) {
    all[below(dice, size)] = static_cast<std::uint8_t>(below(dice, 256));
    return size;
  }
  if (size > 1 && one_in(2, dice)) {
    const std::size_t at = below(dice, size);
    std::copy(octets + at + 1, octets + size, octets + at);
    return size - 1;
  }
  const std::size_t at = below(dice, size + 1);
  std::copy_backward(octets + at, octets + size, octets + size + 1);
  all[at] = static_cast<std::uint8_t>(below(dice, 256));
  return size + 1;
}

std::string change_plain_text(std::string_view text, Dice& dice) {
  return pick(kPlainChanges, dice)(std::string(text), dice);
}

std::size_t change_octets(std::uint8_t* octets, std::size_t size, std::size_t capacity) {
  const std::string_view text(reinterpret_cast<const char*>(octets), size);  // NOLINT
  Dice dice(static_cast<Dice::result_type>(std::hash<std::string_view>()(text)));
  return change_octet(octets, size, capacity, dice);
}

std::string change_text(std::string_view text, Dice& dice) {
  std::string changed = pick(kChanges, dice)(std::string(text), dice);
  if (!oauth::codec::check_utf8(text) || oauth::codec::check_utf8(changed)) return changed;
  return std::string(text) + std::string(pick(kMarks, dice));
}

}  // namespace oauthspec::fuzz
