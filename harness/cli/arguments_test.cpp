// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/arguments.h"

#include <optional>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ArgumentsTest : public testing::Test {
 protected:
  Arguments parse(const std::vector<std::string>& words) {
    return parse_arguments(words, {out_, err_});
  }

  // The exit code of a command line after which nothing is left to do; -1 where something is.
  int finished(const std::vector<std::string>& words) {
    const Arguments arguments = parse(words);
    const auto* done = std::get_if<Finished>(&arguments);
    return done == nullptr ? -1 : done->exit_code;
  }

  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(ArgumentsTest, OfVectorsAreTakenInAnyOrder) {
  const auto arguments = std::get<VectorsArguments>(parse({"vectors",
                                                           "a/*",
                                                           "--adapter",
                                                           "python3 x.py",
                                                           "-j",
                                                           "4",
                                                           "b",
                                                           "--timeout",
                                                           "2.5",
                                                           "--policy",
                                                           "n=b",
                                                           "c",
                                                           "--policy",
                                                           "m=d",
                                                           "--results",
                                                           "r.jsonl",
                                                           "--show-secrets",
                                                           "--vectors",
                                                           "v",
                                                           "--color",
                                                           "never",
                                                           "-v",
                                                           "--max-restarts",
                                                           "3",
                                                           "--shard",
                                                           "2/3"}));
  EXPECT_THAT(arguments.patterns, ElementsAre("a/*", "b", "c"));
  EXPECT_EQ(arguments.adapter, "python3 x.py");
  EXPECT_EQ(arguments.sessions, 4U);
  EXPECT_EQ(arguments.timeout_seconds, 2.5);
  EXPECT_THAT(arguments.policies, ElementsAre("n=b", "m=d"));
  EXPECT_EQ(arguments.results, "r.jsonl");
  EXPECT_TRUE(arguments.show_secrets);
  EXPECT_EQ(arguments.vectors, "v");
  EXPECT_EQ(arguments.colour, "never");
  EXPECT_TRUE(arguments.verbose);
  EXPECT_EQ(arguments.max_restarts, 3U);
  EXPECT_EQ(arguments.shard, "2/3");
}

TEST_F(ArgumentsTest, OfVectorsGoTogether) {
  const auto arguments =
      std::get<VectorsArguments>(parse({"vectors", "--resume", "--results", "r.jsonl",
                                        "--update-expectations", "--expectations", "e.json"}));
  EXPECT_TRUE(arguments.resume);
  EXPECT_TRUE(arguments.expectations.update);
  EXPECT_EQ(arguments.expectations.file, "e.json");
  EXPECT_EQ(finished({"vectors", "--resume"}), 2);
  EXPECT_EQ(finished({"vectors", "--update-expectations"}), 2);
  EXPECT_EQ(finished({"vectors", "--expectations", ""}), 2);
}

TEST_F(ArgumentsTest, OfVectorsMayAllBeLeftOut) {
  const auto arguments = std::get<VectorsArguments>(parse({"vectors"}));
  EXPECT_TRUE(arguments.patterns.empty());
  EXPECT_TRUE(arguments.adapter.empty());
  EXPECT_EQ(arguments.sessions, 1U);
  EXPECT_EQ(arguments.timeout_seconds, 10);
  EXPECT_EQ(arguments.max_restarts, 200U);
  EXPECT_FALSE(arguments.show_secrets);
}

TEST_F(ArgumentsTest, OfTheOtherCommandsAreTaken) {
  const auto list = std::get<ListArguments>(parse({"list", "--suites", "oauth1"}));
  EXPECT_TRUE(list.suites);
  EXPECT_THAT(list.patterns, ElementsAre("oauth1"));
  const auto requirements = std::get<RequirementsArguments>(
      parse({"requirements", "--uncovered", "--document", "RFC 5849"}));
  EXPECT_TRUE(requirements.uncovered);
  EXPECT_EQ(requirements.document, "RFC 5849");
  EXPECT_EQ(requirements.minimum_must, std::nullopt);
  const auto minima = std::get<RequirementsArguments>(
      parse({"requirements", "--minimum-must", "100", "--minimum-others", "0", "--html", "f"}));
  EXPECT_EQ(minima.minimum_must, 100U);
  EXPECT_EQ(minima.minimum_others, 0U);
  EXPECT_EQ(minima.html, "f");
  EXPECT_TRUE(std::holds_alternative<AdapterArguments>(parse({"adapter"})));
}

TEST_F(ArgumentsTest, ThatAreWrongAreUsage) {
  const std::vector<std::vector<std::string>> lines{{},
                                                    {"--nope"},
                                                    {"vectors", "--nope"},
                                                    {"vectors", "-j", "0"},
                                                    {"vectors", "-j", "x"},
                                                    {"vectors", "--timeout", "0"},
                                                    {"vectors", "--timeout", "-1"},
                                                    {"vectors", "--color", "blue"},
                                                    {"vectors", "--adapter"},
                                                    {"requirements", "--minimum-must", "101"},
                                                    {"requirements", "--minimum-others", "-1"},
                                                    {"requirements", "--minimum-must", "x"},
                                                    {"requirements", "--list", "--uncovered"},
                                                    {"requirements", "--show-secrets"},
                                                    {"list", "--ops", "--suites"},
                                                    {"adapter", "extra"}};
  for (const auto& words : lines) {
    err_.str("");
    EXPECT_EQ(finished(words), usage) << testing::PrintToString(words);
    EXPECT_NE(err_.str(), "");
  }
}

TEST_F(ArgumentsTest, AskForHelpAndVersion) {
  EXPECT_EQ(finished({"--version"}), as_expected);
  EXPECT_THAT(out_.str(), HasSubstr("oauthspec " OAUTHSPEC_VERSION "\n"));
  for (const std::string& command : commands()) {
    out_.str("");
    EXPECT_EQ(finished({command, "--help"}), as_expected) << command;
    EXPECT_THAT(out_.str(), HasSubstr("Usage: oauthspec " + command)) << command;
    EXPECT_THAT(out_.str(), HasSubstr("Example")) << command;
  }
}

TEST_F(ArgumentsTest, OfTheHelpNameEveryCommand) {
  EXPECT_EQ(finished({"--help"}), as_expected);
  for (const std::string& command : commands()) {
    EXPECT_THAT(out_.str(), HasSubstr("\n  " + command + " "));
  }
}

TEST_F(ArgumentsTest, OfAnotherProgramAreHandedOnUnread) {
  const auto sibling = std::get<SiblingArguments>(parse({"fuzz", "--help", "-j", "x"}));
  EXPECT_EQ(sibling.name, "fuzz");
  EXPECT_THAT(sibling.rest, ElementsAre("--help", "-j", "x"));
}

TEST_F(ArgumentsTest, AskForReports) {
  const auto vectors = std::get<VectorsArguments>(
      parse({"vectors", "--junit", "a.xml", "s/*", "--badge", "b.json"}));
  ASSERT_EQ(vectors.reports.size(), 2U);
  EXPECT_EQ(vectors.reports[0].format, "junit");
  EXPECT_EQ(vectors.reports[0].file, "a.xml");
  EXPECT_EQ(vectors.reports[1].format, "badge");
  EXPECT_THAT(vectors.patterns, ElementsAre("s/*"));
  EXPECT_EQ(finished({"vectors", "--junit", "a.xml", "--junit", "b.xml"}), usage);
}

TEST_F(ArgumentsTest, OfReportNameFilesAndFormat) {
  const auto report = std::get<ReportArguments>(
      parse({"report", "a.jsonl", "b.jsonl", "--format", "tap", "--output", "o", "--ctrf", "c"}));
  EXPECT_THAT(report.results, ElementsAre("a.jsonl", "b.jsonl"));
  EXPECT_EQ(report.format, "tap");
  EXPECT_EQ(report.output, "o");
  EXPECT_EQ(report.reports.at(0).format, "ctrf");
  EXPECT_EQ(finished({"report"}), usage);
  EXPECT_EQ(finished({"report", "a.jsonl", "--format", "pdf"}), usage);
  EXPECT_EQ(finished({"report", "a.jsonl", "--output", "o"}), usage);
}

TEST_F(ArgumentsTest, OfDiffNameTwoFiles) {
  const auto diff = std::get<DiffArguments>(parse({"diff", "a", "b", "--format", "json"}));
  EXPECT_EQ(diff.before, "a");
  EXPECT_EQ(diff.after, "b");
  EXPECT_EQ(diff.format, "json");
  EXPECT_EQ(finished({"diff", "a"}), usage);
  EXPECT_EQ(finished({"diff", "a", "b", "c"}), usage);
  EXPECT_EQ(finished({"diff", "a", "b", "--format", "pdf"}), usage);
}

}  // namespace
}  // namespace oauthspec::cli
