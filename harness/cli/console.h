// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>
#include <string>

namespace oauthspec::cli {

/// Exit codes of every command.
enum Exit : int {
  as_expected = 0,
  unexpected_result = 1,
  usage = 2,     ///< Usage, configuration, an invalid vector file, nothing matched.
  unusable = 3,  ///< The adapter cannot be used.
  interrupted = 130,
};

/// Where a command writes.
struct Console {
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
};

/// When to colour: "always", "never", or, with anything else, when the output is a terminal that nobody asked to keep plain.
///
/// Input: the environment's NO_COLOR and TERM, null where they are not set.
[[nodiscard]] bool wants_colour(const std::string& when, bool terminal, const char* no_color,
                                const char* term);

}  // namespace oauthspec::cli
