// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "harness/cli/catalogue_arguments.h"
#include "harness/cli/console.h"
#include "harness/reference/crypto/backends.h"

namespace oauthspec::cli {

/// oauthspec backends: the crypto libraries of this build, as a table or as JSON.
[[nodiscard]] int run_backends(const BackendsArguments& arguments,
                               const std::vector<oauth::crypto::BuiltBackend>& backends,
                               std::string_view processor, const Console& console);

/// The backend that --backend names, openssl without one; else null, and `command` names on stderr those there are.
[[nodiscard]] const oauth::crypto::BuiltBackend* chosen_backend(const std::string& name,
                                                                std::string_view command,
                                                                const Console& console);

}  // namespace oauthspec::cli
