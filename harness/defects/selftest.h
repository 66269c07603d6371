// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/adapter/in_process.h"
#include "harness/defects/defect.h"
#include "harness/result/result.h"
#include "harness/vector/coverage.h"
#include "harness/vector/load.h"

/// Puts the vectors to planted defects: each must be caught, and by a test that cites the requirement that it breaks.
namespace oauthspec::defects {

/// A test that an adapter did not pass.
struct Catch {
  const vector::Suite* suite = nullptr;
  const vector::Test* test = nullptr;
  result::Status status = result::Status::fail;  ///< fail, warn or error

  [[nodiscard]] std::string name() const { return vector::full_name(*suite, *test); }
  [[nodiscard]] bool cites(std::string_view requirement) const;
};

/// What the vectors say of one defect.
struct Trial {
  const Defect* defect = nullptr;
  std::vector<Catch> catches;      ///< Every test that it does not pass.
  std::size_t blaming = 0;         ///< How many of them cite its requirement,
  bool failed_by_blaming = false;  ///< and whether one of those fails, and does not only warn.

  /// Whether it was blamed on its requirement, just as hard as the defect says.
  [[nodiscard]] bool as_planned() const;
};

/// The rejecting tests of one suite whose first requirement is the same: what one check in a library stands or falls with.
struct RefusalGroup {
  std::string suite;
  std::string requirement;
  std::size_t tests = 0;
  std::set<std::string> caught;  ///< The defects that one of its tests catches.
};

/// A mistake that tests of a suite say they catch.
struct FlagGroup {
  std::string suite;
  std::string flag;
  std::size_t tests = 0;
  std::set<std::string> caught;  ///< The defects that one of its tests catches.
};

/// Whether an id of the catalogue is proved to have teeth.
struct Proof {
  vector::Evidence evidence;  ///< With the defects that were blamed on it in these trials.
  bool expected = false;      ///< A test of an op that has defects cites it.
};

/// The tests that an adapter does not pass, among those of the ops that `hello` offers. Refusals that prove nothing,
/// since their control failed, are left out: the control is there.
///
/// Input:  `ops`, or none for all of them.
[[nodiscard]] std::vector<Catch> catches(const vector::Library& library,
                                         const adapter::Hello& hello,
                                         const adapter::AnswerFunction& answer,
                                         const std::set<std::string, std::less<>>& ops = {});

/// Puts the tests of its op to one defect; it answers all others as the reference does.
[[nodiscard]] Trial try_defect(const vector::Library& library, const Defect& defect);

/// Every group of refusals in the suites of the ops that were tried, with the defects that it catches.
[[nodiscard]] std::vector<RefusalGroup> refusal_groups(const vector::Library& library,
                                                       const std::vector<Trial>& trials);

/// Every flag of those suites, with the defects that its tests catch.
[[nodiscard]] std::vector<FlagGroup> flag_groups(const vector::Library& library,
                                                 const std::vector<Trial>& trials);

/// For every requirement that counts in the shares of what is covered.
[[nodiscard]] std::map<std::string, Proof, std::less<>> proofs(const vector::Library& library,
                                                               const std::vector<Trial>& trials);

}  // namespace oauthspec::defects
