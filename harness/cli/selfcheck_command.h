// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>

#include "harness/cli/adapter_arguments.h"
#include "harness/cli/console.h"
#include "harness/selfcheck/report.h"
#include "harness/selfcheck/selfcheck.h"

namespace oauthspec::cli {

/// The exit code of a self-check.
[[nodiscard]] int exit_code_of(const selfcheck::Report& report);

/// A report as a terminal shows it: a line for each check, under a broken one what was seen and what to do.
[[nodiscard]] std::string selfcheck_text(const selfcheck::Report& report, bool colour);

/// oauthspec selfcheck: checks an adapter against the protocol, and shows what came of it.
[[nodiscard]] int run_selfcheck(const SelfcheckArguments& arguments,
                                const selfcheck::Standard& standard, std::stop_token stop,
                                bool colour, const Console& console);

}  // namespace oauthspec::cli
