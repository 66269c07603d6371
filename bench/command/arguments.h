// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "bench/command/list_command.h"
#include "bench/command/run_command.h"
#include "harness/cli/command_line/program.h"

namespace oauthspec::bench {

using Arguments = std::variant<ListArguments, RunArguments, cli::Finished>;

/// Reads a command line, without the program's name.
[[nodiscard]] Arguments parse_arguments(const std::vector<std::string>& words,
                                        const cli::Console& console);

}  // namespace oauthspec::bench
