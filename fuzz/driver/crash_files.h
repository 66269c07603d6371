// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "fuzz/driver/crash.h"
#include "fuzz/driver/places.h"

/// The inputs that broke a target. An engine writes them into the target's folder of crashes; each is then sorted into a folder there that
/// has the crash's name.
namespace oauthspec::fuzz::driver {

/// How many inputs of one crash are kept, where it has a name of its own.
inline constexpr std::size_t kMostInputs = 20;

/// Those that are not sorted yet.
[[nodiscard]] std::vector<std::filesystem::path> unsorted_crashes(const Places& places,
                                                                  const std::string& target);

/// What comes of putting an input to its target once; nothing where it does not crash.
///
/// Errors: the program cannot be run, or ends as none does that an input breaks.
[[nodiscard]] std::expected<std::optional<Crash>, std::string> replay(
    const Places& places, const std::string& target, const std::filesystem::path& input);

/// An input that was sorted.
struct SortedCrash {
  Crash crash;
  std::string file;      ///< In the target's folder of crashes: "<name>/crash-...".
  bool surplus = false;  ///< There are enough of it: `file` is one of these.
};

/// What an input breaks: found out by putting it to the target again, else told by `output`, what the engine wrote that found it.
[[nodiscard]] std::expected<SortedCrash, std::string> know_crash(const Places& places,
                                                                 const std::string& target,
                                                                 const std::filesystem::path& input,
                                                                 const std::string& output);

/// Moves it where it belongs; a surplus one is removed.
void sort_crash(const Places& places, const std::string& target, const std::filesystem::path& input,
                const SortedCrash& sorted);

}  // namespace oauthspec::fuzz::driver
