// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/headers.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fuzz/mutate/choice.h"
#include "fuzz/mutate/number.h"
#include "fuzz/mutate/parameters.h"
#include "fuzz/mutate/url.h"
#include "fuzz/mutate/words.h"

namespace oauthspec::fuzz {
namespace {

/// A message in its three parts; a field is its whole line.
struct Message {
  std::string first_line;
  std::vector<std::string> fields;
  std::string body;
};

std::string take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  std::string line(text.substr(0, end));
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return line;
}

Message read_message(std::string_view text) {
  Message message{.first_line = take_line(text), .fields = {}, .body = {}};
  for (std::string line = take_line(text); !line.empty(); line = take_line(text)) {
    message.fields.push_back(std::move(line));
  }
  message.body = text;
  return message;
}

std::string write_message(const Message& message) {
  std::string text = message.first_line + '\n';
  for (const std::string& field : message.fields) text += field + '\n';
  return text + '\n' + message.body;
}

std::string_view name_of(std::string_view field) {
  return field.substr(0, field.find(": "));
}

std::string_view value_of(std::string_view field) {
  const std::size_t colon = field.find(": ");
  return colon == std::string_view::npos ? std::string_view() : field.substr(colon + 2);
}

std::string make_field(std::string_view name, std::string_view value) {
  return std::string(name) + ": " + std::string(value);
}

/// Where values end, so that a change of them has somewhere to be.
struct Room {
  std::size_t capacity;
  OctetMutator octets;
};

void change_start(Message& message, Dice& dice, const Room& /*room*/) {
  const std::size_t space = message.first_line.find(' ');
  if (space == std::string::npos) {
    message.first_line = pick(kStatuses, dice);
    return;
  }
  message.first_line.replace(0, space, pick(kMethods, dice));
}
/// The URL of a request; a response has none.
void change_target(Message& message, Dice& dice, const Room& /*room*/) {
  const std::size_t space = message.first_line.find(' ');
  if (space == std::string::npos) return;
  const std::string changed =
      change_url(std::string_view(message.first_line).substr(space + 1), dice);
  message.first_line.replace(space + 1, std::string::npos, changed);
}
void change_query(Message& message, Dice& dice, const Room& room) {
  std::size_t query = message.first_line.find('?');
  if (query == std::string::npos) {
    query = message.first_line.size();
    message.first_line += '?';
  }
  const std::string changed = parameters_mutator().mutate(
      std::string_view(message.first_line).substr(query + 1), room.capacity, dice, room.octets);
  message.first_line.replace(query + 1, std::string::npos, changed);
}
void change_body(Message& message, Dice& dice, const Room& room) {
  message.body = parameters_mutator().mutate(message.body, room.capacity, dice, room.octets);
}
void add_field(Message& message, Dice& dice, const Room& /*room*/) {
  message.fields.push_back(make_field(pick(kFieldNames, dice), pick(kFieldValues, dice)));
  std::swap(message.fields.back(), pick(message.fields, dice));
}
void add_bare_line(Message& message, Dice& dice, const Room& /*room*/) {
  message.fields.emplace_back(pick(kFieldValues, dice));
}

// Each of these changes a message that has a field.

void remove_field(Message& message, Dice& dice, const Room& /*room*/) {
  erase_item(message.fields, below(dice, message.fields.size()));
}
void repeat_field(Message& message, Dice& dice, const Room& /*room*/) {
  copy_item(message.fields, below(dice, message.fields.size()),
            below(dice, message.fields.size() + 1));
}
void swap_fields(Message& message, Dice& dice, const Room& /*room*/) {
  std::swap(pick(message.fields, dice), pick(message.fields, dice));
}
void rename_field(Message& message, Dice& dice, const Room& /*room*/) {
  std::string& field = pick(message.fields, dice);
  field = make_field(pick(kFieldNames, dice), value_of(field));
}
void turn_case(Message& message, Dice& dice, const Room& /*room*/) {
  std::string& field = pick(message.fields, dice);
  const std::size_t size = one_in(2, dice) ? field.size() : name_of(field).size();
  std::transform(field.begin(), field.begin() + static_cast<std::ptrdiff_t>(size), field.begin(),
                 [](unsigned char octet) {
                   return static_cast<char>(std::islower(octet) != 0 ? std::toupper(octet)
                                                                     : std::tolower(octet));
                 });
}
void take_value(Message& message, Dice& dice, const Room& /*room*/) {
  std::string& field = pick(message.fields, dice);
  field = make_field(name_of(field), pick(kFieldValues, dice));
}
void join_values(Message& message, Dice& dice, const Room& /*room*/) {
  std::string& field = pick(message.fields, dice);
  field += ", " + std::string(value_of(pick(message.fields, dice)));
}
void change_value(Message& message, Dice& dice, const Room& room) {
  std::string& field = pick(message.fields, dice);
  const std::string value = is_number(value_of(field))
                                ? change_number(value_of(field), dice)
                                : mutate_octets(value_of(field), room.capacity, room.octets);
  field = make_field(name_of(field), value);
}
/// Puts a mark of the grammar in, or takes one out.
void change_marks(Message& message, Dice& dice, const Room& /*room*/) {
  constexpr auto marks = std::to_array<std::string_view>(
      {"\"", ",", "=", "\\", "\\\"", " ", "\t", ", ", "==", "%22", ";", "\r"});
  std::string& field = pick(message.fields, dice);
  if (one_in(2, dice)) {
    const std::size_t mark = field.find_first_of("\",=\\ ", below(dice, field.size() + 1));
    if (mark != std::string::npos) field.erase(mark, 1);
    return;
  }
  field.insert(below(dice, field.size() + 1), pick(marks, dice));
}
/// The parameters of a scheme are a list separated by commas: one of them is put twice, left out, or changes its place.
void change_list(Message& message, Dice& dice, const Room& /*room*/) {
  std::string& field = pick(message.fields, dice);
  std::vector<std::string> items;
  std::string_view rest = value_of(field);
  while (true) {
    const std::size_t comma = rest.find(',');
    items.emplace_back(rest.substr(0, comma));
    if (comma == std::string_view::npos) break;
    rest.remove_prefix(comma + 1);
  }
  const std::size_t which = below(dice, 3);
  if (which == 0) copy_item(items, below(dice, items.size()), below(dice, items.size() + 1));
  if (which == 1) std::swap(pick(items, dice), pick(items, dice));
  if (which == 2) erase_item(items, below(dice, items.size()));
  std::string value;
  for (const std::string& item : items) {
    if (&item != &items.front()) value += ',';
    value += item;
  }
  field = make_field(name_of(field), value);
}

using Change = void (*)(Message&, Dice&, const Room&);
constexpr auto kChanges =
    std::to_array<Change>({change_start, change_target, change_target, change_query, change_query,
                           change_body, change_body, add_field, add_bare_line});
constexpr auto kFieldChanges = std::to_array<Change>(
    {remove_field, repeat_field, swap_fields, rename_field, turn_case, take_value, join_values,
     change_value, change_value, change_marks, change_marks, change_list});

std::string mutate(std::string_view input, std::size_t capacity, Dice& dice, OctetMutator octets) {
  if (one_in(5, dice)) return mutate_octets(input, capacity, octets);
  Message message = read_message(input);
  const bool at_field = !message.fields.empty() && !one_in(3, dice);
  const Change change = at_field ? pick(kFieldChanges, dice) : pick(kChanges, dice);
  change(message, dice, {capacity, octets});
  return write_message(message).substr(0, capacity);
}

std::string cross(std::string_view a, std::string_view b, std::size_t capacity, Dice& dice) {
  const Message first = read_message(a);
  const Message second = read_message(b);
  const Message made{one_in(2, dice) ? first.first_line : second.first_line,
                     cross_lists(first.fields, second.fields, dice),
                     one_in(2, dice) ? first.body : second.body};
  return write_message(made).substr(0, capacity);
}

}  // namespace

const Mutator& headers_mutator() {
  static constexpr Mutator mutator{mutate, cross};
  return mutator;
}

}  // namespace oauthspec::fuzz
