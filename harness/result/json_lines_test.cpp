// SPDX-License-Identifier: Apache-2.0
#include "harness/result/json_lines.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/vector/schema.h"

namespace oauthspec::result {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::size_t kStatuses = 14;

Run some_run() {
  return {.version = "0.1.0",
          .implementation = "oauthlib",
          .implementation_version = "3.2.2",
          .language = "python",
          .command = "oauthspec vectors --adapter 'python3 a.py' oauth1/sign",
          .replay = "oauthspec vectors --adapter 'python3 a.py'",
          .shard = "2/3",
          .started = "2026-01-31T23:59:59Z"};
}

Result some_result() {
  Result result;
  result.test = "oauth1/percent_decode/plain";
  result.status = Status::fail;
  result.op = "oauth1.percent_decode";
  result.title = "a plus stays";
  result.level = "must";
  result.requirements = {"RFC5849-3.6-1"};
  result.policy = "non_utf8=kept";
  result.message = "at octet 1";
  result.why = "a plus turns into a space";
  result.sent = {{"text", "a+b"}};
  result.expected = json{{"out", "a+b"}};
  result.got = json{{"out", nullptr}};
  result.recomputed = true;
  result.before = Status::crash;
  result.reason = "cuts at NUL (RFC 5849 3.6)";
  result.issue = "https://example.org/issues/1";
  result.stderr_text = "trace\n";
  result.duration = std::chrono::microseconds(1234);
  return result;
}

End some_end() {
  return {.counts = {{"pass", 3}, {"fail", 1}},
          .exit_code = 1,
          .note = "interrupted",
          .ended = "2026-02-01T00:00:00Z"};
}

const vector::Schema& schema() {
  static const auto loaded = vector::Schema::load(std::filesystem::path(OAUTHSPEC_SOURCE_DIR) /
                                                  "vectors/schema/result.schema.json");
  if (!loaded) throw std::runtime_error(vector::describe(loaded.error()));
  return *loaded;
}

/// Whether a line is one JSON text, ends in its only line feed, and is as the schema has it.
testing::AssertionResult valid(const std::string& line) {
  if (line.find('\n') != line.size() - 1) return testing::AssertionFailure() << "not one line";
  const auto mismatch = schema().validate("", json::parse(line));
  if (!mismatch) return testing::AssertionSuccess();
  return testing::AssertionFailure() << mismatch->pointer << ": " << mismatch->reason;
}

template <class T>
T reread(const T& value) {
  std::string line = write_line(value);
  line.pop_back();
  return std::get<T>(parse_line(line).value());
}

TEST(StatusNames, AreUniqueAndFindTheirWayBack) {
  for (std::size_t i = 0; i < kStatuses; ++i) {
    const auto status = static_cast<Status>(i);
    EXPECT_EQ(status_named(name(status)), status);
  }
  EXPECT_EQ(name(Status::not_run), "not_run");
  EXPECT_EQ(name(Status::vacuous), "vacuous");
  EXPECT_EQ(status_named("passed"), std::nullopt);
}

TEST(JsonLines, AreValid) {
  EXPECT_TRUE(valid(write_line(some_run())));
  EXPECT_TRUE(valid(write_line(some_result())));
  EXPECT_TRUE(valid(write_line(some_end())));
}

TEST(JsonLines, AreValidWithoutWhatMayBeAbsent) {
  auto run = some_run();
  run.shard = run.replay = "";
  Result bare = some_result();
  bare.policy = bare.message = bare.why = bare.reason = bare.issue = bare.stderr_text = "";
  bare.before.reset();
  bare.expected.reset();
  bare.got.reset();
  bare.recomputed = false;
  End end = some_end();
  end.note = "";
  EXPECT_TRUE(valid(write_line(run)));
  EXPECT_TRUE(valid(write_line(bare)));
  EXPECT_TRUE(valid(write_line(end)));
  EXPECT_EQ(write_line(bare).find("got"), std::string::npos);
}

TEST(JsonLines, AreValidWithEveryStatus) {
  Result result = some_result();
  for (std::size_t i = 0; i < kStatuses; ++i) {
    result.status = static_cast<Status>(i);
    EXPECT_TRUE(valid(write_line(result)));
  }
}

TEST(JsonLines, AreUtf8EvenWhereStderrIsNot) {
  Result result = some_result();
  result.stderr_text = "\xFF\xC3";
  EXPECT_TRUE(valid(write_line(result)));
  EXPECT_EQ(reread(result).stderr_text, "\uFFFD\uFFFD");
}

TEST(JsonLines, AreReadBackWhole) {
  EXPECT_EQ(reread(some_run()), some_run());
  EXPECT_EQ(reread(some_end()), some_end());
  const Result written = some_result();
  const Result read = reread(written);
  EXPECT_EQ(read.test, written.test);
  EXPECT_EQ(read.status, written.status);
  EXPECT_EQ(read.op, written.op);
  EXPECT_EQ(read.title, written.title);
  EXPECT_EQ(read.level, written.level);
  EXPECT_EQ(read.requirements, written.requirements);
  EXPECT_EQ(read.policy, written.policy);
  EXPECT_EQ(read.message, written.message);
  EXPECT_EQ(read.why, written.why);
  EXPECT_EQ(read.sent, written.sent);
  EXPECT_EQ(read.expected, written.expected);
  EXPECT_EQ(read.got, written.got);
  EXPECT_TRUE(read.recomputed);
  EXPECT_EQ(read.before, Status::crash);
  EXPECT_EQ(read.reason, some_result().reason);
  EXPECT_EQ(read.issue, some_result().issue);
  EXPECT_EQ(read.stderr_text, written.stderr_text);
  EXPECT_EQ(read.duration, written.duration);
}

TEST(JsonLines, RefuseWhatTheyAreNot) {
  EXPECT_THAT(parse_line("{").error(), HasSubstr("json_invalid"));
  EXPECT_THAT(parse_line("[]").error(), HasSubstr("neither"));
  EXPECT_THAT(parse_line(R"({"other": {}})").error(), HasSubstr("neither"));
  EXPECT_THAT(parse_line(R"({"result": {"test": "a"}})").error(), HasSubstr("status"));
  EXPECT_THAT(parse_line(R"({"result": {"status": "passed"}})").error(), HasSubstr("passed"));
  EXPECT_FALSE(parse_line(R"({"run": {"version": 5}})"));
}

class ResultsFile : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(path_); }

  void content(const std::string& text) const { std::ofstream(path_, std::ios::binary) << text; }
  [[nodiscard]] std::size_t lines() const {
    std::ifstream in(path_);
    std::string line;
    std::size_t count = 0;
    while (std::getline(in, line)) ++count;
    return count;
  }

  std::filesystem::path path_ =
      std::filesystem::path(testing::TempDir()) /
      (std::string("results_") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(ResultsFile, HoldsEachLineAsSoonAsItIsWritten) {
  auto writer = Writer::open(path_);
  ASSERT_TRUE(writer) << writer.error();
  EXPECT_TRUE(writer->write(some_run()));
  EXPECT_EQ(lines(), 1U);
  EXPECT_TRUE(writer->write(some_result()));
  EXPECT_EQ(lines(), 2U);
  EXPECT_TRUE(writer->write(some_end()));
  const auto file = read(path_);
  ASSERT_TRUE(file) << file.error().reason;
  EXPECT_EQ(file->run, some_run());
  EXPECT_EQ(file->results.size(), 1U);
  EXPECT_EQ(file->end, some_end());
}

TEST_F(ResultsFile, CannotBeWrittenInAFolderThatIsNotThere) {
  const auto writer = Writer::open(path_ / "none" / "results.jsonl");
  ASSERT_FALSE(writer);
  EXPECT_THAT(writer.error(), HasSubstr("No such file or directory"));
}

TEST_F(ResultsFile, TellsThatTheDiskIsFull) {
  auto writer = Writer::open("/dev/full");
  ASSERT_TRUE(writer) << writer.error();
  EXPECT_FALSE(writer->write(some_run()));
  EXPECT_EQ(writer->error(), "No space left on device");
  EXPECT_FALSE(writer->write(some_end()));
  EXPECT_EQ(writer->error(), "No space left on device");
}

TEST_F(ResultsFile, OfAKilledRunKeepsItsWholeLines) {
  const std::string whole = write_line(some_run()) + write_line(some_result());
  content(whole + write_line(some_result()).substr(0, 40));
  const auto file = read(path_);
  ASSERT_TRUE(file) << file.error().reason;
  EXPECT_EQ(file->results.size(), 1U);
  EXPECT_FALSE(file->end);
}

TEST_F(ResultsFile, NamesTheLineThatIsWrong) {
  content(write_line(some_run()) + "{}\n" + write_line(some_end()));
  ASSERT_FALSE(read(path_));
  EXPECT_EQ(read(path_).error().line, 2U);
}

TEST_F(ResultsFile, RefusesLinesInTheWrongPlace) {
  content(write_line(some_result()));
  EXPECT_THAT(read(path_).error().reason, StartsWith("the run is missing"));
  content("");
  EXPECT_THAT(read(path_).error().reason, StartsWith("the run is missing"));
  content(write_line(some_run()) + write_line(some_run()));
  EXPECT_EQ(read(path_).error().reason, "a second run");
  content(write_line(some_run()) + write_line(some_end()) + write_line(some_result()));
  EXPECT_EQ(read(path_).error().reason, "a line behind the end");
}

TEST_F(ResultsFile, CannotBeReadWhereThereIsNone) {
  EXPECT_EQ(read(path_).error().line, 0U);
  EXPECT_EQ(read(testing::TempDir()).error().line, 0U);
}

}  // namespace
}  // namespace oauthspec::result
