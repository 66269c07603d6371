// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "harness/report/tally.h"
#include "harness/result/result.h"
#include "harness/vector/load.h"

/// Results as text for people. Nothing here writes anything: each function gives the text, line feeds included.
namespace oauthspec::report {

/// How results are shown.
struct Style {
  bool colour = false;
  bool whole = false;  ///< Values are not cut, however long they are.
  std::string replay;  ///< The command that runs one test when its name is put behind it.
};

/// One result in one line: status, name, and why. Behind a warning of a check of a server, a second line says what was looked for.
[[nodiscard]] std::string line(const result::Result& result, const Style& style);

/// One result with everything that helps to understand it: the requirements, what was sent, expected and got (of a
/// check of a server, the exchange that decides; all of them with `whole`), the first difference, why it matters and how to run it again.
[[nodiscard]] std::string block(const result::Result& result, const vector::Library& library,
                                const Style& style);

/// A line for each suite, with a column for each status that occurs.
[[nodiscard]] std::string table(const Tally& tally, const Style& style);

/// Which way the implementation goes where an RFC leaves it open; empty where no test shows any.
[[nodiscard]] std::string policies(const Tally& tally);

/// "612/640 applicable passed (95.6 %), 41 unsupported (5.9 %), 9 skipped".
[[nodiscard]] std::string totals(const Tally& tally, const Style& style);

/// "also checked, of documents that the server does not claim: 12 pass, 3 fail", and a line feed; empty where nothing was.
[[nodiscard]] std::string also_line(const Tally& tally);

/// The line that a terminal shows while tests run: it has no line feed, and overwrites the one before it.
[[nodiscard]] std::string progress(std::size_t finished, std::size_t all,
                                   std::size_t unexpected_results);

/// Takes the progress line away again.
[[nodiscard]] std::string no_progress();

}  // namespace oauthspec::report
