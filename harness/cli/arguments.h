// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "harness/cli/adapter_arguments.h"
#include "harness/cli/catalogue_arguments.h"
#include "harness/cli/command_line/program.h"
#include "harness/cli/console.h"
#include "harness/cli/report_arguments.h"
#include "harness/cli/selftest_arguments.h"
#include "harness/cli/server_arguments.h"
#include "harness/cli/vectors_arguments.h"

namespace oauthspec::cli {

/// oauthspec X, for an X of another program.
struct SiblingArguments {
  std::string name;
  std::vector<std::string> rest;
};

using Arguments =
    std::variant<VectorsArguments, ListArguments, BackendsArguments, RequirementsArguments,
                 AdapterArguments, AdaptersArguments, SelfcheckArguments, ReportArguments,
                 DiffArguments, SelftestArguments, ServerArguments, DoctorArguments,
                 SiblingArguments, Finished>;

/// Reads a command line, without the program's name.
[[nodiscard]] Arguments parse_arguments(const std::vector<std::string>& words,
                                        const Console& console);

/// The commands of this program itself.
[[nodiscard]] const std::vector<std::string>& commands();

}  // namespace oauthspec::cli
