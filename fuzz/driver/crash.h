// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauthspec::fuzz::driver {

/// A call on the stack, of a function whose source is known and is not a library's of the system or of the engine.
struct Frame {
  std::string function;  ///< "oauthspec::fuzz::check_percent"
  std::string
      place;  ///< "fuzz/oracle/percent.cpp:106"; only the file's name where it is not in the tree.

  friend bool operator==(const Frame&, const Frame&) = default;
};

/// What an engine's program said when it ended in a crash.
struct Crash {
  std::string
      kind;  ///< "property", "heap-buffer-overflow", "timeout", "out-of-memory", "deadly signal" ...
  std::string headline;  ///< The broken property, or the sanitizer's line.
  std::vector<Frame>
      frames;  ///< Ours, the innermost first; without the function that asks for properties.
  /// By which two crashes are the same: the property, else the kind and the innermost functions. Letters, digits and hyphens.
  std::string name;
};

/// Reads a crash out of what a program wrote.
///
/// Input:  `tree` is what the places of frames are shortened by.
/// Output: nothing where it tells of none.
[[nodiscard]] std::optional<Crash> read_crash(std::string_view output,
                                              const std::filesystem::path& tree);

/// Whether a file's name is one that an engine gives to an input that crashed; a slow input's is not.
[[nodiscard]] bool is_crash_file(std::string_view name);

}  // namespace oauthspec::fuzz::driver
