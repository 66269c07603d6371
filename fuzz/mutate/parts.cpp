// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/parts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/input/parts.h"
#include "fuzz/mutate/choice.h"
#include "fuzz/mutate/headers.h"
#include "fuzz/mutate/json.h"
#include "fuzz/mutate/number.h"
#include "fuzz/mutate/parameters.h"
#include "fuzz/mutate/text_change.h"
#include "fuzz/mutate/words_of.h"

namespace oauthspec::fuzz {
namespace {

using Parts = std::vector<std::string_view>;

Parts read_parts(std::string_view input) {
  Parts parts;
  while (true) {
    const std::size_t end = input.find(kPartEnd);
    parts.push_back(input.substr(0, end));
    if (end == std::string_view::npos) return parts;
    input.remove_prefix(end + 1);
  }
}

std::string write_parts(const Parts& parts) {
  std::string text;
  for (const std::string_view& part : parts) {
    if (&part != &parts.front()) text += kPartEnd;
    text += part;
  }
  return text;
}

enum class Shape : std::uint8_t { number, json, message, form, text };

Shape shape_of(std::string_view text) {
  if (is_number(text)) return Shape::number;
  if (text.starts_with('{') || text.starts_with('[')) return Shape::json;
  if (text.contains('\n')) return Shape::message;
  return text.contains('=') ? Shape::form : Shape::text;
}

/// What every change needs.
struct Means {
  std::size_t capacity;
  Dice& dice;
  OctetMutator octets;
};

std::string by(const Mutator& mutator, std::string_view text, const Means& means) {
  return mutator.mutate(text, means.capacity, means.dice, means.octets);
}

std::string change_part(std::string_view part, const Means& means);

/// The parameters behind a URI, whether they are its query or its fragment.
std::string change_parameters_of_uri(std::string_view text, std::size_t begin, const Means& means) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string changed(text.substr(0, begin));
  changed += by(parameters_mutator(), text.substr(begin, end - begin), means);
  changed += text.substr(end);
  return changed;
}

/// Header fields without the body, whose grammar is its own; or the body.
std::string change_message(std::string_view text, const Means& means) {
  const std::size_t mark = text.substr(0, text.find('\n')).find_last_of("?#");
  if (mark != std::string_view::npos && one_in(2, means.dice)) {
    return change_parameters_of_uri(text, mark + 1, means);
  }
  const std::size_t empty_line = text.find("\n\n");
  const std::size_t end = empty_line == std::string_view::npos ? text.size() : empty_line + 2;
  const std::string_view body = text.substr(end);
  if (!body.empty() && one_in(2, means.dice)) {
    return std::string(text.substr(0, end)) + change_part(body, means);
  }
  return by(headers_mutator(), text.substr(0, end), means) + std::string(body);
}

/// A line with a number may stand before a message: so many seconds later it arrived.
std::string change_message_or_number(std::string_view text, const Means& means) {
  const std::size_t line = std::min(text.find('\n'), text.size());
  const std::string_view rest = text.substr(std::min(line + 1, text.size()));
  const bool timed = is_number(text.substr(0, line)) && is_number(rest.substr(0, rest.find('\n')));
  if (!timed) return change_message(text, means);
  if (one_in(2, means.dice)) {
    return change_number(text.substr(0, line), means.dice) + std::string(text.substr(line));
  }
  return std::string(text.substr(0, line + 1)) + change_message(rest, means);
}

std::string change_part(std::string_view part, const Means& means) {
  if (part.empty() || one_in(12, means.dice)) {
    return mutate_octets(part, means.capacity, means.octets);
  }
  switch (shape_of(part)) {
    case Shape::number:
      return change_number(part, means.dice);
    case Shape::json:
      return by(json_mutator(), part, means);
    case Shape::message:
      return change_message_or_number(part, means);
    case Shape::form:
      return by(parameters_mutator(), part, means);
    case Shape::text:
      break;
  }
  return change_text(part, means.dice);
}

void move_parts(Parts& parts, Dice& dice) {
  switch (below(dice, 4)) {
    case 0:
      return erase_item(parts, below(dice, parts.size()));
    case 1:
      return copy_item(parts, below(dice, parts.size()), below(dice, parts.size() + 1));
    case 2:
      return std::swap(pick(parts, dice), pick(parts, dice));
    default:
      pick(parts, dice) = {};
  }
}

std::string change(std::string_view input, const Means& means) {
  switch (below(means.dice, 12)) {
    case 0:
      return exchange_word(input, means.dice);
    case 1:
      return change_word_everywhere(input, means.dice);
    case 2:
    case 3:
      return change_one_of_two(input, means.dice);
    case 4:
      return mutate_octets(input, means.capacity, means.octets);
    default:
      break;
  }
  Parts parts = read_parts(input);
  if (parts.size() > 1 && one_in(10, means.dice)) {
    move_parts(parts, means.dice);
    return write_parts(parts);
  }
  std::string_view& part = pick(parts, means.dice);
  const std::string changed = change_part(part, means);
  part = changed;
  return write_parts(parts);
}

std::string mutate(std::string_view input, std::size_t capacity, Dice& dice, OctetMutator octets) {
  std::string changed = change(input, {capacity, dice, octets});
  changed.resize(std::min(changed.size(), capacity));
  return changed;
}

std::string cross_part(std::string_view a, std::string_view b, const Means& means) {
  const auto of = [&](const Mutator& mutator) {
    return mutator.cross(a, b, means.capacity, means.dice);
  };
  switch (shape_of(a)) {
    case Shape::json:
      return of(json_mutator());
    case Shape::message:
      return of(a.contains("\n\n{") ? json_mutator() : headers_mutator());
    case Shape::form:
      return of(parameters_mutator());
    default:
      return std::string(b);
  }
}

std::string cross(std::string_view a, std::string_view b, std::size_t capacity, Dice& dice) {
  const Means means{capacity, dice, change_octets};
  Parts parts = read_parts(a);
  const Parts others = read_parts(b);
  const std::size_t at = below(dice, std::min(parts.size(), others.size()));
  const std::string crossed =
      one_in(2, dice) ? std::string(others[at]) : cross_part(parts[at], others[at], means);
  parts[at] = crossed;
  return write_parts(parts).substr(0, capacity);
}

}  // namespace

const Mutator& parts_mutator() {
  static constexpr Mutator kMutator{mutate, cross};
  return kMutator;
}

}  // namespace oauthspec::fuzz
