// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "harness/reference/base/error.h"
#include "harness/reference/codec/percent.h"

/// Wrong ways to encode and decode, each of which some library has had.
namespace oauthspec::defects::oauth1::wrong {

/// Percent-encodes all but letters, digits and what `kept` holds.
[[nodiscard]] std::string escape_all_but(std::string_view octets, std::string_view kept,
                                         std::string_view digits = "0123456789ABCDEF");

/// The form encoding's "+", for a space.
[[nodiscard]] std::string space_as_plus(std::string_view octets);
/// Java's URLEncoder leaves "*" alone.
[[nodiscard]] std::string asterisk_kept(std::string_view octets);
/// JavaScript's encodeURIComponent leaves "!'()*" alone.
[[nodiscard]] std::string script_marks_kept(std::string_view octets);
/// Python's quote leaves "/" alone.
[[nodiscard]] std::string slash_kept(std::string_view octets);
/// What looks like an escape is not escaped again.
[[nodiscard]] std::string escapes_kept(std::string_view octets);
/// Java's URLEncoder, and PHP before 5.3, escape "~".
[[nodiscard]] std::string tilde_escaped(std::string_view octets);
[[nodiscard]] std::string punctuation_escaped(std::string_view octets);
[[nodiscard]] std::string lower_case_digits(std::string_view octets);
/// Each character below U+0100 is one octet, as ISO 8859-1 has it.
[[nodiscard]] std::string latin_1(std::string_view octets);
/// JavaScript's escape writes "%u20AC".
[[nodiscard]] std::string code_unit_escapes(std::string_view octets);
/// Octets that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string octets_replaced(std::string_view octets);
/// A zero octet ends a text of C.
[[nodiscard]] std::string nul_ends_text(std::string_view octets);
[[nodiscard]] std::string not_encoded(std::string_view octets);
[[nodiscard]] std::string encoded_twice(std::string_view octets);
/// A buffer of 256 octets.
[[nodiscard]] std::string cut_to_buffer(std::string_view octets);

/// Octets in hexadecimal digits, where Base64 is meant.
[[nodiscard]] std::string hexadecimal(std::string_view octets);

[[nodiscard]] oauth::Result<std::string> decoded_plus_as_space(std::string_view text);
[[nodiscard]] oauth::Result<std::string> decoded_twice(std::string_view text);
[[nodiscard]] oauth::Result<std::string> not_decoded(std::string_view text);
[[nodiscard]] oauth::Result<std::string> decoded_as_latin_1(std::string_view text);
[[nodiscard]] oauth::Result<std::string> lower_case_escapes_kept(std::string_view text);

/// Decodes a text of which every escape is well formed; `meaning` says what one stands for.
template <class Meaning>
oauth::Result<std::string> decoded_by(std::string_view text, Meaning meaning) {
  if (auto whole = oauth::codec::percent_decode(text); !whole) return whole;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    out += meaning(text.substr(i, 3));
    i += 2;
  }
  return out;
}

}  // namespace oauthspec::defects::oauth1::wrong
