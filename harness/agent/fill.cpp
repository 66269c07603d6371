// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/fill.h"

#include <algorithm>
#include <string>

#include "harness/agent/ascii.h"
#include "harness/agent/words.h"

namespace oauthspec::agent {
namespace {

bool choose_option(Control& select, std::string_view wanted) {
  const auto choice = std::ranges::find_if(select.options, [&](const Option& option) {
    return !option.disabled && (option.value == wanted || option.text == wanted);
  });
  if (choice == select.options.end()) return false;
  for (Option& option : select.options) {
    if (!select.multiple) option.selected = false;
  }
  choice->selected = true;
  return true;
}

bool tick(Control& box, std::string_view wanted) {
  if (wanted == "true" || wanted == "false") {
    box.checked = wanted == "true";
    return true;
  }
  if (box.value != wanted) return false;
  box.checked = true;
  return true;
}

bool choose_radio(Form& form, std::string_view name, std::string_view wanted) {
  const auto is_wanted = [&](const Control& control) {
    return control.type == "radio" && control.name == name && control.value == wanted;
  };
  if (std::ranges::none_of(form.controls, is_wanted)) return false;
  for (Control& control : form.controls) {
    if (control.type == "radio" && control.name == name) control.checked = is_wanted(control);
  }
  return true;
}

bool set(Form& form, Control& control, std::string_view value) {
  if (control.is_button()) return false;
  if (control.type == "select") return choose_option(control, value);
  if (control.type == "checkbox") return tick(control, value);
  if (control.type == "radio") return choose_radio(form, control.name, value);
  control.value = std::string(value);
  return true;
}

/// The value that a field of this purpose gets; empty where none is known.
std::string_view known_value(Purpose purpose, const Instructions& instructions) {
  switch (purpose) {
    case Purpose::username:
      return instructions.username;
    case Purpose::password:
      return instructions.password;
    case Purpose::user_code:
      return instructions.user_code;
    case Purpose::unknown:
    case Purpose::remember:
      break;
  }
  return {};
}

/// A text field of no known purpose before a password: what else would it be?
void fill_field_before_password(Form& form, const Instructions& instructions) {
  Control* before = nullptr;
  for (Control& control : form.controls) {
    if (control.type == "password") break;
    if (purpose_of(control) == Purpose::username) return;
    if (control.is_typed() && control.value.empty() && !control.disabled) before = &control;
  }
  const bool asks = std::ranges::any_of(
      form.controls, [](const Control& control) { return control.type == "password"; });
  if (asks && before != nullptr) before->value = instructions.username;
}

std::string what_people_call(const Control& control) {
  for (const std::string& text : {control.name, control.id, control.label})
    if (!text.empty()) return text;
  return control.type;
}

}  // namespace

bool fill(Form& form, std::string_view name, std::string_view value) {
  bool done = false;
  const auto try_all = [&](auto&& is_named) {
    if (done) return;
    for (Control& control : form.controls) {
      if (is_named(control)) done = set(form, control, value) || done;
    }
  };
  try_all([&](const Control& control) { return control.name == name; });
  try_all([&](const Control& control) { return control.id == name; });
  try_all([&](const Control& control) { return lower(control.label) == lower(name); });
  return done;
}

std::optional<std::string> fill_what_is_known(Form& form, const Instructions& instructions) {
  fill_field_before_password(form, instructions);
  for (Control& control : form.controls) {
    const std::string_view value = known_value(purpose_of(control), instructions);
    if (!value.empty()) control.value = std::string(value);
  }
  for (const auto& [name, value] : instructions.fields) fill(form, name, value);
  for (const Control& control : form.controls) {
    const bool asks = control.is_typed() && !control.disabled && control.read_only_text.empty();
    const Purpose purpose = purpose_of(control);
    const bool needed =
        control.required || purpose == Purpose::username || purpose == Purpose::password;
    if (asks && needed && control.value.empty()) return what_people_call(control);
  }
  return std::nullopt;
}

void tick_scopes(Form& form) {
  for (Control& control : form.controls) {
    if (control.type == "checkbox" && purpose_of(control) != Purpose::remember)
      control.checked = true;
  }
}

}  // namespace oauthspec::agent
