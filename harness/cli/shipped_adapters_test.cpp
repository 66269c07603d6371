// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/shipped_adapters.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace oauthspec::cli {
namespace {

using nlohmann::json;
using std::filesystem::path;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A root of a project with a list of adapters of its own.
class ShippedAdapters : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(list_.parent_path());
    std::filesystem::copy_file(path(OAUTHSPEC_SOURCE_DIR) / "harness/adapters/adapters.schema.json",
                               list_.parent_path() / "adapters.schema.json");
  }
  void TearDown() override { std::filesystem::remove_all(root_); }

  void write(const path& file, const std::string& text, bool program = false) {
    std::filesystem::create_directories((root_ / file).parent_path());
    std::ofstream(root_ / file) << text;
    if (program) {
      std::filesystem::permissions(root_ / file, std::filesystem::perms::owner_all);
    }
  }

  [[nodiscard]] auto load(const json& adapters) {
    std::ofstream(list_) << json{{"format", 1}, {"adapters", adapters}};
    return load_shipped_adapters(list_);
  }

  [[nodiscard]] Machine machine(std::set<std::string, std::less<>> packages) const {
    return {.tree = root_, .packages = std::move(packages), .path = (root_ / "bin").string()};
  }

  path root_ = path(testing::TempDir()) / ("shipped_adapters." + std::to_string(getpid()));
  path list_ = root_ / "harness/adapters/adapters.json";
  json entry_{{"name", "lib"},
              {"language", "c"},
              {"library", "The Lib"},
              {"protocols", {"oauth1", "oauth2"}},
              {"command", "interpreter harness/adapters/c/lib.x --flag"},
              {"install", {{"apt", {"libthe-dev", "gcc"}}}}};
};

TEST_F(ShippedAdapters, AreRead) {
  const auto adapters = load(json::array({entry_}));
  ASSERT_TRUE(adapters) << vector::describe(adapters.error());
  ASSERT_EQ(adapters->size(), 1U);
  const ShippedAdapter& one = adapters->at(0);
  EXPECT_EQ(one.name, "lib");
  EXPECT_EQ(one.library, "The Lib");
  EXPECT_THAT(one.protocols, ElementsAre("oauth1", "oauth2"));
  EXPECT_THAT(one.packages, ElementsAre("libthe-dev", "gcc"));
}

TEST_F(ShippedAdapters, AreThoseOfTheProject) {
  const auto adapters =
      load_shipped_adapters(path(OAUTHSPEC_SOURCE_DIR) / "harness/adapters/adapters.json");
  ASSERT_TRUE(adapters) << vector::describe(adapters.error());
  EXPECT_GE(adapters->size(), 5U);
}

TEST_F(ShippedAdapters, AreRefusedWithThePlaceOfTheMistake) {
  json wrong = entry_;
  wrong["command"] = "sh -c 'rm -rf /'";
  const auto quoted = load({entry_, wrong});
  ASSERT_FALSE(quoted);
  EXPECT_THAT(vector::describe(quoted.error()), HasSubstr("/adapters/1/command"));
  const auto twice = load({entry_, entry_});
  ASSERT_FALSE(twice);
  EXPECT_THAT(vector::describe(twice.error()),
              HasSubstr("/adapters/1/name: this name stands twice"));
  EXPECT_FALSE(load_shipped_adapters(root_ / "adapters.json"));
}

TEST_F(ShippedAdapters, LackWhatIsNotThere) {
  const ShippedAdapter adapter = load(json::array({entry_}))->at(0);
  EXPECT_THAT(missing(adapter, machine({"gcc"})),
              ElementsAre("libthe-dev", "interpreter", "harness/adapters/c/lib.x"));
  write("bin/interpreter", "");
  write("harness/adapters/c/lib.x", "");
  EXPECT_THAT(missing(adapter, machine({"gcc", "libthe-dev"})), ElementsAre("interpreter"))
      << "nobody may execute it";
  write("bin/interpreter", "", true);
  EXPECT_THAT(missing(adapter, machine({"gcc", "libthe-dev"})), IsEmpty());
  Machine without_dpkg = machine({});
  without_dpkg.packages.reset();
  EXPECT_THAT(missing(adapter, without_dpkg), IsEmpty());
}

TEST_F(ShippedAdapters, MayBeginWithAssignmentsAndHoldListsOfPaths) {
  entry_["command"] = "NODE_PATH=a/b ./run.sh -cp build/x.jar:build/y.jar --file=build/z";
  entry_["install"] = json::object();
  const ShippedAdapter adapter = load(json::array({entry_}))->at(0);
  EXPECT_THAT(missing(adapter, machine({})), ElementsAre("./run.sh"));
  write("run.sh", "", true);
  EXPECT_THAT(missing(adapter, machine({})), IsEmpty());
}

TEST_F(ShippedAdapters, NeedTheNpmPackagesOfTheirLockFile) {
  entry_["command"] = "./run.sh";
  entry_["install"] = {{"npm", "harness/adapters"}};
  write("run.sh", "", true);
  write("harness/adapters/package-lock.json", "{}");
  const ShippedAdapter adapter = load(json::array({entry_}))->at(0);
  EXPECT_THAT(missing(adapter, machine({})), ElementsAre("harness/adapters/node_modules"));
  write("harness/adapters/node_modules/.installed", "{}");
  EXPECT_THAT(missing(adapter, machine({})), IsEmpty());
  write("harness/adapters/package-lock.json", "{\"changed\": true}");
  EXPECT_THAT(missing(adapter, machine({})), ElementsAre("harness/adapters/node_modules"));
}

TEST(InstalledPackages, AreThoseThatDpkgSaysAreInstalled) {
  EXPECT_THAT(installed_packages("Package: a\nStatus: install ok installed\nVersion: 1\n\n"
                                 "Package: b\nStatus: deinstall ok config-files\n\n"
                                 "Package: c\nStatus: hold ok installed\n\n"
                                 "Package: d\nStatus: install ok half-installed\n"),
              ElementsAre("a", "c"));
}

}  // namespace
}  // namespace oauthspec::cli
