// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/result_masks.h"

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace oauthspec::cli {
namespace {

using nlohmann::json;
using result::Result;

class ResultMasksTest : public testing::Test {
 protected:
  void SetUp() override {
    auto schema = vector::load_op_schema(std::filesystem::path(OAUTHSPEC_SOURCE_DIR) /
                                         "vectors/schema/oauth1.parse_callback.schema.json");
    ASSERT_TRUE(schema);
    library_.ops.emplace("oauth1.parse_callback", *std::move(schema));
    library_.suites.emplace_back().name = "oauth1/callback";
    library_.suites[0].op = "oauth1.parse_callback";
    for (int i = 0; i < 8; ++i) {
      vector::Test test;
      test.id = std::to_string(i);
      test.in = {{"url", "https://a/"}, {"token", "secret-" + test.id}};
      library_.suites[0].tests.push_back(test);
    }
  }

  /// What is left of a text on stderr.
  std::string shown(ResultMasks& masks, int test, const std::string& text) const {
    Result result;
    result.test = "oauth1/callback/" + std::to_string(test);
    result.op = "oauth1.parse_callback";
    result.sent = library_.suites[0].tests.at(static_cast<std::size_t>(test)).in;
    result.got = json{{"skip", {{"need", "x"}}}};
    result.stderr_text = text;
    return masks.masked(result).stderr_text;
  }

  void expect(ResultMasks& masks, const std::vector<std::string>& patterns, std::size_t under_way) {
    masks.expect(runner::select(library_.suites, {patterns, {}}), under_way);
  }

  vector::Library library_;
};

TEST_F(ResultMasksTest, HideWhatWasAskedMeanwhile) {
  ResultMasks near(library_);
  expect(near, {}, 2);
  EXPECT_EQ(shown(near, 3, "secret-3 secret-1 secret-5 secret-6"), "***1 *** *** secret-6");
}

TEST_F(ResultMasksTest, HideWhatOvertookAQuestionThatWaited) {
  ResultMasks near(library_);
  expect(near, {}, 1);
  EXPECT_EQ(shown(near, 6, ""), "");
  EXPECT_EQ(shown(near, 0, "secret-0 secret-1 secret-7 secret-3"), "***1 *** *** secret-3");
}

TEST_F(ResultMasksTest, HideWhatWasAskedOfAControl) {
  library_.suites[0].tests[7].control = "0";
  ResultMasks near(library_);
  expect(near, {"**/7"}, 1);
  EXPECT_EQ(shown(near, 7, "secret-7 secret-0"), "***1 ***");
}

TEST_F(ResultMasksTest, HideItWhereThereIsNoAnswer) {
  ResultMasks near(library_);
  expect(near, {}, 1);
  Result result;
  result.test = "oauth1/callback/3";
  result.op = "oauth1.parse_callback";
  result.sent = library_.suites[0].tests[3].in;
  result.message = "the adapter broke the protocol: secret-2";
  EXPECT_EQ(near.masked(result).message, "the adapter broke the protocol: ***");
}

}  // namespace
}  // namespace oauthspec::cli
