// SPDX-License-Identifier: Apache-2.0
#include "fuzz/input/escapes.h"

#include <algorithm>
#include <cstddef>

namespace oauthspec::fuzz {
namespace {

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace

std::string without_escapes(std::string_view text, Plus plus) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t space = plus == Plus::space ? text.find('+') : std::string_view::npos;
    const std::size_t plain = std::min({text.find('%'), space, text.size()});
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const bool escape =
        text.front() == '%' && text.size() > 2 && digit(text[1]) >= 0 && digit(text[2]) >= 0;
    if (escape) {
      out += static_cast<char>(digit(text[1]) * 16 + digit(text[2]));
    } else {
      out += text.front() == '+' ? ' ' : '%';
    }
    text.remove_prefix(escape ? 3 : 1);
  }
  return out;
}

std::string_view take_until(std::string_view& text, char end) {
  const std::size_t size = std::min(text.find(end), text.size());
  const std::string_view taken = text.substr(0, size);
  text.remove_prefix(std::min(size + 1, text.size()));
  return taken;
}

}  // namespace oauthspec::fuzz
