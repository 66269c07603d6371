// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/verification_code.h"

#include <algorithm>
#include <cstddef>

#include "harness/agent/ascii.h"
#include "harness/agent/words.h"

namespace oauthspec::agent {
namespace {

constexpr std::size_t kLeast = 4;

bool is_of_code(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~/+=").find(c) != std::string_view::npos;
}

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

bool is_code(std::string_view text) {
  return text.size() >= kLeast && std::ranges::all_of(text, is_of_code);
}

/// The code that a text begins with, without a full stop that ends a sentence.
std::string_view first_code(std::string_view text) {
  text = text.substr(std::min(text.find_first_not_of(" \n\t:\"'"), text.size()));
  const auto end = std::ranges::find_if_not(text, is_of_code);
  text = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  while (text.ends_with('.')) text.remove_suffix(1);
  return text;
}

std::optional<std::string> code_behind(std::string_view text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view code = first_code(text.substr(at + mark.size()));
  if (code.empty()) return std::nullopt;
  return std::string(code);
}

/// "Success code=4/P7q..." is how a title tells programs.
std::optional<std::string> code_in_title(std::string_view title) {
  for (const std::string_view name : {"oauth_verifier=", "code="}) {
    if (auto code = code_behind(title, name)) {
      code->resize(std::min(code->find('&'), code->size()));
      return code;
    }
  }
  return std::nullopt;
}

std::optional<std::string> code_marked_as_one(const Page& page) {
  for (const Marked& marked : page.marked) {
    if (speaks_of_code(marked.names) && is_code(marked.text)) return marked.text;
  }
  return std::nullopt;
}

/// What follows a word is a code behind a colon, and else if there is a digit in it: "the code is invalid" tells none.
std::optional<std::string> code_at(std::string_view text) {
  const bool told = text.starts_with(':');
  if (text.starts_with(" is ")) text.remove_prefix(4);
  const std::string_view code = first_code(text);
  if (!is_code(code) || (!told && !has_digit(code))) return std::nullopt;
  return std::string(code);
}

/// "Your PIN: 1234567", "Use the verification code abc123".
std::optional<std::string> code_in_text(std::string_view text) {
  const std::string small = lower(text);
  for (const std::string_view word : {"verifier", "pin", "code"}) {
    for (std::size_t at = small.find(word); at != std::string::npos;
         at = small.find(word, at + 1)) {
      const std::string_view behind = text.substr(at + word.size());
      if (!behind.empty() && is_of_code(behind.front())) continue;
      if (auto code = code_at(behind)) return code;
    }
  }
  return std::nullopt;
}

std::optional<std::string> code_standing_apart(const Page& page) {
  for (const Marked& marked : page.marked) {
    if (is_code(marked.text) && has_digit(marked.text)) return marked.text;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> find_verification_code(const Page& page, std::string_view behind) {
  if (!behind.empty()) return code_behind(page.text, behind);
  if (auto code = code_in_title(page.title)) return code;
  if (auto code = code_marked_as_one(page)) return code;
  if (auto code = code_in_text(page.text)) return code;
  return code_standing_apart(page);
}

}  // namespace oauthspec::agent
