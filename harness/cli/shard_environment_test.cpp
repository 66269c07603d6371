// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/shard_environment.h"

#include <filesystem>
#include <map>

#include <gtest/gtest.h>
#include <unistd.h>

namespace oauthspec::cli {
namespace {

EnvironmentShard shard_of(const std::map<std::string, const char*>& variables) {
  return shard_of_environment([&variables](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second;
  });
}

TEST(ShardOfEnvironment, CountsFromOne) {
  EXPECT_EQ(shard_of({{"TEST_TOTAL_SHARDS", "5"}, {"TEST_SHARD_INDEX", "0"}}).shard, "1/5");
  EXPECT_EQ(shard_of({{"GTEST_TOTAL_SHARDS", "5"}, {"GTEST_SHARD_INDEX", "4"}}).shard, "5/5");
}

TEST(ShardOfEnvironment, IsNoneUnlessBothAreSet) {
  EXPECT_EQ(shard_of({}), EnvironmentShard());
  EXPECT_EQ(shard_of({{"TEST_TOTAL_SHARDS", "5"}}), EnvironmentShard());
  EXPECT_EQ(shard_of({{"TEST_SHARD_STATUS_FILE", "file"}}), EnvironmentShard());
}

TEST(ShardOfEnvironment, HandsNonsenseOnToBeRefused) {
  EXPECT_EQ(shard_of({{"TEST_TOTAL_SHARDS", "5"}, {"TEST_SHARD_INDEX", "x"}}).shard, "x/5");
}

TEST(ShardOfEnvironment, NamesTheFileThatBelongsToIt) {
  EXPECT_EQ(shard_of({{"TEST_TOTAL_SHARDS", "2"},
                      {"TEST_SHARD_INDEX", "0"},
                      {"TEST_SHARD_STATUS_FILE", "bazel"},
                      {"GTEST_SHARD_STATUS_FILE", "gtest"}})
                .status_file,
            "bazel");
  EXPECT_EQ(shard_of({{"GTEST_TOTAL_SHARDS", "2"},
                      {"GTEST_SHARD_INDEX", "0"},
                      {"GTEST_SHARD_STATUS_FILE", "gtest"}})
                .status_file,
            "gtest");
}

TEST(Acknowledge, TouchesTheFileAndKeepsWhatIsInIt) {
  const auto file =
      std::filesystem::path(testing::TempDir()) / ("shard_status." + std::to_string(getpid()));
  EXPECT_FALSE(acknowledge({"1/2", file.string()}));
  EXPECT_TRUE(std::filesystem::exists(file));
  std::filesystem::resize_file(file, 3);
  EXPECT_FALSE(acknowledge({"1/2", file.string()}));
  EXPECT_EQ(std::filesystem::file_size(file), 3U);
  std::filesystem::remove(file);
}

TEST(Acknowledge, HasNothingToDoWithoutAFile) {
  EXPECT_FALSE(acknowledge({"1/2", ""}));
  EXPECT_EQ(acknowledge({"1/2", "/nonexistent/file"}),
            "the shard status file /nonexistent/file cannot be written");
}

}  // namespace
}  // namespace oauthspec::cli
