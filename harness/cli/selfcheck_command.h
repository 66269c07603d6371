// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/cli/adapter_arguments.h"
#include "harness/cli/console.h"

namespace oauthspec::cli {

/// Checks an adapter against the protocol.
[[nodiscard]] int run_selfcheck(const SelfcheckArguments& arguments, const Console& console);

}  // namespace oauthspec::cli
