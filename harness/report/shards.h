// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "harness/result/json_lines.h"

namespace oauthspec::report {

/// The results files of one run: one of a run that was not divided, else those of its shards.
struct ShardedRun {
  std::vector<result::File> files;  ///< In the order of their shards; never empty.
  std::vector<std::size_t>
      missing;  ///< Shards, from 1, of which there is no file although others of the run were given.
};

/// Finds the shards that belong together: same implementation, version, language, version of the suite, and number of
/// shards, each shard once. A shard that comes a second time begins another run. One shard alone is taken for all that
/// was meant to be shown.
///
/// Input:  files as result::read() gives them, each with its run.
/// Output: runs in the order in which their first files came.
[[nodiscard]] std::vector<ShardedRun> join_shards(std::vector<result::File> files);

}  // namespace oauthspec::report
