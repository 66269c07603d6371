// SPDX-License-Identifier: Apache-2.0
#include "harness/report/markdown_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "harness/report/text.h"

namespace oauthspec::report::md {
namespace {

std::size_t longest_run_of_backticks(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

}  // namespace

std::string code(std::string_view text) {
  const std::string line = one_line(text);
  // Code ends at as many backticks as it begins with; a space keeps those of the text apart from them.
  const std::string fence(longest_run_of_backticks(line) + 1, '`');
  const bool apart =
      line.find_first_not_of(' ') == std::string::npos || line.front() == '`' || line.back() == '`';
  return apart ? fmt::format("{0} {1} {0}", fence, line) : fence + line + fence;
}

std::string cell(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    safe += c == '|' ? std::string("\\x7C") : std::string(1, c);
  }
  return code(safe);
}

std::string block(std::string_view text) {
  constexpr std::size_t kShortestFence = 3;
  std::string lines = harmless(text);
  lines.erase(lines.find_last_not_of('\n') + 1);
  const std::string fence(std::max(kShortestFence, longest_run_of_backticks(lines) + 1), '`');
  return fmt::format("{0}text\n{1}\n{0}\n", fence, lines);
}

std::string html(std::string_view text) {
  // Those of HTML, and those of Markdown, for not every reader of it leaves elements alone.
  constexpr std::string_view kSpecial = "&<>\"'`[]*!@#|\\~";
  std::string safe;
  for (const char c : one_line(text)) {
    safe += kSpecial.contains(c) ? fmt::format("&#{};", static_cast<int>(c)) : std::string(1, c);
  }
  return safe;
}

bool Page::add(std::string_view piece) {
  // GitHub refuses a summary of more than 1024 KiB, and others may write into it, too.
  constexpr std::size_t kMostOctets = 1000UL * 1000;
  if (text_.size() + piece.size() > kMostOctets) return false;
  text_ += piece;
  return true;
}

void Page::leave_out(std::string_view what) {
  text_ += fmt::format("\n{} left out, for this summary would be too long.\n", what);
}

}  // namespace oauthspec::report::md
