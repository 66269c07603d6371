// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/report/report.h"

/// JUnit XML, for CI systems. There is no standard: Maven Surefire's schema is the one that is published and that validating readers hold files
/// against, and it has no place for where a test stands nor for properties of a test. Hence two functions.
///
/// In both, a test's name is its id and its class name its suite. A result that is wrong is a `failure`; one without an answer an `error`;
/// what proves nothing, or fails as expected, is `skipped`, with the reason. A warning passes, and its output says what is not met.
/// A run in trouble has one more test, of the class "oauthspec", which is an `error`.
namespace oauthspec::report {

/// Valid by every version of Maven Surefire's surefire-test-report.xsd: one <testsuite> with every test of every run.
/// Requirements are a test's groups, and stand with the vector's file and line in its output.
[[nodiscard]] std::string junit(const Report& report);

/// As most CI systems read it beyond that schema: <testsuites> with a <testsuite> for each suite of each run, and on each test
/// `file`, `line`, and its op, level and requirements as properties.
[[nodiscard]] std::string junit_extended(const Report& report);

}  // namespace oauthspec::report
