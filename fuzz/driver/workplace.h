// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "fuzz/driver/places.h"

namespace oauthspec::cli {
class Options;
}  // namespace oauthspec::cli

namespace oauthspec::fuzz::driver {

/// Where a command works.
struct PlaceOptions {
  std::string tree;     ///< Empty: the project that this program stands in.
  std::string bin;      ///< Empty: build/fuzz/bin of the tree.
  std::string work;     ///< Empty: build/fuzz-work of the tree.
  std::string vectors;  ///< Empty: those of the tree.
};
/// Of every command: all but the vectors.
void add_places(cli::Options& options, PlaceOptions& places);
/// Of those that write seeds.
void add_vectors(cli::Options& options, PlaceOptions& places);

/// Where a command works, and the targets that it finds there.
struct Workplace {
  Places places;
  std::vector<Target> targets;
  bool builds =
      false;  ///< Whether what is missing in the folder of programs can be built there: it is the tree's own.
  std::string vectors;

  /// From now on the programs are AFL++'s: those of the folder that was named for programs, else of build/afl/bin of the tree.
  void work_with_afl();
};

/// Errors: no tree, no targets in it, for people.
[[nodiscard]] std::expected<Workplace, std::string> open_workplace(const PlaceOptions& options);

/// Puts the inputs of the vectors into the targets' folders of seeds. Nothing where the tree has no vectors.
///
/// Errors: vectors that cannot be read, a file that cannot be written.
[[nodiscard]] std::expected<std::size_t, std::string> write_seeds(
    const Workplace& workplace, const std::vector<Target>& targets,
    const std::filesystem::path& folder, const std::string& inside);

/// Makes the folders of a target, gives files their right names that a killed run left, and writes the seeds.
[[nodiscard]] std::expected<void, std::string> prepare(const Workplace& workplace,
                                                       const std::vector<Target>& targets);

}  // namespace oauthspec::fuzz::driver
