// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/target.h"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "harness/vector/file.h"

namespace oauthspec::fuzz::driver {
namespace {

using std::filesystem::path;

std::expected<std::vector<path>, std::string> descriptions_in(const path& folder) {
  std::error_code error;
  std::vector<path> files;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    if (at->path().extension() == ".json") files.push_back(at->path());
  }
  if (error) return std::unexpected(fmt::format("{}: {}", folder.string(), error.message()));
  if (files.empty()) return std::unexpected(fmt::format("{}: no target", folder.string()));
  std::ranges::sort(files);
  return files;
}

}  // namespace

std::expected<Target, std::string> read_target(const std::string& name, const std::string& text) {
  try {
    const auto json = nlohmann::json::parse(text);
    return Target{.name = name,
                  .title = json.at("title").get<std::string>(),
                  .spec = json.at("spec").get<std::string>(),
                  .kind = json.at("kind").get<std::string>(),
                  .max_length = json.at("max_length").get<std::size_t>(),
                  .dictionary = json.at("dictionary").get<std::string>(),
                  .mutator = json.at("mutator").get<std::string>()};
  } catch (const nlohmann::json::exception& error) {
    return std::unexpected(std::string(error.what()));
  }
}

std::expected<std::vector<Target>, std::string> read_targets(const path& folder) {
  const auto files = descriptions_in(folder);
  if (!files) return std::unexpected(files.error());
  std::vector<Target> targets;
  for (const path& file : *files) {
    const auto text = vector::read_text(file);
    if (!text) return std::unexpected(vector::describe(text.error()));
    auto target = read_target(file.stem().string(), *text);
    if (!target) return std::unexpected(fmt::format("{}: {}", file.string(), target.error()));
    targets.push_back(*std::move(target));
  }
  return targets;
}

std::expected<std::vector<Target>, std::string> named_targets(
    const std::vector<Target>& all, const std::vector<std::string>& names) {
  if (names.empty()) return all;
  std::vector<Target> named;
  for (const std::string& name : names) {
    const auto found = std::ranges::find(all, name, &Target::name);
    if (found == all.end()) {
      std::vector<std::string> known;
      std::ranges::transform(all, std::back_inserter(known), &Target::name);
      return std::unexpected(
          fmt::format("there is no target {}; the targets are {}", name, fmt::join(known, ", ")));
    }
    const bool again = std::ranges::find(named, name, &Target::name) != named.end();
    if (!again) named.push_back(*found);
  }
  return named;
}

}  // namespace oauthspec::fuzz::driver
