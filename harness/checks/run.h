// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "harness/checks/check.h"
#include "harness/checks/target.h"

namespace oauthspec::checks {

/// What became of one check, with everything that went over the wire for it.
struct CheckResult {
  const Check* check = nullptr;
  Finding finding;
  std::vector<http::Exchange> evidence;
  std::chrono::microseconds duration{};
};

/// Whether the target has what the check needs, and claims one of the documents that its statements stand in.
[[nodiscard]] bool is_for(const Check& check, const Target& target);

/// Puts one check to the target.
///
/// Output: `unsupported` where the target has not what the check needs. What a check throws ends that check only.
[[nodiscard]] CheckResult run(const Check& check, const Target& target);

/// What became of the checks that others rely on. Each is put to the target once, when the first check relies on it, and again where it
/// got no answer.
class Foundations {
 public:
  /// Puts a check to the target, unless one that it relies on does not pass: then the finding says so.
  [[nodiscard]] CheckResult run(const Check& check, const Target& target);

  /// The finding of a check that one which it relies on does not pass; nothing where all of them do.
  [[nodiscard]] std::optional<CheckResult> failed(const Check& check, const Target& target);

 private:
  [[nodiscard]] const CheckResult& result_of(const Check& foundation, const Target& target);

  std::map<std::string_view, CheckResult> results_;
};

/// All checks that are for the target, one after another.
[[nodiscard]] std::vector<CheckResult> run_all(const Target& target);

}  // namespace oauthspec::checks
