// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/cli/console.h"
#include "mock_provider/shell/arguments.h"

namespace oauthspec::provider {

/// Serves until it is stopped: says where in one line of JSON once it listens.
///
/// Output: the exit code.
[[nodiscard]] int serve(const ServeArguments& arguments, const cli::Console& console);

}  // namespace oauthspec::provider
