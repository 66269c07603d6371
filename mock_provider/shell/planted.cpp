// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/shell/planted.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace oauthspec::provider {
namespace {

std::vector<const Defect*> every_defect() {
  std::vector<const Defect*> every;
  for (const DefectTopic topic : all_defects()) {
    for (const Defect& defect : topic) {
      every.push_back(&defect);
    }
  }
  return every;
}

// Levenshtein's: how many octets have to be put in, taken away or changed, at least.
std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t changed = diagonal + (from[i] == to[j] ? 0U : 1U);
      diagonal = std::exchange(row[j + 1], std::min({changed, row[j] + 1, row[j + 1] + 1}));
    }
  }
  return row.back();
}

// The names that somebody who typed this may have meant: the nearest first.
std::vector<std::string_view> near(std::string_view name) {
  constexpr std::size_t kMost = 3;
  std::vector<std::pair<std::size_t, std::string_view>> all;
  for (const Defect* defect : every_defect()) {
    const bool holds = !name.empty() && defect->name.find(name) != std::string_view::npos;
    all.emplace_back(holds ? 0 : distance(name, defect->name), defect->name);
  }
  std::ranges::sort(all);
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < std::min(kMost, all.size()); ++i) {
    names.push_back(all[i].second);
  }
  return names;
}

}  // namespace

std::expected<std::vector<const Defect*>, std::string> defects_named(
    const std::vector<std::string>& names) {
  if (names.empty()) {
    return every_defect();
  }
  std::vector<const Defect*> defects;
  for (const std::string& name : names) {
    const Defect* const defect = find_defect(name);
    if (defect == nullptr) {
      return std::unexpected(
          fmt::format("there is no defect {}; near it are {}", name, fmt::join(near(name), ", ")));
    }
    defects.push_back(defect);
  }
  return defects;
}

std::expected<Rules, std::string> rules_with(const std::string& defect) {
  Rules rules;
  if (defect.empty()) {
    return rules;
  }
  const auto named = defects_named({defect});
  if (!named) {
    return std::unexpected(named.error());
  }
  named->front()->plant(rules);
  return rules;
}

std::string list_defects(const std::vector<const Defect*>& defects) {
  std::string list;
  for (const Defect* defect : defects) {
    list += fmt::format("{} {} {}\n", defect->name, defect->requirement, defect->description);
  }
  return list;
}

std::string list_defects() {
  return list_defects(every_defect());
}

}  // namespace oauthspec::provider
