// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/afl.h"

#include <cstdlib>
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fuzz/driver/corpus.h"
#include "fuzz/driver/files.h"
#include "fuzz/driver/temporary_folder.h"

namespace oauthspec::fuzz::driver {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::IsEmpty;
using ::testing::Key;
using ::testing::Not;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

std::filesystem::path fresh_folder() {
  std::string name = testing::TempDir() + "afl-test-XXXXXX";
  return mkdtemp(name.data());
}

Target jwt_target() {
  Target target;
  target.name = "jwt";
  target.max_length = 2048;
  target.dictionary = "jwt";
  target.mutator = "jwt";
  return target;
}

class Afl : public testing::Test {
 protected:
  void write(const std::filesystem::path& file, std::string_view content) const {
    ASSERT_TRUE(make_folder(file.parent_path()));
    ASSERT_TRUE(write_whole(file, content));
  }

  const TemporaryFolder& folder() const { return folder_; }
  const Places& places() const { return places_; }

 private:
  TemporaryFolder folder_{fresh_folder()};
  Places places_{.tree = folder_.at() / "tree",
                 .binaries = folder_.at() / "bin",
                 .work = folder_.at() / "work",
                 .afl = true};
};

TEST_F(Afl, IsToldOfTheMutatorWhereItIsBuilt) {
  EXPECT_THAT(afl_environment(places(), jwt_target()),
              Not(Contains(Key("AFL_CUSTOM_MUTATOR_LIBRARY"))));
  const std::filesystem::path library = places().binaries / "libfuzz_mutator_jwt.so";
  write(library, "");
  EXPECT_THAT(afl_environment(places(), jwt_target()),
              Contains(Pair("AFL_CUSTOM_MUTATOR_LIBRARY", library.string())));
}

TEST_F(Afl, IsToldOfTheLengthWhereTheMutatorSeesIt) {
  EXPECT_THAT(afl_environment(places(), jwt_target()), Contains(Pair("AFL_INPUT_LEN_MAX", "2048")));
}

TEST_F(Afl, ReadsTheCorpusThatGrowsWithAllThatTheProjectKeeps) {
  write(places().corpus("jwt") / "a", "kept");
  write(places().regressions("jwt") / "b", "broke it");
  ASSERT_TRUE(prepare_afl(places(), "jwt"));
  EXPECT_THAT(files_in(places().grown("jwt")),
              UnorderedElementsAre(places().grown("jwt") / content_name("kept"),
                                   places().grown("jwt") / content_name("broke it")));
}

TEST_F(Afl, BeginsWithSomething) {
  ASSERT_TRUE(prepare_afl(places(), "jwt"));
  EXPECT_THAT(files_in(places().grown("jwt")),
              ElementsAre(places().grown("jwt") / content_name("0")));
}

TEST_F(Afl, LeavesWhatItFoundToTheCorpusAndAmongTheCrashes) {
  const std::filesystem::path left = places().work / "jwt" / "afl" / "s0";
  write(left / "fuzzer_stats", "execs_done        : 4711\nedges_found       : 12\n");
  write(left / "queue" / "id:000000,orig:x", "new");
  write(left / "queue" / "README.txt", "no input");
  write(left / "crashes" / "id:000000,sig:06", "crashes");
  write(left / "crashes" / "README.txt", "no input");
  write(left / "hangs" / "id:000000", "hangs");
  ASSERT_TRUE(make_folder(places().grown("jwt")));
  ASSERT_TRUE(make_folder(places().crashes("jwt")));
  const auto status = harvest_afl(places(), "jwt", 0);
  ASSERT_TRUE(status) << status.error();
  EXPECT_EQ(status->executions, 4711U);
  EXPECT_EQ(status->coverage, 12U);
  EXPECT_EQ(status->added, 1U);
  EXPECT_THAT(files_in(places().grown("jwt")),
              ElementsAre(places().grown("jwt") / content_name("new")));
  EXPECT_THAT(status->artifacts, ElementsAre(EndsWith("crash-" + content_name("crashes")),
                                             EndsWith("timeout-" + content_name("hangs"))));
  EXPECT_FALSE(std::filesystem::exists(left));
}

TEST_F(Afl, LeavesNothingWhereItWasNot) {
  const auto status = harvest_afl(places(), "jwt", 7);
  ASSERT_TRUE(status) << status.error();
  EXPECT_EQ(status->added, 0U);
  EXPECT_THAT(status->artifacts, IsEmpty());
}

}  // namespace
}  // namespace oauthspec::fuzz::driver
