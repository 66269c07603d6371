// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "fuzz/driver/places.h"

namespace oauthspec::fuzz::driver {

/// What a merge came to.
struct Merged {
  std::size_t added = 0;  ///< Files.
  std::string output;     ///< What the engine wrote.
};

/// Puts into a folder what in others reaches more than what is there, by the engine.
///
/// Errors: the program does not come to a good end, a folder cannot be made, the disk has not the room.
[[nodiscard]] std::expected<Merged, std::string> merge_into(
    const Places& places, const Target& target, const std::filesystem::path& into,
    const std::vector<std::filesystem::path>& from);

/// Puts the smallest corpus that reaches the same in the place of `corpus`, in one step: what is made stands beside it until it is whole.
///
/// Input:  `more` is looked at too.
/// Output: the number of files before and after, and after doing it once more to the result: where that differs, the target does not do
///         the same with the same input.
/// Errors: as merge_into(); the corpus is as it was.
struct Minimised {
  std::size_t before = 0;
  std::size_t after = 0;
  std::size_t again = 0;
  std::string output;  ///< What the engine wrote.
};
[[nodiscard]] std::expected<Minimised, std::string> minimise_corpus(
    const Places& places, const Target& target, const std::filesystem::path& corpus,
    const std::vector<std::filesystem::path>& more);

}  // namespace oauthspec::fuzz::driver
