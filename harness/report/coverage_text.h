// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/report/coverage.h"

namespace oauthspec::report {

/// One statement in a line: its id, level, section, whom it binds, whether it is covered and by how much, its text. With
/// `names`, what covers and cites it follows, one name a line.
[[nodiscard]] std::string statement_text(const Coverage& coverage,
                                         const vector::Requirement& requirement, bool names);

/// The shares by document, by party and by level, each at MUST level and at the others; what is left out of them, and why.
[[nodiscard]] std::string coverage_tables(const Coverage& coverage);

}  // namespace oauthspec::report
