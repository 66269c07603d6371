// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/sequence.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include "fuzz/input/steps.h"

namespace oauthspec::fuzz {
namespace {

using Steps = std::vector<Step>;
using Place = std::ptrdiff_t;

constexpr std::size_t kMostSteps = 20;

// Values that a sloppy server takes, or falls over.
constexpr auto kHostile = std::to_array<std::string_view>({
    "",
    "$code",
    "$code.1",
    "$access_token",
    "$access_token.1",
    "$refresh_token",
    "$refresh_token.1",
    "$device_code",
    "$request_uri",
    "$user_code",
    "$temporary.1",
    "$credentials",
    "$oauth_verifier",
    "$interaction.1",
    "$csrf_token.1",
    "client",
    "second",
    "public",
    "unknown",
    "alice",
    "bob",
    "builder",
    "read",
    "read write",
    "read write profile",
    "admin",
    "code",
    "token",
    "S256",
    "plain",
    "s256",
    "fragment",
    "form_post",
    "allow",
    "deny",
    "\"><i7>",
    "\"i7=\"",
    "<i7 onload=x>",
    "a\r\nSet-Cookie: b=c",
    "%0d%0aX-Injected: 1",
    "a%00b",
    "a b+c&d=e#f",
    "\xC3\xA9\xF0\x9F\x98\x80",
    "\xff",
    "https://client.example/callback",
    "https://client.example/callback/",
    "https://client.example/callback/../evil",
    "https://client.example/callback?x=1",
    "https://client.example/callback#x",
    "https://client.example/Callback",
    "https://client.example.evil.example/callback",
    "https://client.example@evil.example/callback",
    "https://evil.example/callback",
    "https://evil.example/?https://client.example/callback",
    "https://sub.client.example/callback",
    "http://client.example/callback",
    "//client.example/callback",
    "http://127.0.0.1:9999/callback",
    "http://localhost:9999/callback",
    "http://127.0.0.1@evil.example/callback",
    "https://second.example/cb?x=1",
    "https://second.example/cb",
    "javascript:alert(1)",
    "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    "oob",
    "PLAINTEXT",
    "query",
    "body",
    "0",
    "61",
    "601",
    "3601",
    "86401",
});

// Steps that do something wherever they stand.
constexpr auto kSteps = std::to_array<std::string_view>({
    "wait seconds=61",
    "wait seconds=601",
    "wait seconds=3601",
    "wait seconds=86401",
    "again back=1",
    "again back=2",
    "again back=3",
    "resource @token=$access_token",
    "resource @token=$access_token.1",
    "resource @token=$access_token @path=/resource/write",
    "resource @token=$refresh_token",
    "revoke @as=client token=$access_token",
    "revoke @as=client token=$refresh_token",
    "revoke @as=second token=$access_token",
    "introspect @as=resource-server token=$access_token",
    "token @as=client grant_type=refresh_token refresh_token=$refresh_token",
    "token @as=client grant_type=refresh_token refresh_token=$refresh_token.1",
    "token @as=second grant_type=refresh_token refresh_token=$refresh_token",
    "sign-in username=bob password=builder",
    "sign-in @browser=b username=bob password=builder",
    "consent @browser=b decision=allow scope=read",
    "sign-out",
});

Step step_of(std::string_view line) {
  Steps steps = read_steps(line);
  return steps.empty() ? Step{"wait", {}} : steps.front();
}

Step& any_step(Steps& steps, Dice& dice) {
  return steps[below(dice, steps.size())];
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

// Beside itself, or anywhere.
void repeat_step(Steps& steps, Dice& dice) {
  const std::size_t from = below(dice, steps.size());
  const Place place = below(dice, 2) == 0 ? static_cast<Place>(from + 1) : any_place(steps, dice);
  Step copy = steps[from];
  steps.insert(steps.begin() + place, std::move(copy));
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
  return std::string(hostile ? kHostile[below(dice, kHostile.size())]
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

void change_identity(Steps& steps, Dice& dice) {
  constexpr auto kNames =
      std::to_array<std::string_view>({"@as", "client_id", "@post", "@browser"});
  constexpr auto kValues = std::to_array<std::string_view>(
      {"client", "second", "public", "resource-server", "jwt-client", "b"});
  for (Argument& argument : any_step(steps, dice).arguments) {
    if (std::ranges::find(kNames, argument.name) != kNames.end()) {
      argument.value = kValues[below(dice, kValues.size())];
    }
  }
}

constexpr auto kChanges = std::to_array<void (*)(Steps&, Dice&)>({
    insert_step,
    insert_step,
    remove_step,
    repeat_step,
    repeat_step,
    move_step,
    swap_steps,
    change_value,
    change_value,
    change_value,
    change_value,
    remove_argument,
    remove_argument,
    repeat_argument,
    lend_argument,
    change_identity,
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
  const std::size_t changes = 1 + below(dice, 3);
  for (std::size_t i = 0; i < changes; ++i) {
    if (steps.empty()) steps.push_back(step_of(kSteps[below(dice, kSteps.size())]));
    if (below(dice, 16) == 0) {
      change_octets(steps, dice, octets);
    } else {
      kChanges[below(dice, kChanges.size())](steps, dice);
    }
  }
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
