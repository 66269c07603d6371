// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/equality_text.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

#include "harness/reference/codec/base64.h"

namespace oauthspec::runner {
namespace {

using nlohmann::json;

constexpr std::size_t kBefore = 24;
constexpr std::size_t kAfter = 24;

void append_escaped(std::string& out, char c) {
  const auto octet = static_cast<unsigned char>(c);
  if (c == '\n') {
    out += "\\n";
  } else if (c == '\r') {
    out += "\\r";
  } else if (c == '\t') {
    out += "\\t";
  } else if (c == '"' || c == '\\') {
    out += {'\\', c};
  } else if (octet < 0x20 || octet > 0x7E) {
    out += fmt::format("\\x{:02X}", octet);
  } else {
    out += c;
  }
}

// The text around `place`; dots stand for what is cut off.
std::string around(std::string_view text, std::size_t place) {
  const std::size_t begin = place > kBefore ? place - kBefore : 0;
  const std::string_view part = text.substr(begin, place - begin + kAfter);
  return fmt::format("{}{}{}", begin > 0 ? "..." : "", show(part),
                     begin + part.size() < text.size() ? "..." : "");
}

}  // namespace

std::optional<std::string> octets_of(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_object() || value.size() != 1 || !value.contains("b64")) return std::nullopt;
  if (!value["b64"].is_string()) return std::nullopt;
  auto octets = oauth::codec::base64_decode(value["b64"].get<std::string>());
  if (!octets) return std::nullopt;
  return *std::move(octets);
}

std::string show(std::string_view octets) {
  std::string text = "\"";
  for (const char c : octets) append_escaped(text, c);
  return text + '"';
}

std::string show_value(const json& value) {
  constexpr std::size_t kLongest = 100;
  const std::string text = value.dump(-1, ' ', true, json::error_handler_t::replace);
  return text.size() <= kLongest ? text : text.substr(0, kLongest) + "...";
}

std::string first_difference(std::string_view expected, std::string_view got) {
  const auto [in_expected, in_got] = std::ranges::mismatch(expected, got);
  const auto place = static_cast<std::size_t>(in_expected - expected.begin());
  return fmt::format("at octet {}: expected {}, got {}", place, around(expected, place),
                     around(got, place));
}

}  // namespace oauthspec::runner
