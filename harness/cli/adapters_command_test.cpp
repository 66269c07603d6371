// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/adapters_command.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::cli {
namespace {

using testing::HasSubstr;

class Adapters : public testing::Test {
 protected:
  int run(const AdaptersArguments& arguments) {
    return run_adapters(arguments, adapters_, machine_, {out_, err_});
  }

  std::vector<ShippedAdapter> adapters_{
      {"one", "c", "libone", {"oauth1"}, "true", {}, ""},
      {"two", "perl", "Net::Two", {"oauth1", "oauth2"}, "true two", {"perl", "libtwo-perl"}, ""}};
  Machine machine_{.tree = "/", .packages = {{"perl"}}, .path = "/usr/bin:/bin"};
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(Adapters, AreListedOneALineWithTabsBetween) {
  EXPECT_EQ(run({}), as_expected);
  EXPECT_EQ(out_.str(),
            "one\tc\tlibone\toauth1\tinstalled\ttrue\n"
            "two\tperl\tNet::Two\toauth1,oauth2\tmissing libtwo-perl\ttrue two\n");
}

TEST_F(Adapters, AreListedByName) {
  EXPECT_EQ(run({.names = {"two"}, .tree = ""}), as_expected);
  EXPECT_EQ(out_.str(), "two\tperl\tNet::Two\toauth1,oauth2\tmissing libtwo-perl\ttrue two\n");
}

TEST_F(Adapters, ThatDoNotExistAreAMistakeInUsage) {
  EXPECT_EQ(run({.names = {"one", "three"}, .tree = ""}), usage);
  EXPECT_EQ(out_.str(), "");
  EXPECT_THAT(err_.str(), HasSubstr("there is no adapter three"));
}

}  // namespace
}  // namespace oauthspec::cli
