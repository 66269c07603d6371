// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "harness/agent/step.h"

namespace oauthspec::agent {
namespace {

void skip_space(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
}

bool skip(std::string_view& text, std::string_view word) {
  skip_space(text);
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

/// A quoted text with the escapes "\/", "\'", "\"", "\\" and "\u0026"; no other.
std::optional<std::string> literal(std::string_view text) {
  skip_space(text);
  if (text.empty() || (text.front() != '"' && text.front() != '\'')) return std::nullopt;
  std::string out;
  for (std::size_t i = 1; i < text.size() && text[i] != '\n'; ++i) {
    if (text[i] == text.front()) return out;
    if (text[i] != '\\') {
      out += text[i];
    } else if (text.substr(i).starts_with("\\u0026")) {
      out += '&';
      i += std::string_view("u0026").size();
    } else if (i + 1 < text.size() &&
               std::string_view("/'\"\\").find(text[i + 1]) != std::string_view::npos) {
      out += text[++i];
    } else {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

/// What stands behind "location".
std::optional<std::string> target_behind(std::string_view text) {
  if (skip(text, ".replace(") || skip(text, ".assign(")) return literal(text);
  skip(text, ".href");
  if (!skip(text, "=") || text.starts_with('=')) return std::nullopt;
  return literal(text);
}

}  // namespace

std::optional<std::string> script_target(std::string_view scripts) {
  constexpr std::string_view kWord = "location";
  for (std::size_t at = scripts.find(kWord); at != std::string_view::npos;
       at = scripts.find(kWord, at + 1)) {
    auto target = target_behind(scripts.substr(at + kWord.size()));
    if (target && !target->empty()) return target;
  }
  return std::nullopt;
}

}  // namespace oauthspec::agent
