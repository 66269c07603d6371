// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/sibling.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace oauthspec::cli {
namespace {

using std::filesystem::path;
using std::filesystem::perms;
using testing::HasSubstr;

class Sibling : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove_all(root_); }

  path make(const path& file, bool runnable = true) {
    std::filesystem::create_directories((root_ / file).parent_path());
    std::ofstream(root_ / file) << "#!/bin/sh\n";
    std::filesystem::permissions(root_ / file, runnable ? perms::owner_all : perms::owner_read);
    return root_ / file;
  }

  path root_ = path(testing::TempDir()) / ("sibling." + std::to_string(getpid()));
  path program_ = root_ / "bin" / "oauthspec";
};

TEST_F(Sibling, IsSoughtBesideTheProgramFirst) {
  const path beside = make("bin/oauthspec-fuzz");
  const path elsewhere = make("other/oauthspec-fuzz");
  EXPECT_EQ(find_sibling("fuzz", program_, (root_ / "other").string()), beside);
  std::filesystem::remove(beside);
  EXPECT_EQ(find_sibling("fuzz", program_, "/nonexistent::" + (root_ / "other").string()),
            elsewhere);
}

TEST_F(Sibling, MustBeAProgram) {
  std::filesystem::create_directories(root_ / "bin" / "oauthspec-folder");
  EXPECT_EQ(find_sibling("folder", program_, ""), std::nullopt);
  EXPECT_EQ(find_sibling("nothing", program_, ""), std::nullopt);
}

TEST_F(Sibling, HasAPlainName) {
  make("evil/oauthspec-x");
  EXPECT_EQ(find_sibling("x/../../evil/oauthspec-x", program_, (root_ / "evil").string()),
            std::nullopt);
  EXPECT_EQ(find_sibling("", program_, ""), std::nullopt);
}

TEST_F(Sibling, ThatIsMissingIsUsage) {
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(run_sibling({"no-such-thing", {}}, {out, err}), usage);
  EXPECT_THAT(err.str(), HasSubstr("there is no command no-such-thing"));
  EXPECT_THAT(err.str(), HasSubstr("vectors, list, requirements, adapter"));
}

}  // namespace
}  // namespace oauthspec::cli
