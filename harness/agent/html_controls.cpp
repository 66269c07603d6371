// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/html_controls.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "harness/agent/ascii.h"

namespace oauthspec::agent {
namespace {

std::string type_of_input(const Node& node) {
  constexpr std::array<std::string_view, 21> kTypes = {
      "hidden", "text",  "search",         "tel",    "url",   "email", "password", "date",  "month",
      "week",   "time",  "datetime-local", "number", "range", "color", "checkbox", "radio", "file",
      "submit", "image", "button"};
  std::string type = lower(node.text_of("type"));
  if (type == "reset" || std::ranges::find(kTypes, type) != kTypes.end()) return type;
  return "text";
}

std::string type_of_button(const Node& node) {
  std::string type = lower(node.text_of("type"));
  return type == "button" || type == "reset" ? type : "submit";
}

Option option_of(const std::vector<Node>& nodes, std::size_t index) {
  const Node& node = nodes[index];
  Option option;
  option.text = std::string(trim(raw_text(nodes, index)));
  const auto value = node.attribute("value");
  option.value = value ? std::string(*value) : option.text;
  option.selected = node.attribute("selected").has_value();
  option.disabled = node.attribute("disabled").has_value();
  const Node& parent = nodes[node.parent];
  if (parent.tag == "optgroup" && parent.attribute("disabled")) option.disabled = true;
  return option;
}

void read_select(Control& control, const std::vector<Node>& nodes, std::size_t index) {
  control.type = "select";
  control.multiple = nodes[index].attribute("multiple").has_value();
  for (std::size_t i = index + 1; i < nodes[index].end; ++i) {
    if (nodes[i].tag == "option") control.options.push_back(option_of(nodes, i));
  }
}

void read_input(Control& control, const Node& node) {
  control.type = type_of_input(node);
  control.checked = node.attribute("checked").has_value();
  control.multiple = node.attribute("multiple").has_value();
  // The value "on" stands for a missing one (HTML Living Standard section 4.10.5.4).
  const std::string fallback = control.is_checkable() ? "on" : "";
  control.value = std::string(node.attribute("value").value_or(fallback));
  if (control.is_submit_button() || control.type == "button") control.label = control.value;
}

std::optional<std::string> own(const Node& node, std::string_view attribute) {
  const auto value = node.attribute(attribute);
  if (!value) return std::nullopt;
  return std::string(*value);
}

}  // namespace

bool is_control(std::string_view tag) {
  return tag == "input" || tag == "button" || tag == "select" || tag == "textarea";
}

Control control_of(const std::vector<Node>& nodes, const std::vector<TextPlace>& places,
                   std::size_t index) {
  const Node& node = nodes[index];
  Control control;
  control.name = node.text_of("name");
  control.id = node.text_of("id");
  control.autocomplete = lower(node.text_of("autocomplete"));
  control.disabled = places[index].disabled || node.attribute("disabled").has_value();
  control.required = node.attribute("required").has_value();
  control.in_noscript = places[index].in_noscript;
  control.form_action = own(node, "formaction");
  control.form_method = own(node, "formmethod");
  control.form_enctype = own(node, "formenctype");
  if (node.tag == "select") {
    read_select(control, nodes, index);
  } else if (node.tag == "textarea") {
    control.type = "textarea";
    control.value = raw_text(nodes, index);
  } else if (node.tag == "button") {
    control.type = type_of_button(node);
    control.value = node.text_of("value");
    control.label = visible_text(nodes, places, index, kShortTextLimits);
  } else {
    read_input(control, node);
  }
  const bool read_only = node.attribute("readonly").has_value() || control.disabled;
  if (read_only && control.is_typed()) control.read_only_text = control.value;
  return control;
}

}  // namespace oauthspec::agent
