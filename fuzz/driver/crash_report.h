// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fuzz/driver/crash.h"
#include "fuzz/driver/target.h"

namespace oauthspec::fuzz::driver {

/// What triage found out about an input.
struct Finding {
  Target target;
  Crash crash;
  unsigned crashes = 0;  ///< In so many of `attempts` runs it crashed.
  unsigned attempts = 0;
  std::string found;    ///< The input as it was found,
  std::string input;    ///< and as it is after it was made smaller and cleansed.
  std::string version;  ///< Of oauthspec.
};

/// A draft of an issue in Markdown: what breaks, the input, the calls that lead there, and the command that shows it again.
[[nodiscard]] std::string crash_report(const Finding& finding);

/// Sixteen octets a line, in hexadecimal and as text.
[[nodiscard]] std::string hex_dump(std::string_view octets);

}  // namespace oauthspec::fuzz::driver
