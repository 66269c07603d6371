// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/report/report.h"

namespace oauthspec::report {

/// What shields.io's endpoint badge asks for: how many of the applicable tests passed, as its share.
///
/// Output: red where a run is no success, yellow where not all passed (warnings, known failures), grey where nothing was tested. A run in trouble is "incomplete".
/// Spec:   https://shields.io/badges/endpoint-badge
[[nodiscard]] std::string badge(const Report& report);

}  // namespace oauthspec::report
