// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/vector/problem.h"
#include "harness/vector/schema.h"
#include "harness/vector/suite.h"

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

/// Whether the requirement counts in shares: it is not withdrawn and was seen in a published text.
[[nodiscard]] bool counts(const Requirement& requirement);

/// Who cites a requirement.
struct Citation {
  std::vector<std::string> tests;  ///< The names of all tests that cite it.
  std::vector<std::string>
      rejecting;  ///< Those of them that expect a refusal and name their control.
};

/// What of one document is cited.
struct DocumentCoverage {
  std::string document;
  std::size_t counted = 0;        ///< Requirements that count.
  std::size_t cited = 0;          ///< Those of them that a test cites.
  std::size_t library = 0;        ///< Those that count and that a library can show.
  std::size_t library_cited = 0;  ///< Those of them that a test cites.
  std::vector<std::string> library_uncited;
};

/// The catalogue against the tests.
struct Coverage {
  std::map<std::string, Citation, std::less<>> by_requirement;  ///< Every id of the catalogue.
  std::vector<DocumentCoverage> documents;                      ///< In the order of their names.
};

/// Finds what the suites cite.
[[nodiscard]] Coverage cover(const Catalogue& catalogue, const std::vector<Suite>& suites);

}  // namespace oauthspec::vector
