// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "harness/checks/check.h"
#include "harness/checks/target.h"
#include "harness/cli/server_arguments.h"
#include "harness/vector/load.h"

namespace oauthspec::cli {

/// A check that is to be run, and as what it is reported.
struct PlannedCheck {
  const checks::Check* check = nullptr;
  const vector::Suite* suite = nullptr;
  const vector::Test* test = nullptr;
  bool also = false;  ///< Of a document that the server does not claim.
};

/// The checks that the arguments select, in the order in which they run. Without a description (for --list alone) of every document.
///
/// Input:  the library's suites are check_suites().
/// Errors: a sentence about a pattern or document that fits no check.
[[nodiscard]] std::expected<std::vector<PlannedCheck>, std::string> plan_checks(
    const ServerArguments& arguments, const vector::Library& library,
    const checks::Description* description);

/// A line for each check: its name, level, first requirement and title.
[[nodiscard]] std::string list_of(const std::vector<PlannedCheck>& checks);

}  // namespace oauthspec::cli
