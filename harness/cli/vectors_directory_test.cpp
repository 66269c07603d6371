// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/vectors_directory.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace oauthspec::cli {
namespace {

using std::filesystem::path;
using testing::HasSubstr;

class FindVectors : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(root_ / "build" / "release" / "bin");
  }
  void TearDown() override { std::filesystem::remove_all(root_); }

  path make(const path& folder) {
    std::filesystem::create_directories(root_ / folder / "schema");
    std::ofstream(root_ / folder / "schema" / "suite.schema.json") << "{}";
    return root_ / folder;
  }

  path root_ = path(testing::TempDir()) / ("find_vectors." + std::to_string(getpid()));
  path program_ = root_ / "build" / "release" / "bin" / "oauthspec";
};

TEST_F(FindVectors, TakesTheOptionBeforeTheEnvironment) {
  const path one = make("one");
  const path two = make("two");
  EXPECT_EQ(find_vectors(one.string(), two.c_str(), program_), one);
  EXPECT_EQ(find_vectors("", two.c_str(), program_), two);
}

TEST_F(FindVectors, NeverPassesOverWhatWasNamed) {
  make("vectors");
  const auto option = find_vectors(root_.string(), nullptr, program_);
  ASSERT_FALSE(option);
  EXPECT_THAT(option.error(), HasSubstr("--vectors names "));
  const auto environment = find_vectors("", "nowhere", program_);
  ASSERT_FALSE(environment);
  EXPECT_THAT(environment.error(), HasSubstr("OAUTHSPEC_VECTORS names nowhere"));
}

TEST_F(FindVectors, LooksUpwardsFromTheProgram) {
  const path vectors = make("vectors");
  EXPECT_EQ(find_vectors("", nullptr, program_), vectors);
  EXPECT_EQ(find_vectors("", "", program_), vectors);
}

TEST_F(FindVectors, PrefersWhatIsInstalledWithTheProgram) {
  make("vectors");
  const path shared = make("build/release/share/oauthspec/vectors");
  EXPECT_EQ(find_vectors("", nullptr, program_), shared);
}

TEST_F(FindVectors, SaysWhatToDoWhereThereAreNone) {
  const auto none = find_vectors("", nullptr, program_);
  ASSERT_FALSE(none);
  EXPECT_THAT(none.error(), HasSubstr("--vectors"));
}

TEST_F(FindVectors, IsNotFooledByAFolderOfThatName) {
  std::filesystem::create_directories(root_ / "build" / "vectors");
  const path vectors = make("vectors");
  EXPECT_EQ(find_vectors("", nullptr, program_), vectors);
}

}  // namespace
}  // namespace oauthspec::cli
