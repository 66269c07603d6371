// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/form.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "harness/reference/codec/percent.h"

namespace oauth::codec {
namespace {

/// What a character of a form is there for.
enum class Mark : std::uint8_t { none, separator, equals, encoded };

consteval std::array<Mark, 256> make_marks() {
  std::array<Mark, 256> marks{};
  marks['&'] = Mark::separator;
  marks['='] = Mark::equals;
  marks['%'] = marks['+'] = Mark::encoded;
  return marks;
}
constexpr auto kMarks = make_marks();

}  // namespace

std::string form_encode(std::string_view octets) {
  // The two encodings part at three characters: " " is "+", "*" stays, and "~" is escaped.
  constexpr std::string_view kOwn = " *~";
  std::string out;
  out.reserve(octets.size());
  while (true) {
    const std::size_t run = std::min(octets.find_first_of(kOwn), octets.size());
    append_percent_encoded(out, octets.substr(0, run));
    if (run == octets.size()) return out;
    const char c = octets[run];
    out += c == ' ' ? "+" : c == '*' ? "*" : "%7E";
    octets.remove_prefix(run + 1);
  }
}

Result<void> append_form_decoded(std::string& out, std::string_view text) {
  // RFC5849-3.4.1.3.1-7: "+" is a space.
  return append_percent_decoded(out, text, ' ');
}

bool RawPairs::next() {
  while (at_ < text_.size() && text_[at_] == '&') ++at_;
  if (at_ >= text_.size()) return false;
  std::size_t end = at_;
  std::size_t equals = std::string_view::npos;
  bool is_decoded = true;
  for (; end < text_.size(); ++end) {
    const Mark mark = kMarks[static_cast<unsigned char>(text_[end])];
    if (mark == Mark::none) continue;
    if (mark == Mark::separator) break;
    if (mark == Mark::encoded) is_decoded = false;
    if (mark == Mark::equals) equals = std::min(equals, end);
  }
  equals = std::min(equals, end);
  // RFC5849-3.4.1.3.1-8: a name without "=" is kept, with an empty value.
  const std::size_t value_at = std::min(equals + 1, end);
  pair_ = {text_.substr(at_, equals - at_), text_.substr(value_at, end - value_at), at_, value_at,
           is_decoded};
  at_ = end;
  return true;
}

}  // namespace oauth::codec
