// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fuzz/driver/workplace.h"
#include "harness/cli/console.h"

namespace oauthspec::fuzz::driver {

/// Says on stderr what is wrong; gives the exit code.
int complain(const cli::Console& console, const std::string& what, int code);

/// Opens the workplace and looks up targets for a command; where it cannot, says so and sets the exit code. No names: all targets.
struct Opened {
  Workplace workplace;
  std::vector<Target> targets;
};
[[nodiscard]] std::optional<Opened> open_for(const PlaceOptions& options,
                                             const std::vector<std::string>& names,
                                             const cli::Console& console, int& exit_code);

/// The same, and the programs of all those targets are there, or are built.
[[nodiscard]] std::optional<Opened> open_built(const PlaceOptions& options,
                                               const std::vector<std::string>& names,
                                               const cli::Console& console, int& exit_code);

}  // namespace oauthspec::fuzz::driver
