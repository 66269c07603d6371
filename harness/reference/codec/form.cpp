// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/form.h"

#include <algorithm>

#include "harness/reference/codec/percent.h"

namespace oauth::codec {

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

}  // namespace oauth::codec
