// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "fuzz/driver/places.h"

/// The command lines of libFuzzer's programs.
namespace oauthspec::fuzz::driver {

using Words = std::vector<std::string>;

/// One run of an engine.
struct RunOrder {
  Target target;
  unsigned seconds = 60;
  std::uint64_t seed = 0;  ///< 0: the engine draws one.
  Words more;              ///< Words of the user's own, put last of the flags so that they win.
};

/// Seconds that one input may take, and MiB of memory that an engine may use.
inline constexpr unsigned kInputSeconds = 20;
inline constexpr unsigned kMemoryLimit = 2048;

/// Fuzzes: new inputs go to the grown corpus, which other processes may grow at the same time; those that the project keeps and those of
/// the vectors are read.
[[nodiscard]] Words run_words(const Places& places, const RunOrder& order);

/// Fuzzes the program with the planted bugs from the corpus that the project keeps: new inputs and what crashes go to folders of `folder`.
[[nodiscard]] Words planted_words(const Places& places, const Target& target, std::uint64_t seed,
                                  unsigned seconds, const std::filesystem::path& folder);

/// Fuzzes a program for so many executions, always with the same choices, from the corpus that the project keeps of the target.
[[nodiscard]] Words paced_words(const Places& places, const Target& target,
                                const std::string& program, std::uint64_t executions,
                                const std::filesystem::path& folder);

/// Puts one input to the target, once.
[[nodiscard]] Words replay_words(const Places& places, const std::string& target,
                                 const std::filesystem::path& input);

/// Puts into `into` what in `from` reaches more than what is there. Of an empty `into`, that makes the smallest corpus that reaches the same.
[[nodiscard]] Words merge_words(const Places& places, const Target& target,
                                const std::filesystem::path& into,
                                const std::vector<std::filesystem::path>& from);

/// Makes an input that crashes smaller; writes the last one found to `into`.
[[nodiscard]] Words minimise_words(const Places& places, const std::string& target,
                                   const std::filesystem::path& input,
                                   const std::filesystem::path& into, unsigned seconds);

/// Replaces what of an input that crashes has no part in it by spaces or other plain octets; writes it to `into`.
[[nodiscard]] Words cleanse_words(const Places& places, const std::string& target,
                                  const std::filesystem::path& input,
                                  const std::filesystem::path& into);

}  // namespace oauthspec::fuzz::driver
