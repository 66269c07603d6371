// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "harness/cli/adapter_arguments.h"
#include "harness/cli/console.h"
#include "harness/cli/shipped_adapters.h"

namespace oauthspec::cli {

/// oauthspec adapters: one adapter a line, its columns parted by tabs.
[[nodiscard]] int run_adapters(const AdaptersArguments& arguments,
                               const std::vector<ShippedAdapter>& adapters, const Machine& machine,
                               const Console& console);

}  // namespace oauthspec::cli
