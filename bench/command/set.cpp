// SPDX-License-Identifier: Apache-2.0
#include "bench/command/set.h"

#include <algorithm>
#include <map>
#include <regex>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/vector/file.h"

namespace oauthspec::bench {
namespace {

using nlohmann::json;
using std::filesystem::path;

const std::map<std::string, Chart, std::less<>>& charts() {
  static const std::map<std::string, Chart, std::less<>> by_name{
      {"bars", Chart::bars},
      {"logarithmic bars", Chart::logarithmic_bars},
      {"lines", Chart::lines}};
  return by_name;
}

// Throws, as nlohmann::json and std::regex do, at what is wrong.
void only(const json& object, const std::vector<std::string_view>& known) {
  for (const auto& [member, value] : object.items()) {
    if (std::ranges::find(known, member) == known.end()) {
      throw std::runtime_error(fmt::format("the member {} is unknown", member));
    }
  }
}

std::string expression(const json& value) {
  auto text = value.get<std::string>();
  static_cast<void>(std::regex(text));
  return text;
}

ProgramRows program_rows(const json& object) {
  only(object, {"program", "filter", "prefix"});
  auto program = object.at("program").get<std::string>();
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789_";
  if (!program.starts_with("bench_") || program.find_first_not_of(kLetters) != std::string::npos) {
    throw std::runtime_error(fmt::format("{} is no name of a program of bench/", program));
  }
  return {.program = std::move(program),
          .filter = expression(object.at("filter")),
          .prefix = object.value("prefix", "")};
}

Denominator denominator(const json& object) {
  only(object, {"rows", "name"});
  return {.rows = expression(object.at("rows")), .name = object.at("name").get<std::string>()};
}

Set set_of(const std::string& name, const json& object) {
  only(object, {"format", "title", "programs", "peers", "denominators", "chart"});
  if (object.at("format") != 1) throw std::runtime_error("its format is not 1");
  Set set{.name = name, .title = object.at("title").get<std::string>()};
  for (const json& rows : object.at("programs")) set.programs.push_back(program_rows(rows));
  set.peers = object.value("peers", false);
  for (const json& one : object.value("denominators", json::array())) {
    set.denominators.push_back(denominator(one));
  }
  const auto chart = charts().find(object.at("chart").get<std::string>());
  if (chart == charts().end()) throw std::runtime_error("its chart is none that there is");
  set.chart = chart->second;
  return set;
}

}  // namespace

std::expected<Set, std::string> read_set(const std::string& name, const std::string& text) {
  try {
    return set_of(name, json::parse(text));
  } catch (const std::exception& error) {
    return std::unexpected(std::string(error.what()));
  }
}

std::expected<std::vector<Set>, std::string> read_sets(const path& folder) {
  std::error_code error;
  std::vector<Set> sets;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    if (at->path().extension() != ".json") continue;
    const auto text = vector::read_text(at->path());
    if (!text) return std::unexpected(vector::describe(text.error()));
    auto set = read_set(at->path().stem().string(), *text);
    if (!set) {
      return std::unexpected(fmt::format("{}: {}", at->path().string(), set.error()));
    }
    sets.push_back(*std::move(set));
  }
  if (error) return std::unexpected(fmt::format("{}: {}", folder.string(), error.message()));
  if (sets.empty()) return std::unexpected(fmt::format("{}: no set", folder.string()));
  std::ranges::sort(sets, {}, &Set::name);
  return sets;
}

std::optional<std::string> denominator_of(const Set& set, const std::string& row) {
  for (const Denominator& one : set.denominators) {
    std::smatch found;
    if (std::regex_search(row, found, std::regex(one.rows))) return found.format(one.name);
  }
  return std::nullopt;
}

}  // namespace oauthspec::bench
