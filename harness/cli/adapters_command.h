// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/cli/adapter_arguments.h"
#include "harness/cli/console.h"

namespace oauthspec::cli {

/// Lists the adapters that are shipped, one a line.
[[nodiscard]] int run_adapters(const AdaptersArguments& arguments, const Console& console);

}  // namespace oauthspec::cli
