// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "harness/vector/coverage.h"
#include "harness/vector/load.h"

/// The catalogue of requirements against the vectors, as it is shown: in numbers, statement by statement, as JSON, as a page.
namespace oauthspec::report {

/// A planted bug that vectors catch, as far as it is shown.
struct PlantedDefect {
  std::string name;  ///< "oauth1/base_string_uri/default-port-kept"
  std::string op;
  std::string requirement;
  std::string title;
};

/// What is shown.
struct Coverage {
  const vector::Library* library = nullptr;
  std::string version;  ///< Of oauthspec.
  vector::EvidenceById evidence;
  std::vector<PlantedDefect> defects;
  /// The checks of servers that cite a statement, by its id.
  std::map<std::string, std::vector<std::string>, std::less<>> checks;
  std::vector<const vector::Requirement*> statements;  ///< All, or those of one document; by id.

  [[nodiscard]] const vector::Evidence& of(const vector::Requirement& requirement) const;
  [[nodiscard]] const std::vector<std::string>& checks_of(
      const vector::Requirement& requirement) const;
};

/// How many statements there are, and how many of them a test cites, and are covered.
struct CoverageShare {
  std::size_t all = 0;
  std::size_t cited = 0;
  std::size_t covered = 0;

  void add(const vector::Evidence& evidence);
};

/// Some of the statements, counted.
struct CoverageRow {
  std::string name;
  CoverageShare must;    ///< Those that count and are at MUST level;
  CoverageShare others;  ///< those that count at any other level.
  std::map<vector::Standing, CoverageShare> left_out;

  [[nodiscard]] std::size_t left_out_in_all() const;
};

/// What statements are put together by.
enum class GroupBy : std::uint8_t { document, party, level };

/// One row for each document, each party that statements bind, or each level, in the order in which they are read.
[[nodiscard]] std::vector<CoverageRow> coverage_rows(const Coverage& coverage, GroupBy by);

/// All statements in one row.
[[nodiscard]] CoverageRow coverage_in_all(const Coverage& coverage);

/// How many count only because they bind a client or all parties and the catalogue does not say why no library shows them.
[[nodiscard]] std::size_t unexplained(const Coverage& coverage);

/// Whom a statement binds, in words: "client"; "server", which is the authorization server, and in OAuth 1.0 the only one;
/// "resource server"; "all parties".
[[nodiscard]] std::string_view party(const vector::Requirement& requirement);

/// Why statements are left out of the shares: "withdrawn".
[[nodiscard]] std::string_view why_left_out(vector::Standing standing);

}  // namespace oauthspec::report
