// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/sequence.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "fuzz/input/steps.h"
#include "fuzz/mutate/choice.h"
#include "fuzz/mutate/sequence_words.h"

namespace oauthspec::fuzz {
namespace {

using Steps = std::vector<Step>;
using Place = std::ptrdiff_t;

constexpr std::size_t kMostSteps = 10;

Step step_of(std::string_view line) {
  Steps steps = read_steps(line);
  return steps.empty() ? Step{"wait", {}} : steps.front();
}

Step& any_step(Steps& steps, Dice& dice) {
  return pick(steps, dice);
}

Place any_place(const Steps& steps, Dice& dice) {
  return static_cast<Place>(below(dice, steps.size() + 1));
}

void insert_step(Steps& steps, Dice& dice) {
  const Place place = any_place(steps, dice);
  steps.insert(steps.begin() + place, step_of(kSteps[below(dice, kSteps.size())]));
}

void remove_step(Steps& steps, Dice& dice) {
  steps.erase(steps.begin() + static_cast<Place>(below(dice, steps.size())));
}

// Beside itself, or anywhere; at times later, since a server refuses for a while to be asked again.
void repeat_step(Steps& steps, Dice& dice) {
  const std::size_t from = below(dice, steps.size());
  const Place place = below(dice, 2) == 0 ? static_cast<Place>(from + 1) : any_place(steps, dice);
  Step copy = steps[from];
  steps.insert(steps.begin() + place, std::move(copy));
  if (one_in(4, dice)) steps.insert(steps.begin() + place, step_of("wait seconds=30"));
}

bool uses_what_was_given(const Step& step) {
  return std::ranges::any_of(
      step.arguments, [](const Argument& argument) { return argument.value.starts_with('$'); });
}

// What was given, and used in this step, is used once more: of most such things a server may take each once. Most are used to get tokens. At times the
// very octets come again, and at times when what was good for minutes has expired.
void use_again(Steps& steps, Dice& dice) {
  std::vector<std::size_t> uses;
  std::vector<std::size_t> for_tokens;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!uses_what_was_given(steps[i])) continue;
    uses.push_back(i);
    if (steps[i].verb == "token" || steps[i].verb == "credentials") for_tokens.push_back(i);
  }
  if (uses.empty()) return;
  const std::size_t from = pick(for_tokens.empty() || one_in(2, dice) ? uses : for_tokens, dice);
  const auto behind = steps.begin() + static_cast<Place>(from + 1);
  Step copy = one_in(4, dice) ? step_of("again back=1") : steps[from];
  const auto place = steps.insert(behind, std::move(copy));
  if (one_in(2, dice)) return;
  steps.insert(place, step_of(one_in(4, dice) ? "wait seconds=601" : "wait seconds=30"));
}

void move_step(Steps& steps, Dice& dice) {
  const std::size_t from = below(dice, steps.size());
  Step moved = std::move(steps[from]);
  steps.erase(steps.begin() + static_cast<Place>(from));
  steps.insert(steps.begin() + any_place(steps, dice), std::move(moved));
}

void swap_steps(Steps& steps, Dice& dice) {
  std::swap(steps[below(dice, steps.size())], steps[below(dice, steps.size())]);
}

// A value that stands under the same name elsewhere, or under any, or a hostile one.
std::string other_value(const Steps& steps, std::string_view name, Dice& dice) {
  std::vector<std::string_view> values;
  const bool any = below(dice, 3) == 0;
  for (const Step& step : steps) {
    for (const Argument& argument : step.arguments) {
      if (any || argument.name == name) values.push_back(argument.value);
    }
  }
  const bool hostile = values.empty() || below(dice, 3) != 0;
  return std::string(hostile ? kHostileArguments[below(dice, kHostileArguments.size())]
                             : values[below(dice, values.size())]);
}

void change_value(Steps& steps, Dice& dice) {
  Step& step = any_step(steps, dice);
  if (step.arguments.empty()) return;
  Argument& argument = step.arguments[below(dice, step.arguments.size())];
  argument.value = other_value(steps, argument.name, dice);
}

void remove_argument(Steps& steps, Dice& dice) {
  Step& step = any_step(steps, dice);
  if (step.arguments.empty()) return;
  step.arguments.erase(step.arguments.begin() +
                       static_cast<Place>(below(dice, step.arguments.size())));
}

void repeat_argument(Steps& steps, Dice& dice) {
  Step& step = any_step(steps, dice);
  if (step.arguments.empty()) return;
  Argument copy = step.arguments[below(dice, step.arguments.size())];
  if (below(dice, 2) == 0) copy.value = other_value(steps, copy.name, dice);
  step.arguments.push_back(std::move(copy));
}

// An argument of another step.
void lend_argument(Steps& steps, Dice& dice) {
  const Step& lender = any_step(steps, dice);
  if (lender.arguments.empty()) return;
  Argument copy = lender.arguments[below(dice, lender.arguments.size())];
  any_step(steps, dice).arguments.push_back(std::move(copy));
}

/// What belongs into requests of a verb.
using Offers = std::map<std::string, std::vector<Argument>, std::less<>>;

Offers read_offers(std::string_view text) {
  Offers offers;
  for (Step& step : read_steps(text)) offers[step.verb] = std::move(step.arguments);
  return offers;
}

// Mostly to a request that it belongs into.
void add_argument(Steps& steps, Dice& dice) {
  static const Offers known = read_offers(kArguments);
  std::vector<Step*> takers;
  for (Step& step : steps) {
    if (known.contains(step.verb)) takers.push_back(&step);
  }
  Step& taker = takers.empty() || one_in(4, dice) ? any_step(steps, dice) : *pick(takers, dice);
  auto offers = known.find(taker.verb);
  if (offers == known.end() || one_in(8, dice)) {
    offers = std::next(known.begin(), static_cast<Place>(below(dice, known.size())));
  }
  const Argument& offer = pick(offers->second, dice);
  const auto same = std::ranges::find(taker.arguments, offer.name, &Argument::name);
  // A parameter may stand twice; how a request is made is said once.
  if (offer.name.starts_with('@') && same != taker.arguments.end()) {
    *same = offer;
  } else {
    taker.arguments.push_back(offer);
  }
}

// One of the arguments of which that holds, anywhere; null where there is none.
Argument* argument_where(Steps& steps, Dice& dice, bool (*holds)(const Argument&)) {
  std::vector<Argument*> found;
  for (Step& step : steps) {
    for (Argument& argument : step.arguments) {
      if (holds(argument)) found.push_back(&argument);
    }
  }
  return found.empty() ? nullptr : pick(found, dice);
}

bool names_somebody(const Argument& argument) {
  constexpr auto kNames =
      std::to_array<std::string_view>({"@as", "client_id", "@post", "@browser"});
  return std::ranges::find(kNames, argument.name) != kNames.end();
}

std::string_view somebody(Dice& dice) {
  constexpr auto kValues = std::to_array<std::string_view>(
      {"client", "second", "public", "resource-server", "jwt-client", "b"});
  return kValues[below(dice, kValues.size())];
}

void change_identity(Steps& steps, Dice& dice) {
  Argument* const found = argument_where(steps, dice, names_somebody);
  if (found != nullptr) found->value = somebody(dice);
}

// A step that somebody else takes as well, before or after who may.
void imitate_step(Steps& steps, Dice& dice) {
  const std::size_t from = below(dice, steps.size());
  Step copy = steps[from];
  const std::string_view who = somebody(dice);
  for (Argument& argument : copy.arguments) {
    if (names_somebody(argument)) argument.value = who;
  }
  const std::size_t place = from + below(dice, 2);
  steps.insert(steps.begin() + static_cast<Place>(place), std::move(copy));
}

// The first or second of what was given under a name, in the place of the last.
void older_value(Steps& steps, Dice& dice) {
  Argument* const found = argument_where(
      steps, dice, [](const Argument& argument) { return argument.value.starts_with('$'); });
  if (found == nullptr) return;
  found->value.resize(std::min(found->value.find_first_of(".+"), found->value.size()));
  found->value += one_in(3, dice) ? ".2" : ".1";
}

// A URI that is nearly the same: those who compare by less than all of it take it for that.
void bend_uri(Steps& steps, Dice& dice) {
  Argument* const found = argument_where(
      steps, dice, [](const Argument& argument) { return argument.value.contains("://"); });
  if (found == nullptr) return;
  std::string& uri = found->value;
  const std::size_t host = uri.find("://") + 3;
  const std::size_t path = std::min(uri.find_first_of("/?#", host), uri.size());
  switch (below(dice, 8)) {
    case 0:
      uri += "/x";
      return;
    case 1:
      uri += one_in(2, dice) ? "?x=1" : "#x";
      return;
    case 2:
      uri.resize(path);
      uri += "/other";
      return;
    case 3:
      uri.insert(path, one_in(2, dice) ? ".evil.example" : ":4712");
      return;
    case 4:
      uri.insert(host, one_in(2, dice) ? "sub." : "evil.example@");
      return;
    case 5:
      uri.replace(0, host, uri.starts_with("https") ? "http://" : "https://");
      return;
    case 6:
      uri.insert(path, "/..");
      return;
    default:
      if (path + 1 < uri.size()) uri[path + 1] = static_cast<char>(uri[path + 1] ^ 0x20);
  }
}

constexpr auto kChanges = std::to_array<void (*)(Steps&, Dice&)>({
    insert_step,   insert_step,  remove_step,     repeat_step,     use_again,
    use_again,     move_step,    swap_steps,      change_value,    change_value,
    change_value,  older_value,  remove_argument, remove_argument, repeat_argument,
    lend_argument, add_argument, change_identity, imitate_step,    bend_uri,
});

// Whole steps only, as many as there is room for.
std::string write_within(Steps steps, std::size_t capacity) {
  if (steps.size() > kMostSteps) steps.resize(kMostSteps);
  std::string text = write_steps(steps);
  while (text.size() > capacity && !steps.empty()) {
    steps.pop_back();
    text = write_steps(steps);
  }
  return text;
}

void change_octets(Steps& steps, Dice& dice, OctetMutator octets) {
  Step& step = any_step(steps, dice);
  if (step.arguments.empty()) return;
  Argument& argument = step.arguments[below(dice, step.arguments.size())];
  argument.value = mutate_octets(argument.value, argument.value.size() + 16, octets);
}

std::string mutate(std::string_view input, std::size_t capacity, Dice& dice, OctetMutator octets) {
  Steps steps = read_steps(input);
  // Mostly one: a flow of which more is broken ends early.
  do {
    if (steps.empty()) steps.push_back(step_of(kSteps[below(dice, kSteps.size())]));
    if (below(dice, 16) == 0) {
      change_octets(steps, dice, octets);
    } else {
      kChanges[below(dice, kChanges.size())](steps, dice);
    }
  } while (one_in(3, dice));
  return write_within(std::move(steps), capacity);
}

std::string cross(std::string_view a, std::string_view b, std::size_t capacity, Dice& dice) {
  Steps first = read_steps(a);
  Steps second = read_steps(b);
  const auto begin = static_cast<Place>(below(dice, second.size() + 1));
  const auto end =
      begin + static_cast<Place>(below(dice, second.size() - static_cast<std::size_t>(begin) + 1));
  first.insert(first.begin() + any_place(first, dice),
               std::make_move_iterator(second.begin() + begin),
               std::make_move_iterator(second.begin() + end));
  return write_within(std::move(first), capacity);
}

constexpr Mutator kMutator{.mutate = mutate, .cross = cross};

}  // namespace

const Mutator& sequence_mutator() {
  return kMutator;
}

}  // namespace oauthspec::fuzz
