// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/report/coverage.h"
#include "harness/report/coverage_data.h"

namespace oauthspec::report {

/// The catalogue against the vectors as one HTML file: the shares, and every statement, test and defect, each with links to
/// the others. Without scripts the shares are there.
///
/// Whatever the catalogue and the vectors hold becomes text on the page, never markup.
[[nodiscard]] std::string coverage_html(const Coverage& coverage, const Describe& describe);

}  // namespace oauthspec::report
