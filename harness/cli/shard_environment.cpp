// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/shard_environment.h"

#include <fstream>

#include <fmt/format.h>

namespace oauthspec::cli {
namespace {

// Theirs count from 0. What is no number stays as it is, and is complained of where shards are read.
std::string from_one(const std::string& index) {
  constexpr std::size_t kDigits = 9;
  const bool number = !index.empty() && index.size() <= kDigits &&
                      index.find_first_not_of("0123456789") == std::string::npos;
  return number ? std::to_string(std::stoul(index) + 1) : index;
}

}  // namespace

EnvironmentShard shard_of_environment(const std::function<const char*(const char*)>& environment) {
  for (const std::string prefix : {"TEST", "GTEST"}) {
    const char* count = environment((prefix + "_TOTAL_SHARDS").c_str());
    const char* index = environment((prefix + "_SHARD_INDEX").c_str());
    if (count == nullptr || index == nullptr) {
      continue;
    }
    const char* file = environment((prefix + "_SHARD_STATUS_FILE").c_str());
    return {fmt::format("{}/{}", from_one(index), count), file == nullptr ? "" : file};
  }
  return {};
}

std::optional<std::string> acknowledge(const EnvironmentShard& shard) {
  if (shard.status_file.empty() || std::ofstream(shard.status_file, std::ios::app)) {
    return std::nullopt;
  }
  return fmt::format("the shard status file {} cannot be written", shard.status_file);
}

}  // namespace oauthspec::cli
