// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/report/report.h"

namespace oauthspec::report {

/// The report as one HTML file: the summary of each run, and the matrix of requirements and tests against runs, with
/// filters and the details of every cell. Without scripts the summary is there. README.md shows how it is used.
///
/// Whatever results and vectors hold becomes text on the page, never markup.
[[nodiscard]] std::string html(const Report& report);

}  // namespace oauthspec::report
