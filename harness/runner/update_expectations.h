// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "harness/result/expectation.h"
#include "harness/result/result.h"
#include "harness/runner/expectations.h"

namespace oauthspec::runner {

/// Expectations as a run would have them.
struct Update {
  std::vector<result::Expectation> entries;
  std::size_t added = 0;
  std::size_t removed = 0;
  std::size_t divided =
      0;  ///< Globs that gave way to an entry for each test that they still hold for.
  std::size_t hopeless = 0;  ///< Unexpected results that no entry can expect.
};

/// Makes the expectations fit the results of a run, which may be a part of all.
///
/// Input:  `results` are those of the run, apply() done and secrets masked; of them only status, message, requirements,
///         `before` and `got` are looked at.
/// Output: entries stay, to the letter and in their order, where they hold for all of their tests that were run. One
///         that does not is taken out, or divided, its reason and issue kept for the tests that it holds for. What failed
///         unexpectedly gets an entry with an unreviewed reason, in the place of the one that named it, or at the end in
///         the library's order. An expired one gives way for its tests that were run; where they still fail, its reason
///         is quoted.
[[nodiscard]] Update updated(const Expectations& expectations, const vector::Library& library,
                             std::span<const result::Result> results);

/// An expectations file, one entry a line.
[[nodiscard]] std::string write_expectations(std::span<const result::Expectation> entries);

/// Replaces a file at once: whoever reads it sees the old text or the new one, whatever happens meanwhile.
///
/// Errors: why it could not be written, for people.
[[nodiscard]] std::optional<std::string> replace_file(const std::filesystem::path& file,
                                                      const std::string& text);

}  // namespace oauthspec::runner
