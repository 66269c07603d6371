// SPDX-License-Identifier: Apache-2.0
// The example's library, small enough to be read at a glance.
#include <toy.h>

namespace {

int value_of(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  return -1;
}

}  // namespace

ptrdiff_t toy_unescape(const char* text, size_t count, char* octets) {
  char* end = octets;
  for (size_t at = 0; at < count; ++at) {
    if (text[at] != '%') {
      *end++ = text[at];
      continue;
    }
    if (count - at < 3) return -1;
    const int high = value_of(text[at + 1]);
    const int low = value_of(text[at + 2]);
    if (high < 0 || low < 0) return -1;
    *end++ = static_cast<char>(high * 16 + low);
    at += 2;
  }
  return end - octets;
}
