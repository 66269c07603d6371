// SPDX-License-Identifier: Apache-2.0
#include "harness/selfcheck/known_answers.h"

#include <optional>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/selfcheck/known_answers_json.h"

namespace oauthspec::selfcheck {
namespace {

using nlohmann::json;

Carries carries(const json& entry) {
  const std::string what = entry.value("carries", "");
  if (what == "utf8") {
    return Carries::utf8;
  }
  return what == "octets" ? Carries::octets : Carries::nothing;
}

std::optional<KnownAnswer> of_vector(const json& entry, const vector::Library& library) {
  const auto found = library.find(entry["vector"].get<std::string>());
  if (found.test == nullptr) {
    return std::nullopt;
  }
  KnownAnswer known{.suite = {}, .test = *found.test, .carries = carries(entry)};
  known.suite.name = found.suite->name;
  known.suite.op = found.suite->op;
  return known;
}

KnownAnswer of_value(const json& entry, std::size_t number) {
  KnownAnswer known{.suite = {}, .test = {}, .carries = carries(entry)};
  known.suite.name = "known-answers";
  known.suite.op = entry["op"];
  known.test.id = fmt::format("{}", number);
  known.test.title = entry["source"];
  known.test.source = entry["source"];
  known.test.in = entry["in"];
  known.test.expect.outcomes = {{.policy = "", .out = entry["out"], .reject = {}}};
  known.test.requires_features = entry.value("requires", std::vector<std::string>());
  known.test.may_choose = entry.value("may_choose", std::vector<std::string>());
  return known;
}

}  // namespace

std::vector<KnownAnswer> known_answers(const vector::Library& library) {
  std::vector<KnownAnswer> all;
  const json file = json::parse(kKnownAnswersJson);
  for (const json& entry : file["answers"]) {
    auto known = entry.contains("vector") ? of_vector(entry, library) : of_value(entry, all.size());
    if (known && library.ops.contains(known->suite.op)) {
      all.push_back(*std::move(known));
    }
  }
  return all;
}

}  // namespace oauthspec::selfcheck
