// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/json.h"

#include <algorithm>
#include <array>
#include <string>

#include <nlohmann/json.hpp>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

std::optional<std::string> rewritten(const json& value) {
  if (value.is_discarded()) return std::nullopt;
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

const JsonCodec& right() {
  static const JsonCodec codec = reference<JsonCodec>();
  return codec;
}

/// The library's own parser: the last of several members counts.
std::optional<std::string> last_member_wins(std::string_view text) {
  if (right().rewrite(text) || text.contains('\0') || std::ranges::count(text, '[') > 40) {
    return right().rewrite(text);
  }
  return rewritten(json::parse(text, nullptr, false));
}

std::optional<std::string> with_comments(std::string_view text) {
  if (!text.contains("/*") || text.contains('\0')) return right().rewrite(text);
  const json value = json::parse(text, nullptr, false, true);
  return value.is_discarded()
             ? right().rewrite(text)
             : right().rewrite(value.dump(-1, ' ', true, json::error_handler_t::replace));
}

/// What follows a NUL is not looked at, as the library's parser does.
std::optional<std::string> until_nul(std::string_view text) {
  return right().rewrite(text.substr(0, text.find('\0')));
}

/// Every number is a double, as in JavaScript.
void make_doubles(json& value) {
  if (value.is_number()) value = value.get<double>();
  if (!value.is_structured()) return;
  for (json& part : value) make_doubles(part);
}

std::optional<std::string> numbers_are_doubles(std::string_view text) {
  const auto written = right().rewrite(text);
  if (!written) return std::nullopt;
  json value = json::parse(*written);
  make_doubles(value);
  return value.dump();
}

/// A control character is written as it is.
std::string write_controls(std::string_view octets) {
  std::string text = right().write_string(octets);
  for (std::size_t at = text.find("\\u001f"); at != std::string::npos; at = text.find("\\u001f")) {
    text.replace(at, 6, "\x1f");
  }
  return text;
}

constexpr auto kBugs = std::to_array<PlantedBug<JsonCodec>>({
    {"last-member-wins", "Of several members with one name the last is kept.", "RFC 8259 4",
     [](JsonCodec& codec) { codec.rewrite = last_member_wins; }},
    {"comments-are-skipped", "Comments are passed over.", "RFC 8259 2",
     [](JsonCodec& codec) { codec.rewrite = with_comments; }},
    {"text-ends-at-nul", "What follows a NUL is not looked at.", "nlohmann/json's parser",
     [](JsonCodec& codec) { codec.rewrite = until_nul; }},
    {"numbers-are-doubles", "Integers beyond 2^53 are rounded.", "RFC 8259 6",
     [](JsonCodec& codec) { codec.rewrite = numbers_are_doubles; }},
    {"control-is-written", "A control character in a string is written as it is.", "RFC 8259 7",
     [](JsonCodec& codec) { codec.write_string = write_controls; }},
});

}  // namespace

template <>
std::span<const PlantedBug<JsonCodec>> planted_bugs<JsonCodec>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
