// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/report/report.h"

namespace oauthspec::report {

/// What a run shows on a terminal when it is over: what is unexpected whole, warnings in a line each, the table by suite, policies, totals,
/// and why a run is no success.
[[nodiscard]] std::string terminal(const Report& report);

}  // namespace oauthspec::report
