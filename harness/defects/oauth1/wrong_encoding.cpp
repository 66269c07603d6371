// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth1/wrong_encoding.h"

#include <algorithm>

#include "harness/defects/oauth1/code_points.h"
#include "harness/reference/codec/percent.h"

namespace oauthspec::defects::oauth1::wrong {
namespace {

using std::string_view;

using oauth::codec::percent_decode;
using oauth::codec::percent_encode;

constexpr string_view kUnreserved = "-._~";

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool starts_with_escape(string_view text) {
  return text.starts_with('%') && percent_decode(text.substr(0, 3)).has_value();
}

}  // namespace

std::string escape_all_but(string_view octets, string_view kept, string_view digits) {
  std::string out;
  for (const char c : octets) {
    if (is_letter_or_digit(c) || kept.find(c) != string_view::npos) {
      out += c;
      continue;
    }
    const auto octet = static_cast<unsigned char>(c);
    out += '%';
    out += digits[octet >> 4U];
    out += digits[octet & 0x0FU];
  }
  return out;
}

std::string space_as_plus(string_view octets) {
  std::string out = escape_all_but(octets, "-._~ ");
  std::ranges::replace(out, ' ', '+');
  return out;
}

std::string asterisk_kept(string_view octets) {
  return escape_all_but(octets, "-._~*");
}

std::string script_marks_kept(string_view octets) {
  return escape_all_but(octets, "-._~!'()*");
}

std::string slash_kept(string_view octets) {
  return escape_all_but(octets, "-._~/");
}

std::string escapes_kept(string_view octets) {
  std::string out;
  for (std::size_t i = 0; i < octets.size(); ++i) {
    out += starts_with_escape(octets.substr(i)) ? "%" : percent_encode(octets.substr(i, 1));
  }
  return out;
}

std::string tilde_escaped(string_view octets) {
  return escape_all_but(octets, "-._");
}

std::string punctuation_escaped(string_view octets) {
  return escape_all_but(octets, "");
}

std::string lower_case_digits(string_view octets) {
  return escape_all_but(octets, kUnreserved, "0123456789abcdef");
}

std::string latin_1(string_view octets) {
  std::string out;
  for (const char32_t code_point : code_points(octets)) {
    out += percent_encode(code_point < 0x100 ? std::string(1, static_cast<char>(code_point))
                                             : utf8(code_point));
  }
  return out;
}

std::string code_unit_escapes(string_view octets) {
  std::string out;
  for (const char16_t unit : utf16(octets)) {
    if (unit < 0x100) {
      out += percent_encode(std::string(1, static_cast<char>(unit)));
      continue;
    }
    out += "%u";
    for (const unsigned shift : {12U, 8U, 4U, 0U})
      out += "0123456789ABCDEF"[(static_cast<unsigned>(unit) >> shift) & 0x0FU];
  }
  return out;
}

std::string octets_replaced(string_view octets) {
  return percent_encode(with_replacements(octets));
}

std::string nul_ends_text(string_view octets) {
  return percent_encode(octets.substr(0, octets.find('\0')));
}

std::string not_encoded(string_view octets) {
  return std::string(octets);
}

std::string encoded_twice(string_view octets) {
  return percent_encode(percent_encode(octets));
}

std::string cut_to_buffer(string_view octets) {
  constexpr std::size_t kBuffer = 256;
  return percent_encode(octets.substr(0, kBuffer));
}

std::string hexadecimal(string_view octets) {
  constexpr string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : octets) {
    out += kDigits[static_cast<unsigned char>(c) >> 4U];
    out += kDigits[static_cast<unsigned char>(c) & 0x0FU];
  }
  return out;
}

oauth::Result<std::string> decoded_plus_as_space(string_view text) {
  std::string spaces(text);
  std::ranges::replace(spaces, '+', ' ');
  return percent_decode(spaces);
}

oauth::Result<std::string> decoded_twice(string_view text) {
  const auto once = percent_decode(text);
  if (!once) return once;
  const auto twice = percent_decode(*once);
  return twice ? twice : once;
}

oauth::Result<std::string> not_decoded(string_view text) {
  return std::string(text);
}

oauth::Result<std::string> decoded_as_latin_1(string_view text) {
  const auto octets = percent_decode(text);
  if (!octets) return octets;
  std::string out;
  for (const char octet : *octets) out += utf8(static_cast<unsigned char>(octet));
  return out;
}

oauth::Result<std::string> lower_case_escapes_kept(string_view text) {
  return decoded_by(text, [](string_view escape) {
    const bool lower = escape.find_first_of("abcdef") != string_view::npos;
    return lower ? std::string(escape) : percent_decode(escape).value();
  });
}

}  // namespace oauthspec::defects::oauth1::wrong
