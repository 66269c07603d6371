// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>

#include "harness/reference/base/error.h"
#include "harness/reference/codec/percent_kernels.h"
#include "harness/reference/codec/percent_tables.h"

namespace oauth::codec {
namespace percent {
/// compare_percent_encoded(), whatever the texts begin with.
[[nodiscard]] std::strong_ordering compare_alike(std::string_view a, std::string_view b);
}  // namespace percent

/// Percent-encodes `octets` as OAuth 1.0 requires: every octet outside `unreserved` becomes
/// "%XX" with upper-case digits. Unlike form encoding, a space is "%20" and "*" is escaped.
///
/// Input:  octets, already encoded as UTF-8 where they stand for text (RFC5849-3.6-1); NUL is an
///         ordinary octet.
/// Output: ASCII, at most three times the size of the input.
/// ABNF:   unreserved = ALPHA / DIGIT / "-" / "." / "_" / "~"
/// Spec:   RFC 5849 section 3.6; RFC 3986 section 2.3
[[nodiscard]] std::string percent_encode(std::string_view octets);

/// Appends what percent_encode() gives.
void append_percent_encoded(std::string& out, std::string_view octets);

/// Appends percent_encode(percent_encode(octets)), in one pass: the parameters of a base string are
/// encoded once on their own and once with the whole (RFC 5849 sections 3.4.1.3.2 and 3.4.1.1).
void append_percent_encoded_twice(std::string& out, std::string_view octets);

/// Octets behind what is written that may be overwritten: vectors are stored whole.
inline constexpr std::size_t kPercentSlack = 64;

/// What the buffer given to write_percent_encoded() must have, for an input of so many octets.
[[nodiscard]] constexpr std::size_t percent_encoded_room(std::size_t octets) {
  return octets * 3 + kPercentSlack;
}

/// The same for write_percent_encoded_twice(), where "%" is "%25" once more.
[[nodiscard]] constexpr std::size_t percent_encoded_twice_room(std::size_t octets) {
  return octets * 5 + kPercentSlack;
}

/// Writes what percent_encode() gives, and allocates nothing.
///
/// Input:  out, with percent_encoded_room(octets.size()) octets, none of them in `octets`; what is
///         in the room behind the text is not defined afterwards.
/// Output: the end of the text.
[[nodiscard]] inline char* write_percent_encoded(char* out, std::string_view octets) {
  return percent::in_use().encode(out, octets);
}

/// Writes what append_percent_encoded_twice() appends, into percent_encoded_twice_room() octets.
[[nodiscard]] inline char* write_percent_encoded_twice(char* out, std::string_view octets) {
  return percent::in_use().encode_twice(out, octets);
}

/// Orders `a` and `b` as the octets of percent_encode(a) and percent_encode(b) are ordered, without
/// encoding them.
///
/// Spec:   RFC 5849 section 3.4.1.3.2, steps 1 and 2
[[nodiscard]] inline std::strong_ordering compare_percent_encoded(std::string_view a,
                                                                  std::string_view b) {
  // Most names differ in their first octet.
  if (!a.empty() && !b.empty() && a.front() != b.front())
    return percent::rank(a.front()) <=> percent::rank(b.front());
  return percent::compare_alike(a, b);
}

/// Reverses percent_encode(). "+" is left alone: it means a space only in forms (form.h).
///
/// Input:  text of one component, already split at its delimiters. Any octet may stand unescaped,
///         and hexadecimal digits may be of either case: RFC 5849 section 3.6 binds those who
///         write.
/// Output: octets, which need not be UTF-8.
/// Errors: percent_truncated, percent_bad_digit; Error::offset is the position of the "%".
/// ABNF:   pct-encoded = "%" HEXDIG HEXDIG
/// Spec:   RFC 3986 section 2.1
[[nodiscard]] Result<std::string> percent_decode(std::string_view text);

/// Appends what percent_decode() gives; on an error `out` holds what came before the offending "%".
/// `plus` is what a "+" stands for: itself, or a space in a form.
[[nodiscard]] Result<void> append_percent_decoded(std::string& out, std::string_view text,
                                                  char plus = '+');

}  // namespace oauth::codec
