// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/checks/check.h"

/// One function a file: the checks of its topic.
namespace oauthspec::checks {

[[nodiscard]] Topic code_grant();

}  // namespace oauthspec::checks
