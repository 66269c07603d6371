// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/vector/catalogue.h"
#include "harness/vector/suite.h"

/// What of the catalogue is covered, by what, and what is left out of the shares and why. `oauthspec requirements` and
/// `oauthspec selftest` both count by this.
namespace oauthspec::vector {

/// How much a statement demands. RFC 2119 has three levels of words, section 1 to 5 of it; a statement that is DEFINED
/// uses none of them and says what a thing is.
enum class Demand : std::uint8_t { must, defined, should, may };

/// "MUST": the first word of each level.
[[nodiscard]] std::string_view name(Demand demand);

/// The level of a statement: SHALL NOT is as much as MUST, RECOMMENDED as much as SHOULD.
[[nodiscard]] Demand demand(const Requirement& requirement);

/// Whether a statement is in the shares, or else the first reason why not.
enum class Standing : std::uint8_t {
  counts,
  withdrawn,   ///< It is no requirement after all.
  unverified,  ///< It was not seen in a published text.
  not_library,  ///< It binds a client or all parties, and yet no library can show it; `not_library` says why.
  client,  ///< It binds a server, and shows on the wire at a client,
  server,  ///< or at a server,
  human,   ///< or only to people who read.
};

/// "counts", "not_library".
[[nodiscard]] std::string_view name(Standing standing);

/// A statement that binds a client or all parties counts as visible to a library unless `not_library` gives the reason,
/// whatever `visible` says: nothing that binds a library is left out in silence.
[[nodiscard]] Standing standing(const Requirement& requirement);

/// A planted defect that is caught by a test citing the requirement that it breaks.
struct Blame {
  std::string requirement;
  std::string defect;
};

/// What speaks for a statement.
struct Evidence {
  std::vector<std::string> tests;  ///< The tests that cite it, by their whole names.
  std::vector<std::string>
      refusals;                   ///< Those that expect a refusal and whose control cites it too.
  std::set<std::string> defects;  ///< The planted defects that are blamed on it.

  [[nodiscard]] bool cited() const { return !tests.empty(); }

  /// A citation alone proves nothing: the test might pass whatever a library does. A defect that it catches proves that it
  /// does not, and so does a refusal whose accepted twin is about the same statement.
  [[nodiscard]] bool covered() const { return !defects.empty() || !refusals.empty(); }
};

/// For every id of a catalogue.
using EvidenceById = std::map<std::string, Evidence, std::less<>>;

/// Finds what speaks for each statement of a catalogue, those that do not count included.
[[nodiscard]] EvidenceById evidence(const Catalogue& catalogue, const std::vector<Suite>& suites,
                                    const std::vector<Blame>& blames);

}  // namespace oauthspec::vector
