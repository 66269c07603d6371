// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fuzz/driver/engine.h"
#include "fuzz/driver/status.h"

/// AFL++ as an engine. It begins anew in each slice, from the corpus that grows, in a folder of its own; what it found there is then put into the
/// corpus and among the crashes, as libFuzzer would have done by itself.
namespace oauthspec::fuzz::driver {

/// Fuzzes as the `number`th process that is at work on the target.
[[nodiscard]] Words afl_words(const Places& places, const RunOrder& order, unsigned number);

/// What it needs to be told in the environment: that there is nobody to look at a screen, and the structure-aware mutator where there is one.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> afl_environment(
    const Places& places, const Target& target);

/// Puts everything that it begins with into the corpus that grows, which it reads alone.
[[nodiscard]] std::expected<void, std::string> prepare_afl(const Places& places,
                                                           const std::string& target);

/// Reads the file fuzzer_stats.
[[nodiscard]] EngineStatus read_afl_stats(std::string_view text);

/// Takes in what the `number`th process left, and its folder away. Nothing where there is none.
///
/// Output: its numbers; `added` counts what was new to the corpus, `artifacts` names what crashed or took too long.
/// Errors: a file that cannot be written; the folder is left as it is then.
[[nodiscard]] std::expected<EngineStatus, std::string> harvest_afl(const Places& places,
                                                                   const std::string& target,
                                                                   unsigned number);

/// The same for all that processes left which were killed.
[[nodiscard]] std::expected<void, std::string> harvest_all_afl(const Places& places,
                                                               const std::string& target);

}  // namespace oauthspec::fuzz::driver
