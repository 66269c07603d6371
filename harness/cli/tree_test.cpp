// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/tree.h"

#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace oauthspec::cli {
namespace {

using std::filesystem::path;

class FindTree : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(program_.parent_path()); }
  void TearDown() override { std::filesystem::remove_all(root_); }

  void make(const path& file) {
    std::filesystem::create_directories((root_ / file).parent_path());
    std::ofstream(root_ / file) << "x";
  }

  path root_ = path(testing::TempDir()) / ("find_tree." + std::to_string(getpid()));
  path program_ = root_ / "build" / "release" / "bin" / "oauthspec";
};

TEST_F(FindTree, TakesTheNearestFolderThatHasTheFile) {
  make("a/list.json");
  EXPECT_EQ(find_tree(program_, "a/list.json"), root_);
  make("build/a/list.json");
  EXPECT_EQ(find_tree(program_, "a/list.json"), root_ / "build");
}

TEST_F(FindTree, PrefersWhatIsInstalledWithTheProgram) {
  make("build/release/bin/a/list.json");
  make("build/release/share/oauthspec/a/list.json");
  EXPECT_EQ(find_tree(program_, "a/list.json"), root_ / "build/release/share/oauthspec");
}

TEST_F(FindTree, FindsNothingWhereThereIsNothing) {
  std::filesystem::create_directories(root_ / "a" / "list.json");  // A folder is no file.
  EXPECT_EQ(find_tree(program_, "a/list.json"), std::nullopt);
  EXPECT_EQ(find_tree("", "a/list.json"), std::nullopt);
}

TEST(Executable, IsThisProgram) {
  EXPECT_TRUE(std::filesystem::is_regular_file(executable()));
}

}  // namespace
}  // namespace oauthspec::cli
