// SPDX-License-Identifier: Apache-2.0
#include "harness/vector/threats.h"

#include <set>
#include <utility>

#include <fmt/format.h>

#include "harness/vector/file.h"

namespace oauthspec::vector {
namespace {

using nlohmann::json;

// What is wrong with what a threat cites, by its place in the list; empty where nothing is.
std::optional<Problem> check_requirements(const JsonFile& file, const Threat& threat,
                                          std::size_t index, const Catalogue& catalogue) {
  for (std::size_t i = 0; i < threat.requirements.size(); ++i) {
    const std::string& id = threat.requirements[i];
    const auto found = catalogue.find(id);
    if (found != catalogue.end() && found->second.withdrawn.empty()) continue;
    return problem_at(file, fmt::format("/threats/{}/requirements/{}", index, i),
                      fmt::format("the requirement {} is {}", id,
                                  found == catalogue.end() ? "not known" : "withdrawn"));
  }
  return std::nullopt;
}

}  // namespace

std::expected<std::vector<Threat>, Problem> load_threats(const std::filesystem::path& path,
                                                         const Schema& schema,
                                                         const Catalogue& catalogue) {
  const auto file = read_json(path);
  if (!file) return std::unexpected(file.error());
  if (const auto mismatch = schema.validate("", file->value)) {
    return std::unexpected(problem_at(*file, mismatch->pointer, mismatch->reason));
  }
  std::vector<Threat> threats;
  std::set<std::string> ids;
  for (const json& value : file->value["threats"]) {
    Threat threat{.id = value.at("id"),
                  .document = value.at("document"),
                  .section = value.at("section"),
                  .title = value.at("title"),
                  .requirements = value.at("requirements")};
    if (!ids.insert(threat.id).second) {
      return std::unexpected(problem_at(*file, fmt::format("/threats/{}/id", threats.size()),
                                        fmt::format("the id {} stands twice", threat.id)));
    }
    if (auto problem = check_requirements(*file, threat, threats.size(), catalogue)) {
      return std::unexpected(*std::move(problem));
    }
    threats.push_back(std::move(threat));
  }
  return threats;
}

}  // namespace oauthspec::vector
