// SPDX-License-Identifier: Apache-2.0
#include "harness/result/expectation.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace oauthspec::result {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 5> kNames{"fail", "crash", "timeout", "skip", "flaky"};

std::string quoted(const std::string& text) {
  return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

// The first line of a text, cut where it is long, and never inside a character.
std::string short_line(std::string_view text) {
  constexpr std::size_t kLongest = 160;
  constexpr unsigned char kTrail = 0xC0;
  constexpr unsigned char kTrailMark = 0x80;
  text = text.substr(0, text.find('\n'));
  if (text.size() <= kLongest) return std::string(text);
  std::size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & kTrail) == kTrailMark) --end;
  return std::string(text.substr(0, end)) + "...";
}

std::optional<Expect> expect_of(const Result& result) {
  switch (result.status) {
    case Status::fail:
    case Status::vacuous:
      return Expect::fail;
    case Status::error:
      return raised_by_library(result) ? std::optional(Expect::fail) : std::nullopt;
    case Status::crash:
      return Expect::crash;
    case Status::timeout:
      return Expect::timeout;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::string_view name(Expect expect) {
  return kNames.at(static_cast<std::size_t>(expect));
}

std::optional<Expect> expect_named(std::string_view text) {
  const auto* const found = std::ranges::find(kNames, text);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Expect>(found - kNames.begin());
}

std::string write_entry(const Expectation& entry) {
  std::string text = fmt::format(R"({{"id": {}, "expect": "{}", "reason": {})", quoted(entry.id),
                                 name(entry.expect), quoted(entry.reason));
  if (!entry.issue.empty()) text += fmt::format(R"(, "issue": {})", quoted(entry.issue));
  if (!entry.until.empty()) text += fmt::format(R"(, "until": {})", quoted(entry.until));
  return text + "}";
}

bool raised_by_library(const Result& result) {
  return result.got && result.got->is_object() && result.got->contains("error");
}

std::optional<Expectation> expectation_for(const Result& result) {
  const auto expect = expect_of(result);
  if (!expect || result.also) return std::nullopt;
  std::string reason(kUnreviewed);
  if (!result.requirements.empty()) reason += result.requirements[0] + ": ";
  reason += result.message.empty() ? std::string(name(*expect)) : short_line(result.message);
  return Expectation{
      .id = result.test, .expect = *expect, .reason = std::move(reason), .issue = {}, .until = {}};
}

}  // namespace oauthspec::result
