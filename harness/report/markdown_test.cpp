// SPDX-License-Identifier: Apache-2.0
#include "harness/report/markdown.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/report/markdown_text.h"
#include "harness/report/testing/samples.h"

namespace oauthspec::report {
namespace {

using result::Result;
using result::Status;
using samples::failure;
using samples::report_of;
using samples::result_of;
using samples::some_library;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::size_t kOneMebibyte = 1UL << 20;

TEST(Code, EndsWhereItShould) {
  EXPECT_EQ(md::code("a"), "`a`");
  EXPECT_EQ(md::code("a`b"), "``a`b``");
  EXPECT_EQ(md::code("```"), "```` ``` ````");
  EXPECT_EQ(md::code("a\nb"), "`a b`");
  EXPECT_EQ(md::code(""), "`  `");
  EXPECT_EQ(md::code(" "), "`   `");
}

TEST(Cell, HasNoPipe) {
  EXPECT_EQ(md::cell("a|b\\|c"), "`a\\x7Cb\\\\x7Cc`");
}

TEST(CodeBlock, EndsWhereItShould) {
  EXPECT_EQ(md::block("a\nb\n\n"), "```text\na\nb\n```\n");
  EXPECT_EQ(md::block("a\n````\n"), "`````text\na\n````\n`````\n");
  EXPECT_EQ(md::block("\x1b"), "```text\n\\x1B\n```\n");
}

TEST(Html, OpensNoElementAndNoLink) {
  EXPECT_EQ(md::html("<b a=\"&\">\n\n"), "&#60;b a=&#34;&#38;&#34;&#62;  ");
  EXPECT_EQ(md::html("[a](b)"), "&#91;a&#93;(b)");
}

TEST(Markdown, BeginsWithTotalsAndTable) {
  EXPECT_THAT(
      markdown(report_of({result_of("s/a/1", Status::pass), result_of("s/b/1", Status::skip)})),
      StartsWith("## :white_check_mark: `oauthlib 3.2.2`\n"
                 "\n"
                 "1/1 applicable passed (100.0 %), 0 unsupported (0.0 %), 1 skipped\n"
                 "\n"
                 "| suite | pass | skip |\n"
                 "| --- | ---: | ---: |\n"
                 "| `s/a` | 1 | 0 |\n"
                 "| `s/b` | 0 | 1 |\n"));
}

TEST(Markdown, ShowsWhatIsUnexpected) {
  Result warning = result_of("s/a/1", Status::warn);
  warning.message = "m";
  const std::string text = markdown(report_of({failure(), warning}));
  EXPECT_THAT(
      text,
      AllOf(StartsWith("## :x: "),
            HasSubstr("### Unexpected results\n\n<details><summary>fail "
                      "<code>oauth1/base_string_uri/default-port</code>: port 443 of an https URI "
                      "is left out</summary>\n\n```text\nfail oauth1/base_string_uri/default-port"),
            HasSubstr("RFC5849-3.4.1.2-5 (RFC 5849, section 3.4.1.2, MUST)"),
            HasSubstr("  replay       oauthspec vectors --adapter a "
                      "oauth1/base_string_uri/default-port\n  expectation  {\"id\": "),
            HasSubstr("### Warnings\n\n- `s/a/1`: `warn: m`\n")));
}

TEST(Markdown, SaysThatARunWasKilled) {
  EXPECT_THAT(
      markdown(assemble({samples::killed({result_of("s/a/1", Status::pass)})}, some_library())),
      AllOf(StartsWith("## :x: "),
            HasSubstr("**This run is no success:** `killed: its results file ends after 1 "
                      "result`\n")));
}

TEST(Markdown, SaysThatItIsAShard) {
  result::File file = samples::file_of({});
  file.run->shard = "2/3";
  EXPECT_THAT(markdown(assemble({file}, some_library())),
              HasSubstr("This is shard `2/3` of the run.\n"));
}

TEST(Markdown, StaysBelowTheLimitAndSaysSo) {
  std::vector<Result> results;
  for (int i = 0; i < 3000; ++i) {
    Result result = failure();
    result.test = "s/a/" + std::to_string(i);
    results.push_back(result);
    result.test = "s/b/" + std::to_string(i);
    result.status = Status::warn;
    results.push_back(result);
  }
  const std::string text = markdown(report_of(results));
  EXPECT_LT(text.size(), kOneMebibyte);
  EXPECT_GT(text.size(), kOneMebibyte / 2);
  EXPECT_THAT(text, HasSubstr(" more are left out, for this summary would be too long.\n"));
}

TEST(Markdown, StaysBelowTheLimitWithManySuites) {
  std::vector<Result> results;
  for (int i = 0; i < 2000; ++i) {
    results.push_back(
        result_of("s/" + std::to_string(i) + std::string(900, 'x') + "/1", Status::pass));
  }
  const std::string text = markdown(report_of(results));
  EXPECT_LT(text.size(), kOneMebibyte);
  EXPECT_THAT(text, HasSubstr("The table by suite is left out"));
}

/// What of a text GitHub would read as Markdown or HTML: all but code.
std::string outside_code(const std::string& text) {
  std::string outside;
  std::istringstream in(text);
  std::string fence;
  for (std::string line; std::getline(in, line);) {
    const std::size_t ticks = line.find_first_not_of('`');
    if (fence.empty() && ticks >= 3 && ticks != std::string::npos && line.substr(ticks) == "text") {
      fence = line.substr(0, ticks);
      continue;
    }
    if (!fence.empty()) {
      if (line.size() >= fence.size() && line.find_first_not_of('`') == std::string::npos) {
        fence.clear();
      }
      continue;
    }
    for (std::size_t i = 0; i < line.size();) {
      if (line[i] != '`') {
        outside += line[i++];
        continue;
      }
      const std::size_t end_of_run = std::min(line.find_first_not_of('`', i), line.size());
      const std::string run = line.substr(i, end_of_run - i);
      std::size_t close = end_of_run;
      for (;; ++close) {
        close = line.find(run, close);
        if (close == std::string::npos) break;
        const std::size_t end = std::min(line.find_first_not_of('`', close), line.size());
        if (end - close == run.size()) break;
        close = end - 1;
      }
      EXPECT_NE(close, std::string::npos) << "code has no end";
      if (close == std::string::npos) return outside;
      i = close + run.size();
    }
    outside += '\n';
  }
  EXPECT_EQ(fence, "") << "a block has no end";
  return outside;
}

TEST(Markdown, LetsNoAdapterWriteMarkdownOrHtml) {
  for (const std::string& text : samples::hostile_texts()) {
    const auto hostile = samples::hostile_file(text);
    for (const auto& files : {std::vector{hostile}, std::vector{hostile, hostile}}) {
      const std::string page = markdown(assemble(files, some_library()));
      EXPECT_LT(page.size(), kOneMebibyte);
      const std::string outside = outside_code(page);
      EXPECT_THAT(outside, Not(HasSubstr("<script")));
      EXPECT_THAT(outside, Not(HasSubstr("<img")));
      EXPECT_THAT(outside, Not(HasSubstr("](")));
      EXPECT_THAT(outside, Not(HasSubstr("\n# ")));
      EXPECT_THAT(outside, Not(HasSubstr("\n| a | b |")));
      EXPECT_THAT(outside, Not(HasSubstr("\x1b")));
    }
  }
}

TEST(Markdown, TellsApartWhatAServerDoesNotClaim) {
  Result also = samples::server_check("dpop/x", Status::fail);
  also.also = true;
  const std::string text =
      markdown(report_of({samples::server_check("token/x", Status::pass), also}));
  EXPECT_THAT(text, StartsWith("## :white_check_mark:"));
  EXPECT_THAT(text,
              HasSubstr("also checked, of documents that the server does not claim: 1 fail\n"));
  EXPECT_THAT(text, Not(HasSubstr("### Unexpected")));
  EXPECT_THAT(text,
              HasSubstr("### Of documents that the server does not claim\n\n- `server/dpop/x`"));
}

}  // namespace
}  // namespace oauthspec::report
