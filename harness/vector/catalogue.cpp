// SPDX-License-Identifier: Apache-2.0
#include "harness/vector/catalogue.h"

#include <utility>

#include <fmt/format.h>

#include "harness/vector/file.h"
#include "harness/vector/listing.h"

namespace oauthspec::vector {
namespace {

using nlohmann::json;

Requirement read_requirement(const json& value, const std::string& document) {
  return {.id = value.at("id"),
          .document = document,
          .section = value.at("section"),
          .level = value.at("level"),
          .binds = value.at("binds"),
          .text = value.at("text"),
          .visible = value.at("visible").get<std::set<std::string>>(),
          .not_library = value.value("not_library", ""),
          .verified = value.at("verified"),
          .withdrawn = value.value("withdrawn", "")};
}

std::optional<Problem> add_file(Catalogue& catalogue, const JsonFile& file, const Schema& schema) {
  if (const auto mismatch = schema.validate("", file.value)) {
    return problem_at(file, mismatch->pointer, mismatch->reason);
  }
  std::size_t index = 0;
  for (const json& value : file.value["requirements"]) {
    Requirement requirement = read_requirement(value, file.value["document"]);
    const auto [earlier, added] = catalogue.emplace(requirement.id, requirement);
    if (!added) {
      return problem_at(file, fmt::format("/requirements/{}/id", index),
                        fmt::format("the id {} stands twice, first in {}", requirement.id,
                                    earlier->second.document));
    }
    ++index;
  }
  return std::nullopt;
}

}  // namespace

std::expected<Catalogue, Problem> load_catalogue(const std::filesystem::path& directory,
                                                 const Schema& schema) {
  const auto files = files_in(directory, ".json");
  if (!files) return std::unexpected(files.error());
  Catalogue catalogue;
  for (const auto& path : *files) {
    const auto file = read_json(path);
    if (!file) return std::unexpected(file.error());
    if (auto problem = add_file(catalogue, *file, schema)) {
      return std::unexpected(*std::move(problem));
    }
  }
  return catalogue;
}

}  // namespace oauthspec::vector
