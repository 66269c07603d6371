// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/report/report.h"

namespace oauthspec::report {

/// The Common Test Report Format, 0.0.0: one JSON object, valid by the schema that its specification holds.
///
/// Output: `rawStatus` is ours. What is wrong or has no answer is "failed", what proves nothing "skipped", a warning or a failure that is
///         expected "other". A run in trouble has one more test, which is "failed", and is not `healthy`. Times are those of
///         the results files; where a run was killed, `stop` is its start.
/// Spec:   https://github.com/ctrf-io/ctrf, spec/ctrf.md
[[nodiscard]] std::string ctrf(const Report& report);

}  // namespace oauthspec::report
