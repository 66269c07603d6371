// SPDX-License-Identifier: Apache-2.0
#include "harness/report/shards.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

namespace oauthspec::report {
namespace {

using result::File;

struct Shard {
  std::size_t index = 0;
  std::size_t count = 0;
};

std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "2/3"; nothing where the run was not divided.
std::optional<Shard> shard_of(const File& file) {
  const std::string_view text = file.run->shard;
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto index = number(text.substr(0, slash));
  const auto count = number(text.substr(slash + 1));
  if (!index || !count || *index == 0 || *index > *count) return std::nullopt;
  return Shard{*index, *count};
}

bool same_run(const File& one, const File& other) {
  const auto key = [](const result::Run& run) {
    return std::tie(run.implementation, run.implementation_version, run.language, run.version);
  };
  return key(*one.run) == key(*other.run);
}

/// A run whose shards are being collected.
struct Collection {
  std::size_t count = 0;  ///< Of shards; 0 where the run was not divided.
  std::map<std::size_t, File> files;

  [[nodiscard]] bool takes(const File& file, const Shard& shard) const {
    return count == shard.count && !files.contains(shard.index) &&
           same_run(files.begin()->second, file);
  }
};

ShardedRun close(Collection collection) {
  constexpr std::size_t kMostNamed = 100;
  ShardedRun run;
  if (collection.files.size() > 1) {
    for (std::size_t i = 1; i <= collection.count && run.missing.size() < kMostNamed; ++i) {
      if (!collection.files.contains(i)) run.missing.push_back(i);
    }
  }
  for (auto& [index, file] : collection.files) run.files.push_back(std::move(file));
  return run;
}

}  // namespace

std::vector<ShardedRun> join_shards(std::vector<File> files) {
  std::vector<Collection> collections;
  for (File& file : files) {
    const auto shard = shard_of(file);
    const auto open = std::ranges::find_if(collections, [&](const Collection& collection) {
      return shard && collection.takes(file, *shard);
    });
    Collection& collection =
        open != collections.end()
            ? *open
            : collections.emplace_back(Collection{.count = shard ? shard->count : 0, .files = {}});
    collection.files.emplace(shard ? shard->index : 0, std::move(file));
  }
  std::vector<ShardedRun> runs;
  runs.reserve(collections.size());
  for (Collection& collection : collections) runs.push_back(close(std::move(collection)));
  return runs;
}

}  // namespace oauthspec::report
