// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <istream>
#include <optional>
#include <string>
#include <string_view>

#include "harness/adapter/in_process.h"
#include "harness/cli/console.h"

namespace oauthspec::cli {

/// What an adapter does with one line.
struct Reply {
  std::string text;       ///< What to write, line feed included; may be empty.
  bool end = false;       ///< The conversation is over.
  std::string complaint;  ///< Why the line is no message; then nothing is written.
};

/// One step of an adapter: a line without its line feed in, what to do about it out.
[[nodiscard]] Reply reply_to(std::string_view line, const adapter::Hello& hello,
                             const adapter::AnswerFunction& answer);

/// Speaks the adapter protocol until bye or the end of the input. Empty lines are left alone.
[[nodiscard]] int run_adapter(std::istream& in, const Console& console, const adapter::Hello& hello,
                              const adapter::AnswerFunction& answer);

}  // namespace oauthspec::cli
