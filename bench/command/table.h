// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "bench/command/results.h"

/// Results as text.
namespace oauthspec::bench {

/// A time with its unit, in three digits or a few more: "183 ns", "1.07 us", "12.4 ms".
[[nodiscard]] std::string time_text(double nanoseconds);

/// A ratio in about three digits: "0.412", "1.00", "7.13", "24.6", "733".
[[nodiscard]] std::string ratio_text(double ratio);

/// For a terminal: the machine, a line for each row, what was left out.
[[nodiscard]] std::string terminal_table(const Results& results);

/// The same for a page, under a heading.
[[nodiscard]] std::string markdown_table(const Results& results);

}  // namespace oauthspec::bench
