// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <vector>

#include "harness/report/report.h"

/// What became of an implementation from one run to another.
namespace oauthspec::report {

/// How a test differs.
enum class Change : unsigned char {
  regression,  ///< Unexpected now, and not before: it was as expected, or was not there.
  fixed,       ///< Unexpected before; passes now.
  status,      ///< Another status, and neither of these.
  answer,  ///< The same status, and another answer. Where a library chooses a value itself, it is not looked at.
  added,   ///< Not there before, and as expected.
  removed,  ///< Not there any more.
};

/// A test in both runs; null where it is not in one.
struct Pair {
  const result::Result* before = nullptr;
  const result::Result* after = nullptr;
};

/// Two runs, and the tests that differ.
///
/// Lifetime: the runs have to outlive it.
struct Difference {
  const RunReport* before = nullptr;
  const RunReport* after = nullptr;
  std::map<Change, std::vector<Pair>> changes;  ///< In the order of the tests' names.
};

/// Compares two runs, test by test.
[[nodiscard]] Difference compare(const RunReport& before, const RunReport& after);

/// Whether the later run is worse: it has a regression, or is in trouble, so that nobody knows.
[[nodiscard]] bool regressed(const Difference& difference);

/// Whether the test itself is another one, so that its statuses tell little: what is sent or expected differs.
[[nodiscard]] bool test_changed(const Pair& pair);

}  // namespace oauthspec::report
