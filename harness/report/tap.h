// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/report/report.h"

namespace oauthspec::report {

/// The Test Anything Protocol, version 14: a test point for each result, with a YAML block of diagnostics where something is to be said.
///
/// Output: what proves nothing is "ok" with SKIP; a warning and a failure that is expected are "not ok" with TODO, which harnesses do not
///         count as failures. A run in trouble ends in "Bail out!".
/// Spec:   https://testanything.org/tap-version-14-specification.html
[[nodiscard]] std::string tap(const Report& report);

/// The same as version 13, which Perl's harness up to 3.44 (Perl 5.38) takes for the latest; it refuses a 14. What we write is the same
/// in both.
///
/// Spec:   https://testanything.org/tap-version-13-specification.html
[[nodiscard]] std::string tap13(const Report& report);

}  // namespace oauthspec::report
