// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/equality.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "harness/reference/message/http.h"
#include "harness/runner/equality_pairs.h"
#include "harness/runner/equality_text.h"

namespace oauthspec::runner {
namespace {

using nlohmann::json;
using vector::Equality;
using vector::Shape;

Comparison verdict(std::optional<std::string> difference) {
  if (!difference) return {};
  return {.match = Match::different, .difference = *std::move(difference)};
}

Comparison other(const json& expected, const json& got) {
  return verdict(fmt::format("expected {}, got {}", show_value(expected), show_value(got)));
}

// Puts the place before the difference: "/0/verdict: ...".
Comparison placed(const std::string& place, Comparison inner) {
  if (inner.difference.starts_with('/')) {
    inner.difference = place + inner.difference;
  } else if (!inner.difference.empty()) {
    inner.difference = place + ": " + inner.difference;
  }
  return inner;
}

// Goes down to the first part that differs, so that a long value need not be read to find it.
std::optional<std::string> json_difference(const json& expected, const json& got,
                                           const std::string& place) {
  if (expected == got) return std::nullopt;
  if (expected.is_object() && got.is_object()) {
    for (const auto& [name, value] : expected.items()) {
      const std::string inner = place + json::json_pointer().operator/=(name).to_string();
      if (!got.contains(name)) return inner + ": is missing";
      if (auto found = json_difference(value, got[name], inner)) return found;
    }
    for (const auto& [name, value] : got.items()) {
      if (expected.contains(name)) continue;
      return place + json::json_pointer().operator/=(name).to_string() + ": was not expected";
    }
  }
  if (expected.is_array() && got.is_array() && expected.size() == got.size()) {
    for (std::size_t i = 0; i < expected.size(); ++i) {
      if (auto found = json_difference(expected[i], got[i], fmt::format("{}/{}", place, i))) {
        return found;
      }
    }
  }
  return fmt::format("{}{}expected {}, got {}", place, place.empty() ? "" : ": ",
                     show_value(expected), show_value(got));
}

using TextDifference = std::optional<std::string> (*)(std::string_view expected,
                                                      std::string_view got);

std::optional<std::string> octets_difference(std::string_view expected, std::string_view got) {
  if (expected == got) return std::nullopt;
  return first_difference(expected, got);
}

std::optional<std::string> caseless_difference(std::string_view expected, std::string_view got) {
  if (oauth::message::equal_without_case(expected, got)) return std::nullopt;
  return first_difference(expected, got);
}

std::optional<std::string> media_type_difference(std::string_view expected, std::string_view got) {
  const auto type = [](std::string_view text) {
    text = text.substr(0, text.find(';'));
    const std::size_t first = std::min(text.find_first_not_of(" \t"), text.size());
    return text.substr(first, text.find_last_not_of(" \t") + 1 - first);
  };
  return caseless_difference(type(expected), type(got));
}

Comparison compare_octets(const json& expected, const json& got, TextDifference difference) {
  const auto expected_octets = octets_of(expected);
  const auto got_octets = octets_of(got);
  if (expected_octets && got_octets) return verdict(difference(*expected_octets, *got_octets));
  return expected == got ? Comparison{} : other(expected, got);
}

Comparison compare_sets(const json& expected, const json& got) {
  if (!expected.is_array() || !got.is_array()) return other(expected, got);
  const std::set<json> expected_set(expected.begin(), expected.end());
  const std::set<json> got_set(got.begin(), got.end());
  for (const json& item : expected_set) {
    if (!got_set.contains(item)) return verdict(fmt::format("{} is missing", show_value(item)));
  }
  for (const json& item : got_set) {
    if (!expected_set.contains(item)) {
      return verdict(fmt::format("{} was not expected", show_value(item)));
    }
  }
  return {};
}

Comparison compare_least(const json& least, const json& got) {
  if (!least.is_number() || !got.is_number()) return other(least, got);
  if (got >= least) return {};
  return verdict(fmt::format("expected {} or more, got {}", show_value(least), show_value(got)));
}

// A difference outweighs a wrong reason, wherever each stands; of two alike the first is told.
void keep_worse(Comparison& worst, Comparison found) {
  if (found.match > worst.match) worst = std::move(found);
}

Comparison compare_items(const Shape& item, const json& expected, const json& got,
                         bool reason_codes) {
  if (!expected.is_array() || !got.is_array()) return other(expected, got);
  if (expected.size() != got.size()) {
    return verdict(fmt::format("expected {} items, got {}", expected.size(), got.size()));
  }
  Comparison worst;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    keep_worse(worst,
               placed(fmt::format("/{}", i), compare(item, expected[i], got[i], reason_codes)));
  }
  return worst;
}

Comparison compare_members(const Shape& shape, const json& expected, const json& got,
                           bool reason_codes) {
  if (!expected.is_object() || !got.is_object()) return other(expected, got);
  for (const auto& [name, value] : got.items()) {
    if (!shape.members.contains(name)) {
      return verdict(fmt::format("the op gives no member {}", show(name)));
    }
  }
  Comparison worst;
  // A header holds what the others are: where they differ, that is told first.
  std::vector<std::pair<std::string, const Shape*>> members;
  members.reserve(shape.members.size());
  for (const auto& [name, member] : shape.members) members.emplace_back(name, &member);
  std::ranges::sort(members, {}, [](const auto& member) {
    return std::pair(member.second->equality == Equality::header, member.first);
  });
  for (const auto& [name, member] : members) {
    const bool there = got.contains(name);
    if (!there && expected.contains(name) && shape.required.contains(name)) {
      keep_worse(worst, verdict(fmt::format("/{}: is missing", name)));
    }
    // An adapter leaves out what its library does not show, and a vector what it does not ask.
    if (!there || !expected.contains(name)) continue;
    keep_worse(worst,
               placed("/" + name, compare(*member, expected[name], got[name], reason_codes)));
  }
  return worst;
}

Comparison compare_reasons(const json& expected, const json& got, bool reason_codes) {
  if (!reason_codes || expected == got) return {};
  Comparison found = other(expected, got);
  found.match = Match::other_reason;
  return found;
}

}  // namespace

Comparison compare(const Shape& shape, const json& expected, const json& got, bool reason_codes) {
  if (shape.equality == Equality::reason) return compare_reasons(expected, got, reason_codes);
  if (expected.is_null() || got.is_null()) {
    return expected == got ? Comparison{} : other(expected, got);
  }
  switch (shape.equality) {
    case Equality::members:
      return shape.items.empty() ? compare_members(shape, expected, got, reason_codes)
                                 : compare_items(shape.items[0], expected, got, reason_codes);
    case Equality::parameters:
      return verdict(parameters_difference(expected, got));
    case Equality::set:
      return compare_sets(expected, got);
    case Equality::text:
      return compare_octets(expected, got, octets_difference);
    case Equality::url:
      return compare_octets(expected, got, url_difference);
    case Equality::header:
      return compare_octets(expected, got, header_difference);
    case Equality::form:
      return compare_octets(expected, got, form_difference);
    case Equality::caseless:
      return compare_octets(expected, got, caseless_difference);
    case Equality::credentials:
      return compare_octets(expected, got, credentials_difference);
    case Equality::media_type:
      return compare_octets(expected, got, media_type_difference);
    case Equality::challenges:
      return compare_octets(expected, got, challenges_difference);
    case Equality::at_least:
      return compare_least(expected, got);
    case Equality::verified:
      return {
          .match = Match::unknown,
          .difference = fmt::format("values of equality \"{}\" are not compared by this version",
                                    vector::name(shape.equality))};
    case Equality::json:
    case Equality::reason:
      break;
  }
  return verdict(json_difference(expected, got, ""));
}

}  // namespace oauthspec::runner
