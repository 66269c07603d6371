// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <expected>
#include <string>

#include "fuzz/driver/places.h"
#include "harness/cli/console.h"

namespace oauthspec::fuzz::driver {

/// Sorts the inputs that crashed a target, and says of each what it breaks and how to look into it; how many there were.
///
/// Input:  `output`, what the engine wrote.
/// Errors: as know_crash().
[[nodiscard]] std::expected<std::size_t, std::string> tell_crashes(const Places& places,
                                                                   const std::string& target,
                                                                   const std::string& output,
                                                                   const cli::Console& console);

}  // namespace oauthspec::fuzz::driver
