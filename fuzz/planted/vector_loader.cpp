// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/vector_loader.h"

#include <array>

#include <nlohmann/json.hpp>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

LoadedSuite load_rightly(std::string_view text) {
  static const VectorLoader loader = reference<VectorLoader>();
  return loader.load(text);
}

/// What a loader gives that has not looked: every test, on no line in particular.
LoadedSuite load_anyway(std::string_view text) {
  const json suite = json::parse(text);
  LoadedSuite loaded{std::nullopt, suite.at("suite"), suite.at("op"), {}};
  for (const json& test : suite.at("tests")) {
    LoadedTest& taken = loaded.tests.emplace_back();
    taken.id = test.at("id");
    taken.line = 1;
    if (test.contains("control")) taken.control = test.at("control");
  }
  return loaded;
}

LoadedSuite load_repeated_ids(std::string_view text) {
  LoadedSuite loaded = load_rightly(text);
  return loaded.problem && loaded.problem->pointer.ends_with("/id") ? load_anyway(text) : loaded;
}

LoadedSuite load_any_control(std::string_view text) {
  LoadedSuite loaded = load_rightly(text);
  const bool is_control = loaded.problem && loaded.problem->pointer.ends_with("/control");
  return is_control ? load_anyway(text) : loaded;
}

/// Every mistake in a value is told of the file's first line.
LoadedSuite load_without_lines(std::string_view text) {
  LoadedSuite loaded = load_rightly(text);
  if (loaded.problem && !loaded.problem->pointer.empty()) loaded.problem->line = 1;
  return loaded;
}

constexpr auto kBugs = std::to_array<PlantedBug<VectorLoader>>({
    {"ids-may-repeat", "Two tests of one id are loaded.", "vectors/README.md",
     [](VectorLoader& loader) { loader.load = load_repeated_ids; }},
    {"control-of-nobody", "A control that is no test is taken.", "vectors/README.md",
     [](VectorLoader& loader) { loader.load = load_any_control; }},
    {"problems-on-line-one", "A problem is told of the first line, wherever it stands.",
     "vectors/README.md", [](VectorLoader& loader) { loader.load = load_without_lines; }},
});

}  // namespace

template <>
std::span<const PlantedBug<VectorLoader>> planted_bugs<VectorLoader>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
