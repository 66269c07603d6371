// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/report/report.h"

namespace oauthspec::report {

/// The exchanges of all checks as an HTTP Archive 1.2, which browsers' developer tools and proxies open.
///
/// Output: a page for each check that sent anything, with its status in the title, and an entry for each of its exchanges. A
///         results file knows when its run began, and of each exchange when it began within its check: times are the sum of
///         both. A request without an answer has the status 0 and the reason in `_error`, as browsers write it. A body of which
///         only the beginning was kept says so in a comment. Runs in trouble are named in the comment of the log.
/// Spec:   HAR 1.2, http://www.softwareishard.com/blog/har-12-spec/
[[nodiscard]] std::string har(const Report& report);

}  // namespace oauthspec::report
