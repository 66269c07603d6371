// SPDX-License-Identifier: Apache-2.0
#include "fuzz/differential/write_suites.h"

#include <algorithm>
#include <variant>

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

// Flags stay with the vectors that explain them.
json test_json(const vector::Test& test, std::string id, std::string title, std::string source,
               json in, json expect) {
  json written{{"id", std::move(id)},
               {"title", std::move(title)},
               {"requirements", test.requirements},
               {"level", vector::name(test.level)},
               {"flags", json::array()},
               {"source", std::move(source)},
               {"in", std::move(in)},
               {"expect", std::move(expect)}};
  if (!test.requires_features.empty()) written["requires"] = test.requires_features;
  return written;
}

/// The accepted twin of a test, if it has one in its suite: itself, or its own control.
const vector::Test* accepted_twin(const Base& base) {
  if (!vector::rejecting(*base.test)) return base.test;
  const auto& tests = base.suite->tests;
  const auto twin = std::ranges::find_if(tests, [&base](const vector::Test& test) {
    return test.id == base.test->control.value_or("");
  });
  return twin == tests.end() ? nullptr : &*twin;
}

bool has_id(const json& tests, const std::string& id) {
  return std::ranges::any_of(tests, [&id](const json& test) { return test.at("id") == id; });
}

/// Adds the twin to a suite, unless it is there; it has to expect one value.
bool add_control(json& tests, const vector::Test& twin) {
  if (twin.expect.outcomes.size() != 1) return false;
  const auto& out = twin.expect.outcomes.front().out;
  if (!out) return false;
  if (!has_id(tests, twin.id)) {
    tests.push_back(test_json(twin, twin.id, twin.title, twin.source, twin.in, {{"out", *out}}));
  }
  return true;
}

std::string free_id(const json& tests, const std::string& base_id) {
  for (int number = 1;; ++number) {
    std::string id = base_id + "-changed-" + std::to_string(number);
    if (!has_id(tests, id)) return id;
  }
}

void add_difference(json& tests, const Difference& difference) {
  const vector::Test& base = *difference.base.test;
  const auto* const out = std::get_if<adapter::Out>(&difference.reference);
  const auto* const reject = std::get_if<adapter::Reject>(&difference.reference);
  json expect = out != nullptr
                    ? json{{"out", out->value}}
                    : json{{"reject", json::array({reject == nullptr ? "" : reject->code})}};
  json written = test_json(
      base, free_id(tests, base.id), base.title + ", changed: " + difference.kind,
      "found by oauthspec fuzz adapter; the reference's answer, to be read in the RFC still",
      difference.in, std::move(expect));
  if (out == nullptr) {
    const vector::Test* const twin = accepted_twin(difference.base);
    if (twin != nullptr && add_control(tests, *twin)) written["control"] = twin->id;
  }
  tests.push_back(std::move(written));
}

}  // namespace

std::map<std::string, json> write_suites(const std::vector<Difference>& differences) {
  std::map<std::string, json> suites;
  for (const Difference& difference : differences) {
    const std::string& op = difference.base.suite->op;
    const std::size_t dot = op.find('.');
    const std::string name = op.substr(0, dot) + "/found_" + op.substr(dot + 1);
    json& suite = suites[name];
    if (suite.is_null()) {
      suite = {{"format", 1},
               {"suite", name},
               {"op", op},
               {"flags", json::object()},
               {"tests", json::array()}};
    }
    add_difference(suite["tests"], difference);
  }
  return suites;
}

}  // namespace oauthspec::fuzz
