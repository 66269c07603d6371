// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "harness/vector/catalogue.h"
#include "harness/vector/op_schema.h"
#include "harness/vector/problem.h"
#include "harness/vector/read_suite.h"
#include "harness/vector/suite.h"
#include "harness/vector/threats.h"

namespace oauthspec::vector {

/// Everything below vectors/.
struct Library {
  std::filesystem::path directory;
  std::vector<Suite> suites;  ///< In the order of their names.
  std::map<std::string, std::string, std::less<>>
      features;  ///< What an adapter that names one can do.
  Catalogue catalogue;
  std::vector<Threat> threats;  ///< None where the folder has no threats.json.
  std::map<std::string, OpSchema, std::less<>> ops;

  /// The test of a whole name ("suite/id"), with its suite; null pointers where there is none.
  struct Found {
    const Suite* suite = nullptr;
    const Test* test = nullptr;
  };
  [[nodiscard]] Found find(std::string_view full_name) const;
};

/// Reads and checks a folder like vectors/.
///
/// Input:  its schema/, requirements/, features.json; and threats.json, oauth1/ and oauth2/, any of which may be missing.
/// Errors: the first file, in the order of their names, that is missing or unreadable, no strict JSON, or not as its
///         schema has it; a test whose `in` or expected `out` its op's schema does not allow; an id or a policy that
///         stands twice; a requirement, flag or feature that is not known; a threat that cites a requirement that is not; a test that expects a refusal without an
///         accepted control in the same file.
[[nodiscard]] std::expected<Library, Problem> load(const std::filesystem::path& vectors_directory);

/// Reads the catalogue and the threats alone, for whoever puts no vectors to anybody.
///
/// Errors: as load(), of these files.
[[nodiscard]] std::expected<Library, Problem> load_statements(
    const std::filesystem::path& vectors_directory);

}  // namespace oauthspec::vector
