// SPDX-License-Identifier: Apache-2.0
#include "harness/report/text.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "harness/reference/codec/utf8.h"

namespace oauthspec::report {
namespace {

std::string_view escape_of(Colour colour) {
  constexpr std::array<std::string_view, 6> kEscapes{"",         "\x1b[31m", "\x1b[32m",
                                                     "\x1b[33m", "\x1b[1m",  "\x1b[2m"};
  return kEscapes.at(static_cast<std::size_t>(colour));
}

bool control(unsigned char octet) {
  constexpr unsigned char kDelete = 0x7F;
  return octet < ' ' || octet == kDelete;
}

}  // namespace

std::string paint(std::string_view text, Colour colour, bool on) {
  if (!on || colour == Colour::none) {
    return std::string(text);
  }
  return fmt::format("{}{}\x1b[0m", escape_of(colour), text);
}

std::string harmless(std::string_view text) {
  constexpr unsigned char kAscii = 0x80;
  // Octets of UTF-8 stay only where all of them are: U+0080 to U+009F, which terminals obey too, begin with C2.
  constexpr unsigned char kC1Lead = 0xC2;
  constexpr unsigned char kC1Last = 0x9F;
  const bool utf8 = oauth::codec::check_utf8(text).has_value();
  std::string safe;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto octet = static_cast<unsigned char>(text[i]);
    const bool c1 = octet == kC1Lead && i + 1 < text.size() &&
                    static_cast<unsigned char>(text[i + 1]) <= kC1Last;
    if (c1) {
      safe += fmt::format("\\x{:02X}\\x{:02X}", octet, static_cast<unsigned char>(text[i + 1]));
      ++i;
    } else if (octet != '\n' && (control(octet) || (octet >= kAscii && !utf8))) {
      safe += fmt::format("\\x{:02X}", octet);
    } else {
      safe += text[i];
    }
  }
  return safe;
}

std::string one_line(std::string_view text) {
  std::string line = harmless(text);
  std::ranges::replace(line, '\n', ' ');
  return line;
}

std::string shortened(std::string_view text, std::size_t octets) {
  if (text.size() <= octets) {
    return std::string(text);
  }
  constexpr unsigned char kContinuationMask = 0xC0;
  constexpr unsigned char kContinuation = 0x80;
  std::size_t end = octets;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & kContinuationMask) == kContinuation) {
    --end;
  }
  return fmt::format("{}... ({} octets in all)", text.substr(0, end), text.size());
}

std::string compact(const nlohmann::json& value, std::size_t octets) {
  std::string text = value.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
  constexpr char kDelete = 0x7F;
  // The one control character that JSON leaves as it is.
  for (std::size_t at = text.find(kDelete); at != std::string::npos; at = text.find(kDelete, at)) {
    text.replace(at, 1, "\\u007f");
  }
  if (text.size() > octets) {
    const std::size_t whole = text.size();
    text.resize(octets);
    text += fmt::format("... ({} octets in all)", whole);
  }
  return text;
}

std::string indented(std::string_view text, std::size_t columns) {
  std::string moved;
  for (const char c : text) {
    moved += c;
    if (c == '\n') {
      moved.append(columns, ' ');
    }
  }
  return moved;
}

std::string shell_word(std::string_view text) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=@%+,";
  if (!text.empty() && text.find_first_not_of(kPlain) == std::string_view::npos) {
    return std::string(text);
  }
  std::string word = "'";
  for (const char c : text) {
    if (c == '\'') {
      word += "'\\''";
    } else {
      word += c;
    }
  }
  return word + "'";
}

std::string percent(std::size_t part, std::size_t whole) {
  if (whole == 0) {
    return "0.0 %";
  }
  constexpr std::size_t kThousand = 1000;
  constexpr std::size_t kTen = 10;
  const std::size_t tenths = part * kThousand / whole;
  return fmt::format("{}.{} %", tenths / kTen, tenths % kTen);
}

}  // namespace oauthspec::report
