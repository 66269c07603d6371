// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace oauthspec::cli {

/// What the environment of a build farm asks for.
struct EnvironmentShard {
  std::string shard;  ///< "i/n", where i counts from 1; empty where it asks for none.
  std::string
      status_file;  ///< To be touched, so that the farm knows that we take our part only; empty where there is none.

  friend bool operator==(const EnvironmentShard&, const EnvironmentShard&) = default;
};

/// The shard that the environment asks for.
///
/// Input: TEST_TOTAL_SHARDS, TEST_SHARD_INDEX and TEST_SHARD_STATUS_FILE, as Bazel has them, or else GoogleTest's variables of
///        the same names with GTEST for TEST; as getenv() has them.
[[nodiscard]] EnvironmentShard shard_of_environment(
    const std::function<const char*(const char*)>& environment);

/// Touches the status file, if there is one.
///
/// Errors: a sentence.
[[nodiscard]] std::optional<std::string> acknowledge(const EnvironmentShard& shard);

}  // namespace oauthspec::cli
