// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/report/report.h"

namespace oauthspec::report {

/// What was found, as the Static Analysis Results Interchange Format 2.1.0, which GitHub's code scanning and others take.
///
/// Output: a run for each run; a rule for each test that was judged, with the requirements for its help; a result for each
///         failure ("error"), each SHOULD that is not met ("warning"), and each known failure (suppressed, with its reason).
///         What a server does not claim is no finding. A run in trouble has an invocation that failed, with the reasons.
///         - Code scanning shows files. A finding of a server has none, so the path of the last request's URL stands for one:
///           "oauth/token", line 1; the whole request stands in `logicalLocations`. A vector's finding is at its line.
///         - `partialFingerprints` are made of the test's name, so that a finding stays the same one from run to run.
///         - Of more runs, results and rules than GitHub takes (20, 25,000, 25,000) the rest is left out, failures last, and
///           a notification says so.
/// Spec:   SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/
[[nodiscard]] std::string sarif(const Report& report);

}  // namespace oauthspec::report
