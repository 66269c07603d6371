// SPDX-License-Identifier: Apache-2.0
#include "harness/report/shards.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::report {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

result::File file(const std::string& implementation, const std::string& shard) {
  result::File file;
  file.run = result::Run{.version = "0.1.0",
                         .implementation = implementation,
                         .implementation_version = "1",
                         .language = "c",
                         .command = "",
                         .replay = "",
                         .shard = shard,
                         .started = ""};
  return file;
}

std::vector<std::string> shards_of(const ShardedRun& run) {
  std::vector<std::string> shards;
  for (const result::File& one : run.files) shards.push_back(one.run->shard);
  return shards;
}

TEST(JoinShards, PutsThoseOfOneRunInOrder) {
  const auto runs =
      join_shards({file("a", "3/3"), file("b", "1/2"), file("a", "1/3"), file("a", "2/3")});
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_THAT(shards_of(runs[0]), ElementsAre("1/3", "2/3", "3/3"));
  EXPECT_THAT(runs[0].missing, IsEmpty());
  EXPECT_THAT(shards_of(runs[1]), ElementsAre("1/2"));
}

TEST(JoinShards, NamesThoseThatAreMissing) {
  const auto runs = join_shards({file("a", "2/4"), file("a", "4/4")});
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_THAT(runs[0].missing, ElementsAre(1, 3));
}

TEST(JoinShards, TakesOneAloneForAllThatIsMeant) {
  EXPECT_THAT(join_shards({file("a", "2/4")})[0].missing, IsEmpty());
}

TEST(JoinShards, KeepsRunsApartThatAreNotDivided) {
  EXPECT_EQ(join_shards({file("a", ""), file("a", "")}).size(), 2U);
}

TEST(JoinShards, BeginsAnotherRunWithAShardThatIsThere) {
  const auto runs = join_shards(
      {file("a", "1/2"), file("a", "2/2"), file("a", "1/2"), file("a", "2/2"), file("a", "1/3")});
  ASSERT_EQ(runs.size(), 3U);
  EXPECT_THAT(shards_of(runs[1]), ElementsAre("1/2", "2/2"));
}

TEST(JoinShards, KeepsApartWhatDiffersInAnythingElse) {
  for (auto member :
       {&result::Run::version, &result::Run::implementation_version, &result::Run::language}) {
    result::File other = file("a", "2/2");
    (*other.run).*member = "other";
    EXPECT_EQ(join_shards({file("a", "1/2"), other}).size(), 2U);
  }
}

TEST(JoinShards, TakesNonsenseForARunOfItsOwn) {
  for (const char* nonsense : {"0/2", "3/2", "x/2", "1/x", "1/2/3", "/", "-1/2", "1/2 "}) {
    const auto runs = join_shards({file("a", nonsense), file("a", nonsense)});
    EXPECT_EQ(runs.size(), 2U) << nonsense;
  }
  EXPECT_THAT(join_shards({}), IsEmpty());
}

TEST(JoinShards, IsNotKeptBusyByTheNumberOfShards) {
  const auto runs =
      join_shards({file("a", "1/18446744073709551615"), file("a", "2/18446744073709551615")});
  EXPECT_EQ(runs[0].missing.size(), 100U);
}

}  // namespace
}  // namespace oauthspec::report
