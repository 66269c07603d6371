// SPDX-License-Identifier: Apache-2.0
// Section 3.6: how a text is percent-encoded, and decoded.
#include "harness/reference/codec/percent.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "harness/defects/oauth1/answers.h"
#include "harness/defects/oauth1/code_points.h"
#include "harness/defects/oauth1/tables.h"
#include "harness/defects/oauth1/wrong_encoding.h"

namespace oauthspec::defects::oauth1 {
namespace {

using oauth::codec::percent_decode;
using oauth::codec::percent_encode;

template <auto Wrong>
constexpr auto kEncoding = planted<answers::percent_encode, &Functions::encode, Wrong>;
template <auto Wrong>
constexpr auto kDecoding = planted<answers::percent_decode, &Functions::decode, Wrong>;

std::string plus_kept(string_view octets) {
  return wrong::escape_all_but(octets, "-._~+");
}

// The delimiters of a whole URI, as JavaScript's encodeURI leaves them.
std::string delimiters_kept(string_view octets) {
  return wrong::escape_all_but(octets, "-._~:/?#[]@!$&'()*+,;=");
}

std::string white_space_trimmed(string_view octets) {
  constexpr string_view kWhiteSpace = " \t\r\n";
  const std::size_t begin = octets.find_first_not_of(kWhiteSpace);
  if (begin == string_view::npos) return {};
  return percent_encode(octets.substr(begin, octets.find_last_not_of(kWhiteSpace) - begin + 1));
}

std::string line_ends_rewritten(string_view octets) {
  std::string unix_ends(octets);
  std::erase(unix_ends, '\r');
  return percent_encode(unix_ends);
}

// sprintf("%%%X"): no leading zero.
std::string one_digit_escapes(string_view octets) {
  std::string out;
  for (const char c : octets) {
    const std::string escaped = percent_encode(string_view(&c, 1));
    out += escaped.starts_with("%0") ? "%" + escaped.substr(2) : escaped;
  }
  return out;
}

// Each half of a surrogate pair is encoded on its own, as CESU-8 has it.
std::string surrogates_encoded(string_view octets) {
  std::string out;
  for (const char16_t unit : utf16(octets)) out += percent_encode(utf8(unit));
  return out;
}

std::string byte_order_mark_dropped(string_view octets) {
  return percent_encode(octets.starts_with("\xEF\xBB\xBF") ? octets.substr(3) : octets);
}

// Octets beyond ASCII are taken for ISO 8859-1 where they are no UTF-8, and made UTF-8 of.
std::string octets_as_characters(string_view octets) {
  std::string out;
  for (const char32_t code_point : code_points(octets)) out += percent_encode(utf8(code_point));
  return out;
}

// JavaScript's decodeURI leaves the escapes of delimiters.
Result<std::string> delimiters_not_decoded(string_view text) {
  return wrong::decoded_by(text, [](string_view escape) {
    std::string octet = percent_decode(escape).value();
    return string_view(";/?:@&=+$,#").find(octet) == string_view::npos ? octet
                                                                       : std::string(escape);
  });
}

// strtoul() reads signs, white space and "0x", and takes what is no number for 0.
Result<std::string> digits_by_number_parser(string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const std::string digits(text.substr(i + 1, 2));
    out += static_cast<char>(std::strtoul(digits.c_str(), nullptr, 16));
    i += 2;
  }
  return out;
}

// Looks at both digits before it looks whether they are there.
Result<std::string> truncated_escape_crashes(string_view text) {
  for (std::size_t i = text.find('%'); i != string_view::npos; i = text.find('%', i + 1))
    static_cast<void>(text.at(i + 2));
  return percent_decode(text);
}

Result<std::string> code_point_escapes(string_view text) {
  std::string out;
  for (std::size_t at = text.find("%u"); at != string_view::npos; at = text.find("%u")) {
    const auto before = percent_decode(text.substr(0, at));
    if (!before) return before;
    const std::string digits(text.substr(at + 2, 4));
    out += *before + utf8(static_cast<char32_t>(std::strtoul(digits.c_str(), nullptr, 16)));
    text = text.substr(std::min(at + 6, text.size()));
  }
  return changed(percent_decode(text), [&](const std::string& rest) { return out + rest; });
}

Result<std::string> decoded_text_ends_at_nul(string_view text) {
  return changed(percent_decode(text),
                 [](const std::string& octets) { return octets.substr(0, octets.find('\0')); });
}

Result<std::string> decoded_octets_replaced(string_view text) {
  return changed(percent_decode(text), with_replacements);
}

constexpr auto kDefects = std::to_array<Defect>({
    {"oauth1.percent_encode", "space-as-plus", "RFC5849-3.6-3",
     "a space becomes \"+\", as in a form", kEncoding<wrong::space_as_plus>},
    {"oauth1.percent_encode", "asterisk-kept", "RFC5849-3.6-3",
     "\"*\" is left as it is, as in a form", kEncoding<wrong::asterisk_kept>},
    {"oauth1.percent_encode", "script-marks-kept", "RFC5849-3.6-3",
     "\"!'()*\" are left as they are, as by encodeURIComponent",
     kEncoding<wrong::script_marks_kept>},
    {"oauth1.percent_encode", "slash-kept", "RFC5849-3.6-3", "\"/\" is left as it is",
     kEncoding<wrong::slash_kept>},
    {"oauth1.percent_encode", "plus-kept", "RFC5849-3.6-3", "\"+\" is left as it is",
     kEncoding<plus_kept>},
    {"oauth1.percent_encode", "delimiters-kept", "RFC5849-3.6-3",
     "what delimits the parts of a URI is left as it is, as by encodeURI",
     kEncoding<delimiters_kept>},
    {"oauth1.percent_encode", "escapes-kept", "RFC5849-3.6-3",
     "what looks escaped already is left as it is", kEncoding<wrong::escapes_kept>},
    {"oauth1.percent_encode", "white-space-trimmed", "RFC5849-3.6-3",
     "white space at both ends is dropped", kEncoding<white_space_trimmed>},
    {"oauth1.percent_encode", "line-ends-rewritten", "RFC5849-3.6-3",
     "carriage returns are dropped", kEncoding<line_ends_rewritten>},
    {"oauth1.percent_encode", "nul-ends-text", "RFC5849-3.6-3", "a zero octet ends the text",
     kEncoding<wrong::nul_ends_text>},
    {"oauth1.percent_encode", "cut-to-buffer", "RFC5849-3.6-3",
     "what is longer than a buffer is cut off", kEncoding<wrong::cut_to_buffer>},
    {"oauth1.percent_encode", "tilde-escaped", "RFC5849-3.6-2", "\"~\" is escaped",
     kEncoding<wrong::tilde_escaped>},
    {"oauth1.percent_encode", "punctuation-escaped", "RFC5849-3.6-2",
     "all but letters and digits is escaped", kEncoding<wrong::punctuation_escaped>},
    {"oauth1.percent_encode", "lower-case-digits", "RFC5849-3.6-4",
     "hexadecimal digits are in lower case", kEncoding<wrong::lower_case_digits>},
    {"oauth1.percent_encode", "one-digit-escapes", "RFC5849-3.6-4",
     "an escape below 16 has one digit only", kEncoding<one_digit_escapes>},
    {"oauth1.percent_encode", "latin-1", "RFC5849-3.6-1",
     "characters of ISO 8859-1 are encoded as that has them", kEncoding<wrong::latin_1>},
    {"oauth1.percent_encode", "code-unit-escapes", "RFC5849-3.6-1",
     "UTF-16 is escaped as \"%u20AC\"", kEncoding<wrong::code_unit_escapes>},
    {"oauth1.percent_encode", "surrogates-encoded", "RFC5849-3.6-1",
     "each surrogate of UTF-16 is encoded on its own", kEncoding<surrogates_encoded>},
    {"oauth1.percent_encode", "byte-order-mark-dropped", "RFC5849-3.6-1",
     "U+FEFF at the start is dropped", kEncoding<byte_order_mark_dropped>},
    {"oauth1.percent_encode", "octets-replaced", "RFC5849-3.6-5",
     "octets that are no UTF-8 become U+FFFD", kEncoding<wrong::octets_replaced>},
    {"oauth1.percent_encode", "octets-as-characters", "RFC5849-3.6-5",
     "octets that are no UTF-8 are taken for ISO 8859-1", kEncoding<octets_as_characters>},
    {"oauth1.percent_decode", "plus-as-space", "RFC5849-3.6-6", "\"+\" becomes a space",
     kDecoding<wrong::decoded_plus_as_space>},
    {"oauth1.percent_decode", "decoded-twice", "RFC5849-3.6-6",
     "what was decoded is decoded once more", kDecoding<wrong::decoded_twice>},
    {"oauth1.percent_decode", "not-decoded", "RFC5849-3.6-6", "nothing is decoded",
     kDecoding<wrong::not_decoded>},
    {"oauth1.percent_decode", "lower-case-escapes-kept", "RFC5849-3.6-6",
     "escapes with lower-case digits are left as they are",
     kDecoding<wrong::lower_case_escapes_kept>, Weight::warn},
    {"oauth1.percent_decode", "delimiters-not-decoded", "RFC5849-3.6-6",
     "escaped delimiters are left as they are, as by decodeURI", kDecoding<delimiters_not_decoded>},
    {"oauth1.percent_decode", "digits-by-number-parser", "RFC5849-3.6-6",
     "digits are read by a number parser, which takes signs and spaces too",
     kDecoding<digits_by_number_parser>, Weight::warn},
    {"oauth1.percent_decode", "truncated-escape-crashes", "RFC5849-3.6-6",
     "an escape without its digits ends in an exception", kDecoding<truncated_escape_crashes>},
    {"oauth1.percent_decode", "code-point-escapes", "RFC5849-3.6-6",
     "\"%u005A\" is taken for an escape", kDecoding<code_point_escapes>, Weight::warn},
    {"oauth1.percent_decode", "nul-ends-text", "RFC5849-3.6-6",
     "an escaped zero octet ends the text", kDecoding<decoded_text_ends_at_nul>},
    {"oauth1.percent_decode", "latin-1", "RFC5849-3.6-1",
     "each escaped octet is a character of ISO 8859-1", kDecoding<wrong::decoded_as_latin_1>},
    {"oauth1.percent_decode", "octets-replaced", "RFC5849-3.6-5",
     "octets that are no UTF-8 become U+FFFD", kDecoding<decoded_octets_replaced>, Weight::warn},
});

}  // namespace

std::span<const Defect> percent_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth1
