// SPDX-License-Identifier: Apache-2.0
#include "fuzz/input/steps.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "fuzz/input/escapes.h"

namespace oauthspec::fuzz {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

void append_escaped(std::string& text, std::string_view value, bool is_name) {
  const auto parts = [is_name](char c) {
    const auto octet = static_cast<unsigned char>(c);
    return octet <= ' ' || octet >= 0x7f || c == '%' || (is_name && c == '=');
  };
  while (!value.empty()) {
    const auto* const plain = std::ranges::find_if(value, parts);
    text.append(value.begin(), plain);
    value.remove_prefix(static_cast<std::size_t>(plain - value.begin()));
    if (value.empty()) return;
    const auto octet = static_cast<unsigned char>(value.front());
    text += '%';
    text += kDigits[octet / 16];
    text += kDigits[octet % 16];
    value.remove_prefix(1);
  }
}

Argument read_argument(std::string_view word) {
  const std::string_view name = take_until(word, '=');
  return {without_escapes(name), without_escapes(word)};
}

}  // namespace

std::optional<std::string_view> Step::find(std::string_view name) const {
  const auto found = std::ranges::find(arguments, name, &Argument::name);
  if (found == arguments.end()) return std::nullopt;
  return found->value;
}

std::optional<Step> take_step(std::string_view& text) {
  Step step;
  while (!text.empty() && step.verb.empty()) {
    std::string_view line = take_until(text, '\n');
    while (!line.empty()) {
      const std::string_view word = take_until(line, ' ');
      if (word.empty()) continue;
      if (step.verb.empty()) {
        step.verb = without_escapes(word);
      } else {
        step.arguments.push_back(read_argument(word));
      }
    }
  }
  if (step.verb.empty()) return std::nullopt;
  return step;
}

std::vector<Step> read_steps(std::string_view text) {
  std::vector<Step> steps;
  while (auto step = take_step(text)) steps.push_back(*std::move(step));
  return steps;
}

std::string write_steps(const std::vector<Step>& steps) {
  std::string text;
  for (const Step& step : steps) {
    append_escaped(text, step.verb, false);
    for (const Argument& argument : step.arguments) {
      text += ' ';
      append_escaped(text, argument.name, true);
      text += '=';
      append_escaped(text, argument.value, false);
    }
    text += '\n';
  }
  return text;
}

}  // namespace oauthspec::fuzz
