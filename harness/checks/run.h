// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "harness/checks/check.h"
#include "harness/checks/target.h"

namespace oauthspec::checks {

/// What became of one check, with everything that was sent for it.
struct CheckResult {
  const Check* check = nullptr;
  Finding finding;
  std::vector<flows::Sent> evidence;
};

/// Whether the target has what the check needs, and claims one of the documents that its statements stand in.
[[nodiscard]] bool is_for(const Check& check, const Target& target);

/// Puts one check to the target.
[[nodiscard]] CheckResult run(const Check& check, const Target& target);

/// All checks that are for the target, one after another.
[[nodiscard]] std::vector<CheckResult> run_all(const Target& target);

}  // namespace oauthspec::checks
