// SPDX-License-Identifier: Apache-2.0
#include "harness/result/resume.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::result {
namespace {

using testing::HasSubstr;

class BegunFile : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(path_); }

  void content(const std::string& text) const {
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << text;
  }
  [[nodiscard]] std::string content() const {
    std::ifstream in(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  static std::string run() {
    return write_line(result::Run{.version = "0.1.0",
                                  .implementation = "lib",
                                  .implementation_version = "1",
                                  .language = "c",
                                  .command = "oauthspec vectors",
                                  .replay = "",
                                  .shard = "",
                                  .started = "2026-01-31T23:59:59Z"});
  }
  static std::string result(const std::string& test, Status status) {
    Result made;
    made.test = test;
    made.status = status;
    made.sent = nlohmann::json::object();
    return write_line(made);
  }

  std::filesystem::path path_ =
      std::filesystem::path(testing::TempDir()) /
      (std::string("begun_") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(BegunFile, IsReadUpToALineThatWasCut) {
  const std::string whole = run() + result("a/b/c", Status::pass) + result("a/b/d", Status::fail);
  const std::string next = result("a/b/e", Status::pass);
  for (std::size_t cut = 0; cut < next.size(); ++cut) {
    content(whole + next.substr(0, cut));
    const auto begun = read_begun(path_);
    ASSERT_TRUE(begun) << begun.error().reason;
    ASSERT_TRUE(*begun);
    EXPECT_EQ((*begun)->finished.size(), 2U);
    EXPECT_EQ((*begun)->octets, whole.size());
    EXPECT_EQ((*begun)->run.implementation, "lib");
  }
}

TEST_F(BegunFile, IsReadUpToWhatWasNotRun) {
  const std::string whole = run() + result("a/b/c", Status::pass);
  content(whole + result("a/b/d", Status::not_run) + result("a/b/e", Status::pass) +
          write_line(End{}));
  EXPECT_EQ((*read_begun(path_))->octets, whole.size());
  content(whole + write_line(End{}));
  EXPECT_EQ((*read_begun(path_))->octets, whole.size());
}

TEST_F(BegunFile, HoldsNothingWhereNothingIsFinished) {
  EXPECT_EQ(read_begun(path_)->has_value(), false);
  for (const std::string& text : {std::string(), run().substr(0, 3), run().substr(0, 20), run(),
                                  run() + result("a/b/c", Status::not_run)}) {
    content(text);
    const auto begun = read_begun(path_);
    ASSERT_TRUE(begun) << text;
    EXPECT_FALSE(*begun) << text;
  }
}

TEST_F(BegunFile, IsNoOtherFile) {
  content("my notes");
  EXPECT_THAT(read_begun(path_).error().reason, HasSubstr("no results file"));
  content("my notes\n");
  EXPECT_EQ(read_begun(path_).error().line, 1U);
  content(result("a/b/c", Status::pass));
  EXPECT_THAT(read_begun(path_).error().reason, HasSubstr("the run is missing"));
  content(run() + run());
  EXPECT_EQ(read_begun(path_).error().line, 2U);
  content(run() + result("a/b/c", Status::pass) + result("a/b/c", Status::fail));
  EXPECT_THAT(read_begun(path_).error().reason, HasSubstr("a second result of a/b/c"));
  EXPECT_EQ(read_begun(testing::TempDir()).error().line, 0U);
}

TEST_F(BegunFile, IsGoneOnWith) {
  const std::string whole = run() + result("a/b/c", Status::pass);
  content(whole + "{\"result\": {\"te");
  auto writer = Writer::go_on(path_, (*read_begun(path_))->octets);
  ASSERT_TRUE(writer) << writer.error();
  EXPECT_TRUE(writer->write(End{}));
  EXPECT_EQ(content(), whole + write_line(End{}));
}

}  // namespace
}  // namespace oauthspec::result
