// SPDX-License-Identifier: Apache-2.0
#include "harness/vector/suite.h"

#include <algorithm>

namespace oauthspec::vector {
namespace {

using nlohmann::json;

// Ops that judge say so inside their value: {"verdict": "refused"}, alone or in an array.
bool holds_refusal(const json& value) {
  if (value.is_object()) return value.value("verdict", json()) == "refused";
  return value.is_array() && std::ranges::any_of(value, holds_refusal);
}

bool refusal(const Outcome& outcome) {
  return !outcome.out || holds_refusal(*outcome.out);
}

}  // namespace

std::string_view name(Level level) {
  switch (level) {
    case Level::must:
      return "must";
    case Level::should:
      return "should";
    case Level::may:
      return "may";
  }
  return "";
}

std::string full_name(const Suite& suite, const Test& test) {
  return suite.name + "/" + test.id;
}

bool rejecting(const Test& test) {
  return std::ranges::all_of(test.expect.outcomes, refusal);
}

bool may_reject(const Test& test) {
  return std::ranges::any_of(test.expect.outcomes, refusal);
}

std::optional<json::json_pointer> chosen_place(const json& in, std::string_view name) {
  for (const std::string parent : {"/request/", "/"}) {
    // Only the url is a part of the request; no header field or body is meant.
    if (parent != "/" && name != "url") continue;
    json::json_pointer place(parent + std::string(name));
    if (in.contains(place)) return place;
  }
  return std::nullopt;
}

}  // namespace oauthspec::vector
