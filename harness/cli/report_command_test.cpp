// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/report_command.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "harness/result/json_lines.h"

namespace oauthspec::cli {
namespace {

using std::filesystem::path;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

std::string contents(const path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

class ReportCommand : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(root_); }
  void TearDown() override { std::filesystem::remove_all(root_); }

  // A results file with one test of this status; without an end where it was killed.
  std::string results(const std::string& name, result::Status status, bool killed = false) {
    result::Run run;
    run.implementation = "mine";
    run.started = "2026-01-31T23:59:59Z";
    result::Result result;
    result.test = "oauth1/sign/x";
    result.status = status;
    const bool failed = status == result::Status::fail;
    const result::End end{.counts = {{std::string(result::name(status)), 1}},
                          .exit_code = failed ? 1 : 0,
                          .note = "",
                          .ended = run.started};
    std::ofstream out(root_ / name);
    out << result::write_line(run) << result::write_line(result);
    if (!killed) out << result::write_line(end);
    return (root_ / name).string();
  }

  int report(const ReportArguments& arguments, bool colour = false) {
    return run_report(arguments, library_, colour, console_);
  }
  int diff(const std::string& before, const std::string& after,
           const std::string& format = "text") {
    return run_diff({.before = before, .after = after, .format = format, .vectors = ""}, library_,
                    console_);
  }

  path root_ = path(testing::TempDir()) / ("report_command." + std::to_string(getpid()));
  vector::Library library_;
  std::ostringstream out_;
  std::ostringstream err_;
  Console console_{out_, err_};
};

TEST_F(ReportCommand, PrintsTextForPeople) {
  ReportArguments arguments;
  arguments.results = {results("r", result::Status::fail)};
  EXPECT_EQ(report(arguments), as_expected);
  EXPECT_THAT(out_.str(), StartsWith("mine: 1 test\n\nfail oauth1/sign/x\n"));
}

TEST_F(ReportCommand, ColoursWhatItPrints) {
  ReportArguments arguments;
  arguments.results = {results("r", result::Status::fail)};
  EXPECT_EQ(report(arguments, true), as_expected);
  EXPECT_THAT(out_.str(), HasSubstr("\x1b[31mfail\x1b[0m"));
}

TEST_F(ReportCommand, PrintsTheFormatThatIsAskedFor) {
  ReportArguments arguments;
  arguments.results = {results("r", result::Status::pass)};
  arguments.format = "tap";
  EXPECT_EQ(report(arguments), as_expected);
  EXPECT_THAT(out_.str(), StartsWith("TAP version 14\n1..1\n"));
}

TEST_F(ReportCommand, WritesFilesAndThenPrintsNothing) {
  ReportArguments arguments;
  arguments.results = {results("r", result::Status::pass)};
  arguments.reports = {{"tap", (root_ / "tap").string()}, {"badge", (root_ / "badge").string()}};
  arguments.format = "junit";
  arguments.output = (root_ / "junit").string();
  EXPECT_EQ(report(arguments), as_expected);
  EXPECT_EQ(out_.str(), "");
  EXPECT_THAT(contents(root_ / "tap"), StartsWith("TAP version 14\n"));
  EXPECT_THAT(contents(root_ / "badge"), HasSubstr("1/1 (100.0 %)"));
  EXPECT_THAT(contents(root_ / "junit"), HasSubstr("<testsuite "));
}

TEST_F(ReportCommand, PrintsBesideFilesWhatIsAskedFor) {
  ReportArguments arguments;
  arguments.results = {results("r", result::Status::pass)};
  arguments.reports = {{"badge", (root_ / "badge").string()}};
  arguments.format = "tap";
  EXPECT_EQ(report(arguments), as_expected);
  EXPECT_THAT(out_.str(), StartsWith("TAP version 14\n"));
  EXPECT_THAT(contents(root_ / "badge"), HasSubstr("1/1"));
}

TEST_F(ReportCommand, NamesTheLineThatIsWrong) {
  const std::string file = results("r", result::Status::pass);
  std::ofstream(file, std::ios::app) << "{}\n";
  ReportArguments arguments;
  arguments.results = {results("good", result::Status::pass), file};
  EXPECT_EQ(report(arguments), usage);
  EXPECT_THAT(err_.str(), StartsWith("oauthspec report: " + file + ":4: "));
  EXPECT_EQ(out_.str(), "");
}

TEST_F(ReportCommand, NamesTheFileThatIsNotThere) {
  ReportArguments arguments;
  arguments.results = {"/none"};
  EXPECT_EQ(report(arguments), usage);
  EXPECT_EQ(err_.str(), "oauthspec report: /none: the file cannot be read\n");
  EXPECT_EQ(diff("/none", "/none"), usage);
}

TEST_F(ReportCommand, SaysWhatItCannotWrite) {
  ReportArguments arguments;
  arguments.results = {results("r", result::Status::pass)};
  arguments.reports = {{"tap", "/none/tap"}};
  EXPECT_EQ(report(arguments), usage);
  EXPECT_EQ(err_.str(), "oauthspec report: /none/tap: No such file or directory\n");
  err_.str("");
  arguments.reports = {{"tap", "/dev/full"}};
  EXPECT_EQ(report(arguments), usage);
  EXPECT_EQ(err_.str(), "oauthspec report: /dev/full could not be written whole\n");
}

TEST_F(ReportCommand, LeavesAResultsFileAloneThatCannotBeRead) {
  const std::string file = results("r", result::Status::pass);
  std::ofstream(file, std::ios::app) << "{}\n";
  const std::string before = contents(file);
  ReportArguments arguments;
  arguments.results = {file};
  arguments.reports = {{"tap", file}};
  EXPECT_EQ(report(arguments), usage);
  EXPECT_EQ(contents(file), before);
}

TEST_F(ReportCommand, DiffExitsWithOneOnARegressionOnly) {
  const std::string good = results("good", result::Status::pass);
  const std::string bad = results("bad", result::Status::fail);
  const std::string killed = results("killed", result::Status::pass, true);
  EXPECT_EQ(diff(good, bad), unexpected_result);
  EXPECT_THAT(out_.str(), HasSubstr("  pass -> fail         oauth1/sign/x\n"));
  EXPECT_EQ(diff(bad, good), as_expected);
  EXPECT_EQ(diff(bad, bad), as_expected);
  EXPECT_EQ(diff(good, killed), unexpected_result);
  EXPECT_EQ(diff(killed, good), as_expected);
  EXPECT_THAT(err_.str(), IsEmpty());
}

TEST_F(ReportCommand, DiffPrintsOtherFormats) {
  const std::string good = results("good", result::Status::pass);
  EXPECT_EQ(diff(good, good, "json"), as_expected);
  EXPECT_THAT(out_.str(), HasSubstr("\"regressed\": false"));
  EXPECT_EQ(diff(good, good, "markdown"), as_expected);
  EXPECT_THAT(out_.str(), HasSubstr("## :white_check_mark: no regressions\n"));
}

}  // namespace
}  // namespace oauthspec::cli
