// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "harness/vector/catalogue.h"
#include "harness/vector/problem.h"
#include "harness/vector/schema.h"

namespace oauthspec::vector {

/// A threat of RFC 6819, or an attack of RFC 9700.
struct Threat {
  std::string id;        ///< "T-4.4.1.3", "A-4.8"
  std::string document;  ///< "RFC 6819"
  std::string section;
  std::string title;
  std::vector<std::string> requirements;  ///< The ids of the statements that counter it.
};

/// Reads a file like vectors/threats.json; the order is the file's.
///
/// Errors: a file that is unreadable, no JSON, or not as `schema` (threats.schema.json) has it; an id that stands twice; a
///         requirement that the catalogue does not know, or has withdrawn.
[[nodiscard]] std::expected<std::vector<Threat>, Problem> load_threats(
    const std::filesystem::path& file, const Schema& schema, const Catalogue& catalogue);

}  // namespace oauthspec::vector
