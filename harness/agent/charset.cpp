// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/charset.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "harness/agent/ascii.h"

namespace oauthspec::agent {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

void append_character(std::string& out, char32_t c) {
  const auto tail = [&](unsigned shift) {
    out += static_cast<char>(0x80U | ((c >> shift) & 0x3FU));
  };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0U | (c >> 6U));
    tail(0);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0U | (c >> 12U));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0U | (c >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

/// What the octets 0x80 to 0x9F are in windows-1252; all others are those of Unicode.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

std::string from_windows_1252(std::string_view body) {
  std::string out;
  out.reserve(body.size());
  for (const char c : body) {
    const auto octet = static_cast<unsigned char>(c);
    const bool special = octet >= 0x80 && octet < 0xA0;
    append_character(out, special ? kWindows1252.at(octet - 0x80U) : char32_t{octet});
  }
  return out;
}

std::string from_utf_16(std::string_view body, bool big_endian) {
  const auto unit = [&](std::size_t at) -> char32_t {
    const auto first = static_cast<unsigned char>(body[at]);
    const auto second = static_cast<unsigned char>(body[at + 1]);
    return big_endian ? char32_t{first} << 8U | second : char32_t{second} << 8U | first;
  };
  std::string out;
  for (std::size_t at = 0; at + 1 < body.size(); at += 2) {
    const char32_t c = unit(at);
    const bool high = c >= 0xD800 && c < 0xDC00;
    const char32_t next = high && at + 3 < body.size() ? unit(at + 2) : 0;
    if (high && next >= 0xDC00 && next < 0xE000) {
      append_character(out, 0x10000 + ((c - 0xD800) << 10U) + (next - 0xDC00));
      at += 2;
    } else {
      append_character(out, c >= 0xD800 && c < 0xE000 ? kReplacement : c);
    }
  }
  return out;
}

/// The name behind "charset=" in a text in lower case.
std::string charset_in(std::string_view text) {
  const std::size_t at = text.find("charset");
  if (at == std::string_view::npos) return {};
  text = trim(text.substr(at + std::string_view("charset").size()));
  if (!text.starts_with('=')) return {};
  text = trim(text.substr(1));
  if (text.starts_with('"') || text.starts_with('\'')) text.remove_prefix(1);
  return std::string(text.substr(0, text.find_first_of("\"'; \t\n\r/>")));
}

/// Of the first meta element that names one.
std::string charset_of_meta(std::string_view body) {
  constexpr std::size_t kLookedAt = 1024;
  const std::string head = lower(body.substr(0, kLookedAt));
  for (std::size_t at = head.find("<meta"); at != std::string::npos;
       at = head.find("<meta", at + 1)) {
    const std::size_t end = std::min(head.find('>', at), head.size());
    std::string name = charset_in(std::string_view(head).substr(at, end - at));
    if (!name.empty()) return name;
  }
  return {};
}

bool is_windows_1252(std::string_view name) {
  constexpr std::array<std::string_view, 9> kNames = {"windows-1252", "iso-8859-1", "iso8859-1",
                                                      "iso_8859-1",   "latin1",     "us-ascii",
                                                      "ascii",        "cp1252",     "l1"};
  return std::ranges::find(kNames, name) != kNames.end();
}

}  // namespace

std::string to_utf8(std::string_view body, std::string_view content_type) {
  if (body.starts_with("\xEF\xBB\xBF")) return std::string(body.substr(3));
  if (body.starts_with("\xFE\xFF")) return from_utf_16(body.substr(2), true);
  if (body.starts_with("\xFF\xFE")) return from_utf_16(body.substr(2), false);
  std::string name = charset_in(lower(content_type));
  if (name == "utf-16" || name == "utf-16le") return from_utf_16(body, false);
  if (name == "utf-16be") return from_utf_16(body, true);
  if (name.empty()) name = charset_of_meta(body);
  return is_windows_1252(name) ? from_windows_1252(body) : std::string(body);
}

}  // namespace oauthspec::agent
