// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "harness/vector/problem.h"
#include "harness/vector/schema.h"

namespace oauthspec::vector {

/// One normative statement of a document.
struct Requirement {
  std::string id;
  std::string document;  ///< "RFC 5849"
  std::string section;
  std::string level;  ///< "MUST NOT"
  std::string binds;  ///< "client", "server", "resource", "all"
  std::string text;
  std::set<std::string> visible;  ///< "library", "client", "server", "human"
  std::string not_library;        ///< Why no library can show it, where one might expect it.
  bool verified = true;           ///< Whether it was seen in a published text.
  std::string withdrawn;          ///< Why it is no requirement after all.
};

/// Every requirement by its id.
using Catalogue = std::map<std::string, Requirement, std::less<>>;

/// Reads every file of a folder like vectors/requirements/.
///
/// Errors: a file that is missing, no JSON, or not as `schema` (requirements.schema.json) has it; an id that
///         stands twice.
[[nodiscard]] std::expected<Catalogue, Problem> load_catalogue(
    const std::filesystem::path& directory, const Schema& schema);

}  // namespace oauthspec::vector
