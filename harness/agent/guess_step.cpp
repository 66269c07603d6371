// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "harness/agent/fill.h"
#include "harness/agent/form.h"
#include "harness/agent/step.h"
#include "harness/agent/url.h"
#include "harness/agent/words.h"

namespace oauthspec::agent {
namespace {

/// A guess: a step, or nothing where the page is not of the kind looked for.
using Guess = std::optional<Step>;

bool is_pressable(const Control& control) {
  return control.is_submit_button() && !control.disabled && !control.in_noscript;
}

std::optional<std::size_t> button_of(const Form& form, Meaning meaning) {
  for (std::size_t i = 0; i < form.controls.size(); ++i) {
    if (is_pressable(form.controls[i]) && meaning_of(form.controls[i]) == meaning) return i;
  }
  return std::nullopt;
}

std::ptrdiff_t count(const Form& form, auto&& is_counted) {
  return std::ranges::count_if(form.controls, is_counted);
}

bool has_purpose(const Form& form, Purpose purpose) {
  return count(form, [&](const Control& each) { return purpose_of(each) == purpose; }) > 0;
}

bool is_search(const Form& form) {
  return form.role == "search" ||
         count(form, [](const Control& each) { return each.type == "search"; }) > 0;
}

/// One password, and none that is being chosen: not a form to register with.
bool is_sign_in(const Form& form) {
  const auto passwords = count(form, [](const Control& each) { return each.type == "password"; });
  return passwords == 1 && count(form, [](const Control& each) {
                             return each.autocomplete.find("new-password") != std::string::npos;
                           }) == 0;
}

/// A copy with what is known filled in; halts where something is missing.
Step submit_filled(const Form& form, std::optional<std::size_t> button,
                   const Instructions& instructions) {
  Submit submit{form, button};
  if (const auto missing = fill_what_is_known(submit.form, instructions))
    return Halt{"the page asks for \"" + *missing + "\", and no value is given for it"};
  return submit;
}

Guess guess_self_submitting(const OpenPage& open, const Until& until) {
  if (open.page.forms.size() != 1) return std::nullopt;
  const Form& form = open.page.forms.front();
  const bool only_hidden = std::ranges::all_of(
      form.controls, [](const Control& each) { return each.is_hidden() || each.is_button(); });
  if (!only_hidden) return std::nullopt;
  const auto buttons = count(form, is_pressable);
  const bool nothing_to_press = buttons == 0 && !form.controls.empty();
  // RFC 6749 leaves it to extensions, but a form that goes to the client says nothing more to the server.
  const auto target = submission(open.page, form, std::nullopt, open.url);
  const bool arrives = target && until && until(target->url);
  if (!open.page.submits_itself() && !nothing_to_press && !arrives) return std::nullopt;
  return Submit{form, std::nullopt};
}

Guess guess_refresh(const OpenPage& open, bool slow) {
  constexpr unsigned kQuick = 5;
  const auto& refresh = open.page.refresh;
  if (!refresh || (refresh->seconds > kQuick) != slow) return std::nullopt;
  // A page that reloads itself slowly is one that waits for something; it would be the same.
  if (refresh->url.empty() && slow) return std::nullopt;
  auto url = resolve_reference(base_of(open.page, open.url), refresh->url);
  if (!url) return Halt{"the page goes on to \"" + refresh->url + "\", which is no URL"};
  return Follow{.url = *std::move(url), .before = {}};
}

/// The button of a form that signs in, and perhaps allows or denies at once.
std::optional<std::size_t> sign_in_button(const Form& form, Decision decision) {
  const auto allow = button_of(form, Meaning::allow);
  const auto deny = button_of(form, Meaning::deny);
  if (allow && decision == Decision::deny) return deny;
  if (allow) return allow;
  if (const auto proceed = button_of(form, Meaning::proceed)) return proceed;
  return button_of(form, Meaning::none);
}

Guess guess_sign_in(const OpenPage& open, const Instructions& instructions) {
  for (const Form& form : open.page.forms) {
    if (!is_sign_in(form)) continue;
    const auto button = sign_in_button(form, instructions.decision);
    const bool has_buttons = count(form, is_pressable) > 0;
    if (has_buttons && !button) continue;
    return submit_filled(form, button, instructions);
  }
  return std::nullopt;
}

Guess follow_link(const OpenPage& open, Meaning meaning) {
  for (const Link& link : open.page.links) {
    if (meaning_of(link) != meaning) continue;
    const auto url = resolve_reference(base_of(open.page, open.url), link.href);
    // "#" and "javascript:" lead nowhere without scripts.
    if (!url || link.href.starts_with('#') || link.href.empty() || !place_of(*url)) continue;
    return Follow{.url = *url, .before = {}};
  }
  return std::nullopt;
}

Guess guess_consent(const OpenPage& open, const Instructions& instructions) {
  const bool allows = instructions.decision == Decision::allow;
  const Meaning wanted = allows ? Meaning::allow : Meaning::deny;
  for (const Form& form : open.page.forms) {
    const auto button = button_of(form, wanted);
    if (!button || is_search(form)) continue;
    // One who says no need not fill anything in.
    if (!allows) return Submit{form, button};
    Form ticked = form;
    tick_scopes(ticked);
    return submit_filled(ticked, button, instructions);
  }
  return follow_link(open, wanted);
}

bool allows_somewhere(const Page& page) {
  return std::ranges::any_of(
             page.forms,
             [](const Form& form) { return button_of(form, Meaning::allow).has_value(); }) ||
         std::ranges::any_of(page.links,
                             [](const Link& link) { return meaning_of(link) == Meaning::allow; });
}

/// A form with a field of this purpose, where we have what goes into it, sent by whatever button goes on.
Guess guess_single_field(const OpenPage& open, const Instructions& instructions, Purpose purpose,
                         std::string_view value) {
  if (value.empty()) return std::nullopt;
  for (const Form& form : open.page.forms) {
    if (is_search(form) || !has_purpose(form, purpose) || has_purpose(form, Purpose::password))
      continue;
    auto button = button_of(form, Meaning::proceed);
    if (!button) button = button_of(form, Meaning::allow);
    if (!button) button = button_of(form, Meaning::none);
    if (!button && count(form, is_pressable) > 0) continue;
    return submit_filled(form, button, instructions);
  }
  return std::nullopt;
}

/// Nothing to type, and a button that says "Continue".
Guess guess_continue(const OpenPage& open, const Instructions& instructions) {
  for (const Form& form : open.page.forms) {
    const auto button = button_of(form, Meaning::proceed);
    if (!button || is_search(form)) continue;
    Form filled = form;
    if (instructions.decision == Decision::allow) tick_scopes(filled);
    const bool fields_left = fill_what_is_known(filled, instructions).has_value() ||
                             count(filled, [](const Control& each) {
                               return each.is_typed() && each.value.empty();
                             }) > 0;
    if (!fields_left) return Submit{std::move(filled), button};
  }
  return std::nullopt;
}

Guess guess_script(const OpenPage& open) {
  const auto target = script_target(open.page.scripts);
  if (!target) return std::nullopt;
  auto url = resolve_reference(base_of(open.page, open.url), *target);
  if (!url) return std::nullopt;
  return Follow{.url = *std::move(url), .before = {}};
}

Guess guess_what_is_asked(const OpenPage& open, const Instructions& instructions) {
  if (auto guess = guess_sign_in(open, instructions)) return guess;
  // A device's code comes before consent: its page may say "Allow" and "Cancel" too.
  if (auto guess =
          guess_single_field(open, instructions, Purpose::user_code, instructions.user_code))
    return guess;
  if (auto guess = guess_consent(open, instructions)) return guess;
  if (auto guess = guess_single_field(open, instructions, Purpose::username, instructions.username))
    return guess;
  if (instructions.decision == Decision::deny && allows_somewhere(open.page))
    return Halt{"the page has no way to deny that we know"};
  return guess_continue(open, instructions);
}

}  // namespace

Step step_by_guess(const OpenPage& open, const Instructions& instructions, const Until& until) {
  if (auto guess = guess_self_submitting(open, until)) return *std::move(guess);
  if (auto guess = guess_refresh(open, false)) return *std::move(guess);
  if (auto guess = guess_what_is_asked(open, instructions)) return *std::move(guess);
  if (auto guess = guess_refresh(open, true)) return *std::move(guess);
  if (auto guess = guess_script(open)) return *std::move(guess);
  return Halt{"no rule and no guess goes on from this page"};
}

}  // namespace oauthspec::agent
