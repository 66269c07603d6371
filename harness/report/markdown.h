// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/report/report.h"

namespace oauthspec::report {

/// A summary in GitHub's Markdown: totals, a table by suite, and every unexpected result whole; warnings by name.
///
/// Output: less than 1 MiB, which is all that GitHub takes of a step; what is left out is counted. Texts of adapters stand only where neither
///         Markdown nor HTML is read.
/// Spec:   https://github.github.com/gfm/
[[nodiscard]] std::string markdown(const Report& report);

}  // namespace oauthspec::report
