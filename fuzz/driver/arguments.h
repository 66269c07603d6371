// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "fuzz/driver/adapter_command.h"
#include "fuzz/driver/build_command.h"
#include "fuzz/driver/coverage_command.h"
#include "fuzz/driver/exchange_command.h"
#include "fuzz/driver/list_command.h"
#include "fuzz/driver/merge_command.h"
#include "fuzz/driver/minimise_command.h"
#include "fuzz/driver/overnight_command.h"
#include "fuzz/driver/run_command.h"
#include "fuzz/driver/score_command.h"
#include "fuzz/driver/seeds_command.h"
#include "fuzz/driver/speed_command.h"
#include "fuzz/driver/triage_command.h"
#include "harness/cli/command_line/program.h"
#include "harness/cli/console.h"

namespace oauthspec::fuzz::driver {

/// What the program is to do. A command of its own is one more alternative here, one line in arguments.cpp and one in main.cpp.
using Arguments = std::variant<ListArguments, BuildArguments, SeedsArguments, RunArguments,
                               OvernightArguments, MergeArguments, MinimiseArguments,
                               ImportArguments, ExportArguments, TriageArguments, AdapterArguments,
                               ScoreArguments, SpeedArguments, CoverageArguments, cli::Finished>;

/// Reads a command line, without the program's name.
[[nodiscard]] Arguments parse_arguments(const std::vector<std::string>& words,
                                        const cli::Console& console);

}  // namespace oauthspec::fuzz::driver
